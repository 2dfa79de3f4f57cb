import PostilKit
import PostilSystem

extension AnnotationStore {
  /// Rewrites the sidecar with the newest line of each id alone. Screen numbers stay, removed ids and
  /// lines that are not understood are kept; what was done before cannot be undone any more.
  ///
  /// - Throws: What a commit throws; the old sidecar is untouched then.
  package func compact() throws {
    guard let sidecar = try SidecarFile.appending(file.sidecarPath, creating: false) else { return }
    try catchUp(sidecar)
    if log.version > 1 {
      throw PostilError.newerSidecar(path: file.sidecarPath, version: log.version)
    }
    let bytes = try sidecar.bytes(0..<log.end)
    Files.sweep(of: file.sidecarPath)
    try Files.replace(file.sidecarPath, with: compacted(bytes))
    // The lock on the old file is released only now: who waits for it finds the new one.
    _ = consume sidecar
    try refresh()
  }

  private func compacted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    func keep(_ range: Range<Int>) {
      result += bytes[range]
      result.append(0x0A)
    }
    var writer = JSONWriter()
    if log.entries[SidecarLog.headerEntry].newest < 0 {
      SidecarLine(.header(header(published: nil, source: nil), version: 1)).write(to: &writer)
      result += writer.bytes
      writer = JSONWriter()
    }
    let newest = log.entries.map(\.newest).filter { $0 >= 0 }.map { log.lines[$0] }
    for line in newest { keep(line.offset..<line.offset + line.length) }
    for range in log.others { keep(range) }
    SidecarLine(.compacted, .init(op: AnnotationID.random(), at: Clock.now())).write(to: &writer)
    return result + writer.bytes
  }
}
