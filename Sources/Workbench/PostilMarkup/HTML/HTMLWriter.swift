/// HTML as bytes: markup is written as it is, everything else escaped.
///
/// Markup is only taken from literals in the source, so that no text of an article, no label and no
/// attribute can become markup.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes markup.
  mutating func markup(_ literal: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  mutating func write(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Writes a path as it stands in a link: all but letters, digits and `-._/` as the codes of its bytes.
  mutating func write(path: String) {
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        bytes.append(byte)
      default:
        let code = String(byte, radix: 16, uppercase: true)
        bytes.append(contentsOf: (code.utf8.count < 2 ? "%0" : "%").utf8)
        bytes.append(contentsOf: code.utf8)
      }
    }
  }

  /// Writes text, in content or in a quoted attribute.
  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// Writes text given as valid UTF-8.
  mutating func write(_ utf8: UnsafeBufferPointer<UInt8>) {
    var done = 0
    var index = 0
    while index < utf8.count {
      guard let (length, replacement) = Self.replacement(utf8, at: index) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: utf8[done..<index])
      bytes.append(contentsOf: replacement.utf8)
      index += length
      done = index
    }
    bytes.append(contentsOf: utf8[done...])
  }

  /// The replacement for a character that must not be written as it is, and its length in bytes.
  private static func replacement(
    _ utf8: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (length: Int, String)? {
    switch utf8[index] {
    case UInt8(ascii: "&"): (1, "&amp;")
    case UInt8(ascii: "<"): (1, "&lt;")
    case UInt8(ascii: ">"): (1, "&gt;")
    case UInt8(ascii: "\""): (1, "&quot;")
    case UInt8(ascii: "'"): (1, "&#39;")
    case 0x09, 0x0A: nil
    // A visible symbol for the control character, which HTML cannot represent.
    case let control where control < 0x20: (1, picture(0x2400 + UInt32(control)))
    case 0x7F: (1, picture(0x2421))
    case 0xC2 where index + 1 < utf8.count && utf8[index + 1] < 0xA0: (2, "\u{FFFD}")
    // U+202D and U+202E override the text direction: a reader should see the characters, not their effect.
    case 0xE2 where index + 2 < utf8.count && utf8[index + 1] == 0x80:
      utf8[index + 2] == 0xAD ? (3, "‹U+202D›") : utf8[index + 2] == 0xAE ? (3, "‹U+202E›") : nil
    default: nil
    }
  }

  private static func picture(_ code: UInt32) -> String {
    Unicode.Scalar(code).map { String(Character($0)) } ?? "\u{FFFD}"
  }
}
