import PostilKit
import PostilSystem

/// What a new line says of the text and of the lines before it.
extension SidecarLog {
  /// The text of an annotation's spans; nil if they are outside the text or its `text` differs.
  func surface(of annotation: Annotation) -> String? {
    let spans = annotation.spans
    guard spans.allSatisfy({ $0.end <= text.count }),
      annotation.roles.values.allSatisfy({ links in
        links.allSatisfy { $0.spans.allSatisfy { $0.end <= text.count } }
      })
    else { return nil }
    if annotation.text.isEmpty { return text[spans] }
    if spans.count == 1 {
      let range = text.bytes(spans[0])
      return text.utf8.withUnsafeBufferPointer {
        Bytes.equal(annotation.text, UnsafeBufferPointer(rebasing: $0[range]))
      } ? annotation.text : nil
    }
    return text[spans] == annotation.text ? annotation.text : nil
  }

  /// The line whose state an undo or a redo restores, -1 for none; nil for other ops.
  func target(_ stamp: SidecarLine.Stamp, of entry: Int) -> Int? {
    guard let op = (stamp.undoes ?? stamp.redoes).flatMap({ ops.known($0) }),
      let line = line(of: op, entry)
    else { return nil }
    return stamp.undoes != nil ? lines[line].before : line
  }

  /// Whether a new line starts from the same revision as one before it.
  ///
  /// - Parameters:
  ///   - previous: The newest line about the same entry, or -1.
  ///   - prev: The op that the new line names in `prev`, or -1.
  ///   - op: The op of the new line.
  func isParallel(_ previous: Int, _ prev: Int, _ op: Int) -> Bool {
    guard previous >= 0, prev >= 0, prev != op, lines[previous].op != prev else { return false }
    var line = previous
    while line >= 0 {
      if lines[line].prev == prev, lines[line].op != op { return true }
      line = lines[line].previous
    }
    return false
  }

  /// An entry for a message.
  func named(_ entry: Int) -> String {
    entries[entry].id.isEmpty ? "the article" : "'\(entries[entry].id)'"
  }

  /// Whether nobody has decided yet between diverging revisions.
  func isOpen(_ divergence: Divergence) -> Bool {
    divergence.settledBy.map { ops.isUndone($0) } ?? true
  }
}
