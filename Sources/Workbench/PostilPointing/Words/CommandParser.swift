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
  /// Whether the end of the input may be inside quotation marks.
  private var isUnfinished = false

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
      return Word(pieces: [.bare(text)], text: text, raw: text, isArgument: true)
    }
    return Word(pieces: word.pieces, text: text, raw: text, isArgument: true)
  }

  /// Whether a word without quotation marks is read back as it was written, alone and after `name=`.
  static func readsBack(_ value: String) -> Bool {
    guard let words = try? statements("x \(value) x=\(value)"), words.count == 1,
      words[0].words.count == 3
    else { return false }
    return words[0].words[1].bare == value && words[0].words[2].assignment?.value.bare == value
  }

  /// A line that is still being typed, up to the cursor.
  package struct Unfinished {
    /// The whole words of the last statement.
    package let words: [Word]
    /// The word at the cursor; empty after a blank. A quotation mark need not be closed.
    package let typed: Word
    /// Where that word starts, as an offset in characters.
    package let start: Int
  }

  /// Reads a line that is still being typed.
  package static func unfinished(
    _ line: String, textAfter: @escaping (String) -> Int? = { _ in nil }
  ) -> Unfinished {
    var parser = CommandParser(line, isArgument: false, textAfter: textAfter)
    parser.isUnfinished = true
    var words: [Word] = []
    while true {
      parser.skipBlanks()
      let start = parser.at
      if parser.isAtEnd { return Unfinished(words: words, typed: Word(bare: ""), start: start) }
      if parser.characters[start].isNewline || parser.characters[start] == ";" {
        if parser.isText(words) {
          parser.at = parser.characters.count
        } else {
          words = []
          parser.at += 1
        }
        continue
      }
      let isText = parser.isText(words)
      guard let word = isText ? parser.restOfLine() : try? parser.word() else {
        return Unfinished(words: words, typed: Word(bare: ""), start: parser.characters.count)
      }
      if parser.isAtEnd { return Unfinished(words: words, typed: word, start: start) }
      words.append(word)
    }
  }

  private var isAtEnd: Bool { at >= characters.count }

  private mutating func statements() throws(PostilError) -> [Statement] {
    var statements: [Statement] = []
    var words: [Word] = []
    var start = 0
    var comment: Int?
    func source(_ end: Int) -> String {
      String(characters[start..<min(end, comment ?? end)]).trimmed
    }
    while true {
      skipBlanks()
      let isEnd =
        isAtEnd || characters[at].isNewline || characters[at] == ";" && !isText(words)
      if isEnd {
        if !words.isEmpty { statements.append(Statement(words: words, source: source(at))) }
        words = []
        comment = nil
        if isAtEnd { return statements }
        at += 1
        start = at
      } else if characters[at] == "#", words.isEmpty || !isHit, !isText(words) {
        comment = comment ?? at
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
    at == start || "=~<>+.(:!/".contains(characters[at - 1])
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
    if isUnfinished { return content }
    throw .pointing(.openQuotation(mark))
  }
}
