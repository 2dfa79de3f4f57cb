import PostilSystem
import PostilStore
import PostilKit

/// Words with their context, on one line.
package struct Snippet {
  package let text: Text

  package init(text: Text) {
    self.text = text
  }

  /// The words of a range in ‹…›, with a few words before and after it.
  package func around(_ range: Range<Int>, width: Int = 24) -> String {
    let before = Self.flat(text[bytes: boundary(range.lowerBound - width)..<range.lowerBound])
    let after = Self.flat(text[bytes: range.upperBound..<boundary(range.upperBound + width)])
    return (Self.fromWord(before) + "‹" + Self.flat(text[bytes: range]) + "›" + Self.toWord(after))
  }

  /// The text with each run of white space as a single space.
  package static func flat(_ text: String) -> String {
    if isFlat(text) { return text }
    var result = ""
    for character in text {
      if !character.isWhitespace {
        result.append(character)
      } else if result.last != " " {
        result.append(" ")
      }
    }
    return result
  }

  /// Whether a text is ASCII with no white space but single spaces: most words are, and this is known much sooner.
  private static func isFlat(_ text: String) -> Bool {
    var last: UInt8 = 0
    return text.utf8.allSatisfy { byte in
      defer { last = byte }
      return (0x20..<0x80).contains(byte) && (byte != 0x20 || last != 0x20)
    }
  }

  /// The text shortened to `width` characters by an ellipsis in the middle.
  package static func shortened(_ text: String, to width: Int) -> String {
    let flat = flat(text)
    guard flat.count > width, width > 5 else { return flat }
    let head = (width - 1) * 2 / 3
    return flat.prefix(head).trimmed + "…" + flat.suffix(width - 1 - head).trimmed
  }

  /// The text in quotation marks, or in ‹…› if it contains quotation marks.
  package static func quoted(_ text: String, to width: Int) -> String {
    let short = shortened(text, to: width)
    return short.contains("\"") ? "‹\(short)›" : "\"\(short)\""
  }

  /// The text before and after a range, as far as it can fit on a line.
  package func sides(_ range: Range<Int>) -> (before: String, after: String) {
    let reach = 160
    return (
      Self.flat(text[bytes: boundary(range.lowerBound - reach)..<range.lowerBound]),
      Self.flat(text[bytes: range.upperBound..<boundary(range.upperBound + reach)])
    )
  }

  /// The start of the character that contains a byte.
  private func boundary(_ byte: Int) -> Int {
    var byte = max(0, min(byte, text.utf8.count))
    while byte > 0, byte < text.utf8.count, text.utf8[byte] & 0xC0 == 0x80 { byte -= 1 }
    return byte
  }

  private static func fromWord(_ text: String) -> String {
    guard text.count > 12, let blank = text.dropLast().firstIndex(of: " ") else { return text }
    return String(text[text.index(after: blank)...])
  }

  private static func toWord(_ text: String) -> String {
    guard text.count > 12, let blank = text.dropFirst().lastIndex(of: " ") else { return text }
    return String(text[..<blank])
  }
}
