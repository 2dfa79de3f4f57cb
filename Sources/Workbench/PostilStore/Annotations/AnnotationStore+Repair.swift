import PostilKit
import PostilSystem

/// The result, or the preview, of repairing a sidecar.
package struct Repair: Hashable, Sendable {
  /// The numbers, from 1, of the unreadable lines that were removed.
  package fileprivate(set) var lines: [Int] = []
  /// Number of lines that got a right check value.
  package fileprivate(set) var verified = 0
  /// Number of annotations that do not match the text and were removed.
  package fileprivate(set) var mismatched = 0
  /// Whether an incomplete last line was cut off.
  package fileprivate(set) var hadTornTail = false
  /// Number of links to missing annotations that were removed.
  package fileprivate(set) var links = 0
  /// The path of the copy of the old sidecar; empty if the sidecar was not rewritten.
  package fileprivate(set) var old = ""

  /// Whether there was nothing to repair.
  package var isEmpty: Bool {
    lines.isEmpty && verified == 0 && mismatched == 0 && !hadTornTail && links == 0
  }
}

extension AnnotationStore {
  /// Removes unreadable lines from the sidecar, annotations that do not match the text, and links to
  /// missing annotations; lines that are not as Postil wrote them are taken as they are now. If the
  /// sidecar is rewritten, a copy of the old one is kept beside it, and earlier ops can no longer be undone,
  /// as after ``compact()``.
  ///
  /// - Parameters:
  ///   - author: The author of the removals.
  ///   - op: The op's id, for a command that repairs several sidecars.
  ///   - command: The command as typed.
  ///   - articles: The names of other articles that the same command repairs.
  ///   - isDry: Whether to report only what would be done.
  /// - Throws: `linkedSidecar`, and what a commit throws; the old sidecar is in place then.
  package func repair(
    by author: Author, op: String? = nil, command: String?, articles: [String] = [], isDry: Bool
  ) throws -> Repair {
    var repair = Repair()
    guard let sidecar = try SidecarFile.appending(file.sidecar, creating: false) else {
      return repair
    }
    try catchUp(sidecar)
    if log.version > 1 {
      throw PostilError.store(.newerSidecar(path: file.sidecarPath, version: log.version))
    }
    let bytes = try sidecar.bytes(0..<sidecar.size)
    let sound = readableLines(bytes, &repair)
    if !isDry, !repair.lines.isEmpty || repair.verified > 0 || repair.hadTornTail {
      try sidecar.checkSingleName()
      repair.old = try file.sidecar.keep(bytes)
      try file.sidecar.replace(with: sound)
    }
    // The lock on the old file is released only here: a process waiting for it then finds the new
    // file.
    _ = consume sidecar
    try refresh()
    let mismatched = log.mismatched
    repair.mismatched = mismatched.count
    let changes = mismatched.map { Change.remove(id: $0) } + unlinked(&repair)
    if !isDry, !changes.isEmpty {
      try commit(changes, by: author, op: op, command: command, articles: articles)
    }
    return repair
  }

  /// The readable lines, with a new header before them if there is none, and the `compacted` marker
  /// after them.
  private func readableLines(_ bytes: [UInt8], _ repair: inout Repair) -> [UInt8] {
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
      } else if log.unverified.contains(number) {
        repair.verified += 1
        result += CheckValue.renewing(bytes[start..<end]) + [0x0A]
      } else {
        result += bytes[start..<end] + [0x0A]
      }
      start = end + 1
    }
    repair.hadTornTail = bytes.count > log.end
    writer = JSONWriter()
    SidecarLine(.compacted, .init(op: AnnotationID.random(), at: Timestamp.now())).write(
      to: &writer)
    return result + writer.bytes
  }

  /// The annotations with links to missing annotations, without these links.
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
