/// A line that is not blank, classified by its first and last bytes.
struct SectionLine {
  /// Its bytes without white space at the ends.
  private(set) var bytes: Range<Int>
  /// Preceded by an empty line, or the first line.
  var isParagraph: Bool
  /// The punctuation mark that ends it, before closing quotation marks: `.`, `!`, `?`, `:`, `;`, `,`,
  /// the last byte of `…`, or 0.
  private(set) var closing: UInt8 = 0
  /// It begins with a capital, a digit, a quotation mark or a letter without case.
  private(set) var opens = false
  /// It begins with a quotation mark.
  private(set) var isQuoted = false
  /// It begins as items of a list do.
  private(set) var isListItem = false
  private(set) var hasLetter = false
  private(set) var hasAt = false
  private(set) var hasDot = false
  private(set) var hasDigit = false
  private(set) var isASCII = true

  /// Its length in bytes.
  var count: Int { bytes.count }
  /// Whether it ends as a sentence does.
  var ends: Bool { closing != 0 }
  /// Whether it is too short for a sentence of running text to fill it.
  var isShort: Bool { count <= 160 }

  /// The lines of a text from a byte on that are not blank, `limit` at most.
  static func all(
    of text: UnsafeBufferPointer<UInt8>, from byte: Int = 0, limit: Int = .max
  ) -> [SectionLine] {
    var lines: [SectionLine] = []
    var start = max(0, byte)
    var isParagraph = true
    // A byte order mark is not part of the first line.
    if start == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    while start < text.count, lines.count < limit {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      if let bytes = trimmed(text, start..<end) {
        lines.append(SectionLine(text, bytes, isParagraph))
        isParagraph = false
      } else if !isSecondHalf(text, start, end) {
        isParagraph = true
      }
      start = end + 1
    }
    return lines
  }

  /// Whether these are the two bytes of one line break, `\r\n`.
  private static func isSecondHalf(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool { end == start && start > 0 && text[start] == 0x0A && text[start - 1] == 0x0D }

  private static func trimmed(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if text[start] <= 0x20 {
        start += 1
      } else if isNoBreakSpace(text, start, end) {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if text[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, isNoBreakSpace(text, end - 2, end) {
        end -= 2
      } else {
        break
      }
    }
    return start < end ? start..<end : nil
  }

  private static func isNoBreakSpace(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool { index + 1 < end && text[index] == 0xC2 && text[index + 1] == 0xA0 }

  private init(_ text: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>, _ isParagraph: Bool) {
    self.bytes = bytes
    self.isParagraph = isParagraph
    for byte in text[bytes] {
      hasLetter = hasLetter || byte & 0xDF &- 0x41 < 26 || byte >= 0xC3
      hasAt = hasAt || byte == UInt8(ascii: "@")
      hasDot = hasDot || byte == UInt8(ascii: ".")
      hasDigit = hasDigit || byte &- 0x30 < 10
      isASCII = isASCII && byte < 0x80
    }
    let line = UnsafeBufferPointer(rebasing: text[bytes])
    closing = Self.closing(line)
    isQuoted = Self.quote(line, at: 0) > 0
    opens = isQuoted || Self.isOpening(line[0])
    isListItem = Self.isListItem(line)
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte >= 0xC3
  }

  /// The length of a quotation mark at an index; 0 for anything else.
  private static func quote(_ line: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = line[index]
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return 1 }
    guard index + 2 < line.count, byte == 0xE2, line[index + 1] == 0x80 else { return 0 }
    return (0x98...0x9F).contains(line[index + 2]) ? 3 : 0
  }

  private static func closing(_ line: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var end = line.count
    while end > 0 {
      if end >= 3, quote(line, at: end - 3) == 3 {
        end -= 3
      } else if quote(line, at: end - 1) == 1 || line[end - 1] == UInt8(ascii: ")") {
        end -= 1
      } else {
        break
      }
    }
    // Quotation marks alone are not a heading.
    guard end > 0 else { return line[0] }
    let isEllipsis =
      end >= 3 && line[end - 3] == 0xE2 && line[end - 2] == 0x80 && line[end - 1] == 0xA6
    return isEllipsis || ".!?:;,".utf8.contains(line[end - 1]) ? line[end - 1] : 0
  }

  /// `- one`, `-One`, `• one`, `* one`, `1. one`, `2) one`, `(a) one`.
  private static func isListItem(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count > 2 else { return false }
    let second = line[1]
    switch line[0] {
    case UInt8(ascii: "-"): return second == 0x20 || isOpening(second) || quote(line, at: 1) > 0
    case UInt8(ascii: "*"): return second == 0x20
    case 0xE2:
      // The bullets ‣ • ◦ ▪ ● and the en dash.
      let bullet = Array(line.prefix(3))
      let isSign = [
        [0xE2, 0x80, 0xA2], [0xE2, 0x80, 0xA3], [0xE2, 0x97, 0xA6], [0xE2, 0x96, 0xAA],
        [0xE2, 0x97, 0x8F], [0xE2, 0x80, 0x93],
      ].contains(bullet)
      return isSign && line.count > 4 && line[3] == 0x20
    default: return isNumbered(line)
    }
  }

  private static func isNumbered(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = line[0] == UInt8(ascii: "(") ? 1 : 0
    let start = index
    while index < line.count, index < start + 2, (0x30...0x39).contains(line[index]) { index += 1 }
    if index == start, line[index] & 0xDF &- 0x41 < 26 { index += 1 }
    guard index > start, index + 1 < line.count, line[index + 1] == 0x20 else { return false }
    let isLetter = line[index - 1] & 0xDF &- 0x41 < 26
    if line[index] == UInt8(ascii: ")") { return true }
    return start == 0 && !isLetter && line[index] == UInt8(ascii: ".")
  }
}
