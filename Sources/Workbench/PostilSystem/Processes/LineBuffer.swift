/// Splits incoming bytes into lines; a limit on their length bounds the memory used.
package struct LineBuffer {
  /// A line without its `\n`.
  package enum Line: Equatable {
    case line([UInt8])
    /// The line exceeded the limit and was skipped.
    case tooLong
  }

  /// The longest line, in bytes.
  package let limit: Int
  private var bytes: [UInt8] = []
  private var start = 0
  private var scanned = 0
  private var isSkipping = false

  package init(limit: Int) { self.limit = limit }

  /// Number of buffered bytes that were not returned yet.
  package var count: Int { bytes.count - start }

  /// Appends received bytes.
  package mutating func append(_ piece: UnsafeRawBufferPointer) {
    if start > 0, start == bytes.count || start > 1 << 20 {
      bytes.removeFirst(start)
      scanned -= start
      start = 0
    }
    bytes.append(contentsOf: piece)
  }

  /// The next complete line; nil if there is none yet.
  package mutating func next() -> Line? {
    guard let end = newline() else {
      scanned = bytes.count
      if isSkipping || bytes.count - start > limit {
        isSkipping = true
        bytes.removeAll(keepingCapacity: bytes.count < 1 << 20)
        start = 0
        scanned = 0
      }
      return nil
    }
    // A long line is handed over, not copied.
    if !isSkipping, start == 0, end == bytes.count - 1, end > 1 << 20, end <= limit {
      defer {
        bytes = []
        scanned = 0
      }
      bytes.removeLast()
      return .line(bytes)
    }
    defer {
      start = end + 1
      scanned = start
      isSkipping = false
    }
    return isSkipping || end - start > limit ? .tooLong : .line(Array(bytes[start..<end]))
  }

  /// Whether the line being received is longer than the limit.
  package var isOverflowing: Bool { isSkipping }

  /// The last line, if the input ended without a `\n`.
  package mutating func rest() -> Line? {
    defer {
      bytes = []
      start = 0
      scanned = 0
      isSkipping = false
    }
    if isSkipping { return .tooLong }
    return start < bytes.count ? .line(Array(bytes[start...])) : nil
  }

  private func newline() -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, scanned < buffer.count else { return nil }
      guard let found = memchr(base + scanned, 0x0A, buffer.count - scanned) else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
