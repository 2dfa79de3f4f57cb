import PostilKit
import PostilSystem

/// What the repair of a sidecar came to, or would.
package struct Repair: Hashable, Sendable {
  /// The numbers, from 1, of the lines that cannot be read and were taken out.
  package fileprivate(set) var lines: [Int] = []
  /// Whether the end of a last line that was not written whole was cut off.
  package fileprivate(set) var hadTornTail = false
  /// How many links to annotations that are not there were taken out.
  package fileprivate(set) var links = 0
  /// Where the sidecar is as it was; empty if it was not rewritten.
  package fileprivate(set) var old = ""

  /// Whether there was nothing to repair.
  package var isEmpty: Bool { lines.isEmpty && !hadTornTail && links == 0 }
}

extension AnnotationStore {
  /// Takes out of the sidecar what nobody can read, and links to what is not there. A sidecar that is
  /// rewritten is kept beside as it was; undo ends there, as behind ``compact()``.
  ///
  /// - Parameters:
  ///   - author: Who takes the links out.
  ///   - op: The op's id, for a command that repairs several sidecars.
  ///   - command: The command as it was typed.
  ///   - articles: The names of other articles that the same command repairs.
  ///   - isDry: Whether only to say what would be done.
  /// - Throws: What a commit throws; the old sidecar is in its place then.
  package func repair(
    by author: Author, op: String? = nil, command: String?, articles: [String] = [], isDry: Bool
  ) throws -> Repair {
    var repair = Repair()
    guard let sidecar = try SidecarFile.appending(file.sidecarPath, creating: false) else {
      return repair
    }
    try catchUp(sidecar)
    if log.version > 1 {
      throw PostilError.newerSidecar(path: file.sidecarPath, version: log.version)
    }
    let bytes = try sidecar.bytes(0..<sidecar.size)
    let sound = soundLines(bytes, &repair)
    if !isDry, !repair.lines.isEmpty || repair.hadTornTail {
      repair.old = try Files.keep(file.sidecarPath, bytes)
      try Files.replace(file.sidecarPath, with: sound)
    }
    // The lock on the old file is released only now: who waits for it finds the new one.
    _ = consume sidecar
    try refresh()
    let changes = unlinked(&repair)
    if !isDry, !changes.isEmpty {
      try commit(changes, by: author, op: op, command: command, articles: articles)
    }
    return repair
  }

  /// The lines that can be read, with a header before them and the mark of a rewritten file behind.
  private func soundLines(_ bytes: [UInt8], _ repair: inout Repair) -> [UInt8] {
    var writer = JSONWriter()
    if log.header == nil { SidecarLine(.header(newHeader, version: 1)).write(to: &writer) }
    var result = writer.bytes
    var (start, number) = (0, 0)
    while start < log.end {
      let end = bytes[start..<log.end].firstIndex(of: 0x0A) ?? log.end
      number += 1
      let isBad = bytes[start..<end].withUnsafeBufferPointer { SidecarLine($0).isBad }
      if isBad, end > start {
        repair.lines.append(number)
      } else {
        result += bytes[start..<end] + [0x0A]
      }
      start = end + 1
    }
    repair.hadTornTail = bytes.count > log.end
    writer = JSONWriter()
    SidecarLine(.compacted, .init(op: AnnotationID.random(), at: Clock.now())).write(to: &writer)
    return result + writer.bytes
  }

  /// The annotations without their links to what is not there.
  private func unlinked(_ repair: inout Repair) -> [Change] {
    var changed: [Change] = []
    for stored in annotations {
      var annotation = stored.annotation
      let count = annotation.unlink { self[id: $0] == nil }
      guard count > 0 else { continue }
      repair.links += count
      changed.append(.put(annotation))
    }
    return changed
  }
}
