import PostilSystem
import PostilStore
import PostilKit
/// One word of a command line, as it was typed.
package struct Word: Hashable, Sendable {
  /// Text in quotation marks is text of the article and never syntax.
  package enum Piece: Hashable, Sendable {
    case bare(String)
    case quoted(String)
    /// The text between two slashes.
    case pattern(String)
  }

  /// The parts of the word in order.
  package let pieces: [Piece]
  /// The word without its quotation marks.
  package let text: String
  /// The word as typed, for messages.
  package let raw: String

  /// Whether a system shell split it off, and may have removed its quotation marks.
  package let isArgument: Bool

  package init(pieces: [Piece], text: String? = nil, raw: String, isArgument: Bool = false) {
    self.pieces = pieces
    self.raw = raw
    self.isArgument = isArgument
    self.text =
      text
      ?? pieces.map { piece in
        switch piece {
        case .bare(let text), .quoted(let text): text
        case .pattern(let text): "/" + text.replacing("/", with: "\\/") + "/"
        }
      }.joined()
  }

  /// A word without quotation marks.
  package init(bare text: String) { self.init(pieces: [.bare(text)], raw: text) }

  /// The word, if it was typed without quotation marks.
  package var bare: String? {
    if pieces.isEmpty { return "" }
    if pieces.count == 1, case .bare(let text) = pieces[0] { return text }
    return nil
  }

  /// The words in the quotation marks if the whole word is in them, else ``text``, which keeps the marks
  /// of an argument of the command line.
  package var unquoted: String {
    if pieces.count == 1, case .quoted(let text) = pieces[0] { text } else { text }
  }

  /// Whether the word starts with a pattern.
  package var isPattern: Bool { if case .pattern? = pieces.first { true } else { false } }

  /// Whether the word starts with a quotation mark.
  package var isQuoted: Bool { if case .quoted? = pieces.first { true } else { false } }

  /// The name before the first `=` and what follows, if the word has the form `name=value`.
  package var assignment: (name: String, value: Word)? {
    guard case .bare(let first)? = pieces.first, let equals = first.firstIndex(of: "=") else {
      return nil
    }
    let name = String(first[..<equals])
    guard Self.isName(name) else { return nil }
    return (name, dropping(first.distance(from: first.startIndex, to: equals) + 1))
  }

  /// The word without its first `count` characters, which must be unquoted.
  package func dropping(_ count: Int) -> Word {
    guard case .bare(let first)? = pieces.first else { return self }
    let rest = String(first.dropFirst(count))
    let left = (rest.isEmpty ? [] : [Piece.bare(rest)]) + pieces.dropFirst()
    // On the command line of a system shell, the text is the argument itself, including quotation
    // marks.
    return Word(
      pieces: left, text: isArgument ? String(text.dropFirst(count)) : nil,
      raw: String(raw.dropFirst(count)), isArgument: isArgument)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_:.".unicodeScalars.contains($0)
    }
  }
}

extension Word {
  /// A value in the form in which it can be typed, alone or after `name=`: in quotation marks unless
  /// the parser reads it back as it is.
  package static func typed(_ value: String) -> String {
    isPlain(value) || CommandParser.readsBack(value) ? value : quoted(value)
  }

  /// A value in quotation marks.
  package static func quoted(_ value: String) -> String {
    "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Whether a value has only characters that are never syntax, which spares parsing it.
  private static func isPlain(_ value: String) -> Bool {
    guard let first = value.utf8.first, first != UInt8(ascii: "-") else { return false }
    return value.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x5F
    }
  }
}
