import PostilStore
import PostilKit
import PostilSystem

/// Parses a word as a designator; the only place that knows their syntax.
///
///     designator = part { "+" part }
///     part       = anchor [ "!" ]
///     anchor     = LINE "." WORD [ "-" [ LINE "." ] WORD ] | WORD "-" WORD
///                | LINE ":" CHARACTER [ "-" CHARACTER ] | "@" [ START ":" END ]
///                | needle [ which ] [ ".." needle ] | "#" ( N [ "-" N ] | "last" | "*" )
///                | [ "e" | "?" ] N | ID | "." | ".."
///     needle     = "\"words\"" | "/pattern/" flags
///     which      = "#" ( N | "last" | "*" )
package struct DesignatorParser {
  private enum Unit: Hashable {
    case character(Character)
    case text(String)
    case pattern(String)
  }

  private let units: [Unit]
  private let source: String
  private var at = 0

  private init(_ word: Word) {
    source = word.raw
    units = word.pieces.flatMap { piece -> [Unit] in
      switch piece {
      case .quoted(let text): [.text(text)]
      case .pattern(let pattern): [.pattern(pattern)]
      // Words that a system shell passed without their quotation marks are also text.
      case .bare(let text) where text.contains(" "): [.text(text)]
      case .bare(let text): text.map { .character($0) }
      }
    }
  }

  /// Parses a word.
  ///
  /// - Throws: `badSpan` with what was expected.
  package static func parse(_ word: Word) throws(PostilError) -> Designator {
    do throws(PostilError) {
      var parser = DesignatorParser(word)
      return try parser.designator()
    } catch {
      guard var parser = DesignatorParser(textArgument: word) else { throw error }
      return try parser.designator()
    }
  }

  /// A parser of one word of the text that a system shell passed without its quotation marks: `Rome`,
  /// `Rome#2`. Nil for any other word.
  private init?(textArgument word: Word) {
    guard word.isArgument, let bare = word.bare, bare.first?.isLetter == true else { return nil }
    let name = bare.prefix { $0 != "#" }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-'’.".contains($0) }) else {
      return nil
    }
    source = "\"\(name)\"" + bare.dropFirst(name.count)
    units = [.text(String(name))] + bare.dropFirst(name.count).map { .character($0) }
  }

  /// Whether a word can only be a designator: such a word may occur in place of a command.
  package static func looksLikeSpan(_ word: Word) -> Bool {
    if word.isQuoted || word.isPattern { return true }
    guard let first = word.raw.first else { return false }
    let isPointer = first.isASCII && first.isNumber || first == "@" || first == "."
    return isPointer && (try? parse(word)) != nil
  }

  private mutating func designator() throws(PostilError) -> Designator {
    var parts = [try part()]
    while take("+") { parts.append(try part()) }
    guard at == units.count else { throw failure(.notADesignator) }
    return Designator(parts: parts, source: source)
  }

  private mutating func part() throws(PostilError) -> Designator.Part {
    let anchor = try anchor()
    return Designator.Part(anchor: anchor, keepsEdges: take("!"))
  }

  private mutating func anchor() throws(PostilError) -> Designator.Anchor {
    switch unit {
    case .text?, .pattern?: return try textAnchor()
    case .character("@")?:
      at += 1
      return isAtEnd ? .article : try codePoints()
    case .character("#")?:
      at += 1
      return .hits(try hits())
    case .character(".")?:
      at += 1
      return .recent(take(".") ? 1 : 0)
    case .character("?")?:
      at += 1
      return .number(try number("a number after '?'"))
    default: return try numberOrID()
    }
  }

  private mutating func textAnchor() throws(PostilError) -> Designator.Anchor {
    let needle = try needle("words of the text")
    let occurrence = try occurrence()
    guard take("."), take(".") else { return .text(needle, occurrence) }
    return .between(
      needle, occurrence, try self.needle("the last words of the span after '..'"))
  }

  private mutating func needle(_ what: String) throws(PostilError) -> Designator.Needle {
    switch unit {
    case .text(let text)?:
      guard !text.trimmed.isEmpty else {
        throw failure(.noWordQuoted)
      }
      at += 1
      return .words(text)
    case .pattern(let pattern)?:
      at += 1
      var flags = ""
      while case .character(let character)? = unit, "is".contains(character) {
        flags.append(character)
        at += 1
      }
      return .pattern(pattern, flags: flags)
    default: throw failure(.expected("\(what), in quotation marks, are expected"))
    }
  }

  private mutating func hits() throws(PostilError) -> Designator.Hits {
    if take("*") { return .all }
    if takeWord("last") { return .last }
    let first = try number("a number, 'last' or '*' after '#'")
    let last = take("-") ? try number("the last hit's number") : first
    guard first > 0 else { throw failure(.hitsFromOne) }
    guard first <= last else { throw failure(.backwards) }
    return .numbers(first, last)
  }

  private mutating func occurrence() throws(PostilError) -> Designator.Occurrence {
    guard take("#") else { return .only }
    if take("*") { return .all }
    if takeWord("last") { return .last }
    let number = try number("a number, 'last' or '*' after '#'")
    guard number > 0 else { throw failure(.occurrencesFromOne) }
    return .number(number)
  }

  private mutating func codePoints() throws(PostilError) -> Designator.Anchor {
    let start = try number("a number as in @120:135")
    guard take(":") else { throw failure(.expected("two numbers as in @120:135 are expected")) }
    return .codePoints(start, try number("a number as in @120:135"))
  }

  private mutating func numberOrID() throws(PostilError) -> Designator.Anchor {
    if let id = id() { return .id(id) }
    if case .character("e")? = unit, case .character(let next)? = unit(after: 1), isDigit(next) {
      at += 1
    }
    guard case .character(let character)? = unit, isDigit(character) else {
      throw failure(.notADesignator)
    }
    let first = try number("a number")
    if take(".") { return try words(line: first) }
    if take(":") { return try characters(line: first) }
    if take("-") { return .lastLine(first, try number("the last word's number")) }
    return .number(first)
  }

  private mutating func characters(line: Int) throws(PostilError) -> Designator.Anchor {
    let first = try number("a character's number after '\(line):'")
    let last = take("-") ? try number("the last character's number") : first
    return .characters(line: line, first, last)
  }

  private mutating func words(line: Int) throws(PostilError) -> Designator.Anchor {
    let start = Designator.Place(line: line, word: try number("a word's number after '\(line).'"))
    guard take("-") else { return .words(start, start) }
    let second = try number("the last word's number")
    guard take(".") else { return .words(start, .init(line: line, word: second)) }
    return .words(start, .init(line: second, word: try number("a word's number")))
  }

  /// Twelve letters and digits, at least one of them a letter, so that a number is never parsed as
  /// an id.
  private mutating func id() -> String? {
    let characters = units[at...].prefix(13).prefix {
      if case .character(let character) = $0 {
        isDigit(character) || ("a"..."z").contains(character)
      } else {
        false
      }
    }
    guard characters.count == 12 else { return nil }
    let id = String(
      characters.compactMap {
        if case .character(let character) = $0 { character } else { nil } as Character?
      })
    guard id.contains(where: { !isDigit($0) }) else { return nil }
    at += 12
    return id
  }

  // MARK: Characters

  private var isAtEnd: Bool { at >= units.count || units[at] == .character("+") }

  private var unit: Unit? { at < units.count ? units[at] : nil }

  private func unit(after count: Int) -> Unit? {
    at + count < units.count ? units[at + count] : nil
  }

  private func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private mutating func take(_ character: Character) -> Bool {
    guard unit == .character(character) else { return false }
    at += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    let characters = word.map { Unit.character($0) }
    guard units[at...].starts(with: characters) else { return false }
    at += characters.count
    return true
  }

  private mutating func number(_ what: String) throws(PostilError) -> Int {
    var digits = ""
    while case .character(let character)? = unit, isDigit(character) {
      digits.append(character)
      at += 1
    }
    guard !digits.isEmpty else { throw failure(.expected("\(what) is expected")) }
    guard let number = Int(digits), number < Int(Int32.max) else {
      throw failure(.tooLarge(digits))
    }
    return number
  }

  private func failure(_ problem: SpanProblem) -> PostilError {
    .pointing(.badSpan(span: source, problem))
  }
}

extension Word {
  /// Whether it refers to hits of a search: `#3`, `#*`.
  package var isHits: Bool {
    guard let parts = try? DesignatorParser.parse(self).parts, parts.count == 1 else {
      return false
    }
    if case .hits = parts[0].anchor { return true }
    return false
  }
}
