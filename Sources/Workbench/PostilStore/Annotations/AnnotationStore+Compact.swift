import PostilKit
import PostilSystem

extension AnnotationStore {
  /// Rewrites the sidecar with only the newest line of each id. Screen numbers stay the same;
  /// removed ids and lines that are not understood are kept; earlier ops can no longer be undone.
  ///
  /// - Throws: `linkedSidecar`, `conflicting` while readings are to be decided, and what a commit throws; the old sidecar is unchanged then.
  package func compact() throws {
    guard let sidecar = try SidecarFile.appending(file.sidecar, creating: false) else { return }
    try catchUp(sidecar)
    if log.version > 1 {
      throw PostilError.store(.newerSidecar(path: file.sidecarPath, version: log.version))
    }
    guard openConflicts.isEmpty else {
      throw PostilError.store(.conflicting(article: file.name, count: openConflicts.count))
    }
    try sidecar.checkSingleName()
    let bytes = try sidecar.bytes(0..<log.end)
    file.sidecar.sweep()
    try file.sidecar.replace(with: compacted(bytes))
    // The lock on the old file is released only here: a process waiting for it then finds the new
    // file.
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
    let header = log.entries[SidecarLog.headerEntry].newest
    if log.header?.fingerprint == nil {
      let stamp = header < 0 ? SidecarLine.Stamp() : line(log.lines[header], bytes).stamp
      let new = (log.header ?? newHeader).describing(loaded)
      SidecarLine(.header(new, version: 1), stamp).write(to: &writer)
      result += writer.bytes
      writer = JSONWriter()
    } else {
      keep(log.lines[header].offset..<log.lines[header].offset + log.lines[header].length)
    }
    let newest = log.entries.map(\.newest).dropFirst().filter { $0 >= 0 }.map { log.lines[$0] }
    for line in newest { keep(line.offset..<line.offset + line.length) }
    for range in log.others { keep(range) }
    SidecarLine(.compacted, .init(op: AnnotationID.random(), at: Timestamp.now())).write(
      to: &writer)
    return result + writer.bytes
  }

  private func line(_ line: SidecarLog.Line, _ bytes: [UInt8]) -> SidecarLine {
    bytes[line.offset..<line.offset + line.length].withUnsafeBufferPointer { SidecarLine($0) }
  }
}
