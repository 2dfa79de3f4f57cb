import PostilSystem

/// Counts the lines of an op whose first line says how many it has, to notice one that was not written whole:
/// the file ends before all of its lines.
///
/// Damage is no such end: what can be read of an op with a damaged line counts.
struct UnfinishedOp {
  /// The newest op, if more of its lines are to come; its id is empty while it is not known.
  private var op: (id: String, left: Int, offset: Int)?

  /// Where the op begins whose lines are not all there.
  var offset: Int? { op?.offset }

  /// Whether a line need not be counted.
  func ignores(_ stamp: SidecarLine.Stamp) -> Bool { op == nil && stamp.lines == nil }

  /// Counts a line that can be read.
  mutating func count(
    _ stamp: SidecarLine.Stamp, _ line: UnsafeBufferPointer<UInt8>, at offset: Int
  ) {
    if let lines = stamp.lines, CheckValue.state(of: line) == .right {
      op = (stamp.op, lines - 1, offset)
    } else if let (id, left, offset) = op {
      let isSame = id == stamp.op || id.isEmpty && stamp.command == nil && stamp.articles.isEmpty
      op = isSame && left > 1 ? (stamp.op, left - 1, offset) : nil
    }
  }

  /// Counts any line.
  ///
  /// - Parameter isEnded: Whether it has a newline.
  mutating func count(
    _ line: SidecarLine, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, isEnded: Bool
  ) {
    if !line.isBad {
      count(line.stamp, bytes, at: offset)
    } else if isEnded {
      if !Self.hasHole(bytes) {
        op = nil
      } else if op == nil, offset > 0 {
        // It may have been the first of its op, and then more of its lines follow, but no other op.
        op = ("", .max, offset)
      }
    } else if CheckValue.state(of: UnsafeBufferPointer(rebasing: bytes.dropLast())) == .right {
      // Only its newline is damaged.
      op = nil
    }
  }

  /// Whether a part of a line never reached the disk before the power failed: a long row of zeros.
  private static func hasHole(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    Bytes.contains(Array(repeating: 0, count: 16), in: line)
  }
}
