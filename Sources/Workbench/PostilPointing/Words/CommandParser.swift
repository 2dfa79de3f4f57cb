import PostilStore
import PostilKit
import PostilSystem

/// Splits typed input into statements and words: the only parser of the shell, scripts and the
/// command line.
///
/// `;` and line ends separate statements, `#` at the start of a word begins a comment, `'…'` and
/// `"…"` quote, with `\` before a literal character. Typographic quotation marks are text, and so
/// is an apostrophe inside a word (`Iran's`). Nothing is expanded.
///
/// After a command, `#3`, `#*` and `#last` are hits of a search, not comments. `/…/` at the start
/// of a word is a pattern, which may contain spaces, if only flags and the syntax of a span follow
/// the second slash; a path such as `/tmp/out` is not a pattern.
package struct CommandParser {
  private let characters: [Character]
  private var at = 0
  private let isArgument: Bool
  private let textAfter: (String) -> Int?

  private init(
    _ source: String, isArgument: Bool, textAfter: @escaping (String) -> Int? = { _ in nil }
  ) {
    characters = Array(source)
    self.isArgument = isArgument
    self.textAfter = textAfter
  }

  /// Parses a line or a whole script into statements.
  ///
  /// - Parameter textAfter: For a command's name, the number of words after which the rest of the
  ///   line is literal text; nil if there is no such text.
  /// - Throws: `openQuotation` for an unclosed quotation mark.
  package static func statements(
    _ source: String, textAfter: @escaping (String) -> Int? = { _ in nil }
  ) throws(PostilError) -> [Statement] {
    var parser = CommandParser(source, isArgument: false, textAfter: textAfter)
    return try parser.statements()
  }

  /// A word that a system shell has already split off: spaces, `;` and `#` in it are literal.
  package static func argument(_ text: String) -> Word {
    var parser = CommandParser(text, isArgument: true)
    let word = try? parser.word()
    let isWhole = parser.at == parser.characters.count
    guard let word, isWhole, !text.isEmpty else {
      return Word(pieces: [.bare(text)], text: text, raw: text)
    }
    return Word(pieces: word.pieces, text: text, raw: text)
  }

  private var isAtEnd: Bool { at >= characters.count }

  private mutating func statements() throws(PostilError) -> [Statement] {
    var statements: [Statement] = []
    var words: [Word] = []
    var start = 0
    func source(_ end: Int) -> String {
      String(characters[start..<end]).trimmed
    }
    while true {
      skipBlanks()
      let isEnd =
        isAtEnd || characters[at].isNewline || characters[at] == ";" && !isText(words)
      if isEnd {
        if !words.isEmpty { statements.append(Statement(words: words, source: source(at))) }
        words = []
        if isAtEnd { return statements }
        at += 1
        start = at
      } else if characters[at] == "#", words.isEmpty || !isHit, !isText(words) {
        while !isAtEnd, !characters[at].isNewline { at += 1 }
      } else if isText(words) {
        words.append(restOfLine())
      } else {
        words.append(try word())
      }
    }
  }

  /// Whether the rest of the line after these words is literal text.
  private func isText(_ words: [Word]) -> Bool {
    guard let first = words.first, let count = textAfter(first.text) else { return false }
    return words.dropFirst().count { !$0.raw.hasPrefix("--") } == count
  }

  /// The rest of the line as one word, character for character; if it is one quoted string, what is
  /// between the quotation marks.
  private mutating func restOfLine() -> Word {
    let start = at
    while !isAtEnd, !characters[at].isNewline { at += 1 }
    let text = String(characters[start..<at]).trimmed
    var parser = CommandParser(text, isArgument: false)
    if let word = try? parser.word(), parser.isAtEnd, word.isQuoted, word.pieces.count == 1 {
      return word
    }
    return Word(pieces: [.quoted(text)], raw: text)
  }

  /// Whether this `#` refers to hits: a digit, `*` or `last` follows it directly.
  private var isHit: Bool {
    let rest = characters[(at + 1)...]
    guard let next = rest.first else { return false }
    return ("0"..."9").contains(next) || next == "*" || rest.starts(with: "last")
  }

  private mutating func skipBlanks() {
    while !isAtEnd, characters[at].isWhitespace, !characters[at].isNewline { at += 1 }
  }

  private mutating func word() throws(PostilError) -> Word {
    let start = at
    var pieces: [Word.Piece] = []
    var bare = ""
    func flushed() -> [Word.Piece] { bare.isEmpty ? pieces : pieces + [.bare(bare)] }
    while !isAtEnd, !endsWord(characters[at]) {
      if isQuote(characters[at]), opens(start) {
        pieces = flushed()
        bare = ""
        pieces.append(.quoted(try quoted()))
      } else if characters[at] == "/", at == start || "+=.".contains(characters[at - 1]),
        let pattern = pattern()
      {
        pieces = flushed()
        bare = ""
        pieces.append(.pattern(pattern))
      } else {
        if characters[at] == "\\", at + 1 < characters.count, !isArgument { at += 1 }
        bare.append(characters[at])
        at += 1
      }
    }
    return Word(pieces: flushed(), raw: String(characters[start..<at]))
  }

  private func endsWord(_ character: Character) -> Bool {
    !isArgument && (character.isWhitespace || character == ";")
  }

  private func isQuote(_ character: Character) -> Bool { character == "\"" || character == "'" }

  /// Whether a quotation mark opens here: at the start of a word and after punctuation, not after a
  /// letter.
  private func opens(_ start: Int) -> Bool {
    at == start || "=+.(:!/".contains(characters[at - 1])
  }

  /// The pattern between this slash and the next, if it is one; consumes both slashes.
  private mutating func pattern() -> String? {
    var content = ""
    var place = at + 1
    while place < characters.count, characters[place] != "/", !characters[place].isNewline {
      if characters[place] == "\\", place + 1 < characters.count {
        if characters[place + 1] != "/" { content.append("\\") }
        place += 1
      }
      content.append(characters[place])
      place += 1
    }
    guard place < characters.count, characters[place] == "/", !content.isEmpty else { return nil }
    var end = place + 1
    while end < characters.count, "is".contains(characters[end]) { end += 1 }
    // Two dots join the start of a span to its end; one dot begins a file extension.
    let isSpan = characters[end...].starts(with: "..")
    guard
      end == characters.count || isSpan || "#!+".contains(characters[end])
        || endsWord(characters[end])
    else { return nil }
    at = place + 1
    return content
  }

  private mutating func quoted() throws(PostilError) -> String {
    let mark = characters[at]
    var content = ""
    at += 1
    while !isAtEnd {
      let character = characters[at]
      at += 1
      if character == mark { return content }
      if character == "\\", !isAtEnd {
        content.append(characters[at])
        at += 1
      } else {
        content.append(character)
      }
    }
    throw .pointing(.openQuotation(mark))
  }
}
