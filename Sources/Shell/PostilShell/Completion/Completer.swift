import PostilKit
import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal

/// Completes the words of a command: the one completer of the prompt and of the command line.
///
/// What a word can be follows from the definitions of the commands, their flags and ``ScopeRule``.
package struct Completer {
  /// A candidate for the word that is being typed.
  package struct Candidate: Hashable {
    /// What it means, which is compared with what was typed.
    package let text: String
    /// How it is written: with quotation marks if it would be read as something else.
    package let written: String
    /// A description; may be empty.
    package let summary: String
    /// Whether more follows directly, so that no blank does.
    package var isOpen: Bool { text.hasSuffix("=") || text.hasSuffix("/") }

    package init(_ text: String, written: String? = nil, summary: String = "") {
      self.text = text
      self.written = written ?? text
      self.summary = summary
    }
  }

  package let session: Session
  let table: CommandTable
  /// Whether the words are arguments of the executable: complete names, and quotation marks of the system
  /// shell's own.
  let isCommandLine: Bool

  package init(_ session: Session, _ table: CommandTable, isCommandLine: Bool = false) {
    self.session = session
    self.table = table
    self.isCommandLine = isCommandLine
  }

  // MARK: The prompt

  /// Completes a line up to the cursor: first the longest common prefix, on a second TAB a list in
  /// columns.
  package func answer(_ line: String) -> CompletionAnswer {
    let line = Array(line)
    let unfinished = CommandParser.unfinished(String(line), textAfter: table.textAfter)
    let found = candidates(unfinished.words, typed: unfinished.typed)
    // What precedes `=` stays as it is typed.
    let kept = unfinished.typed.assignment.map { $0.name.count + 1 } ?? 0
    let typed = unfinished.typed.dropping(kept).unquoted
    let place = unfinished.start + (unfinished.typed.isOption ? 0 : kept)
    let start = String(line.prefix(place)).utf8.count
    let fitting = found.sorted { $0.text < $1.text }
    guard let first = fitting.first else { return CompletionAnswer(start: start, replacement: nil) }
    if fitting.count == 1 {
      return CompletionAnswer(
        start: start, replacement: first.written + (first.isOpen ? "" : " "))
    }
    let common = fitting.dropFirst().reduce(first.text) { Self.commonPrefix($0, $1.text) }
    let whole = unfinished.typed.isOption ? unfinished.typed.text : typed
    let isLonger =
      common.count > whole.count || common.lowercased() == whole.lowercased() && common != whole
    let isPlain = fitting.allSatisfy { $0.written == $0.text }
    return CompletionAnswer(
      start: start, replacement: isLonger ? isPlain ? common : Self.opened(common) : nil,
      choices: fitting.map(\.text))
  }

  /// The start of a word in quotation marks, which are closed when the word is complete.
  private static func opened(_ text: String) -> String { String(Word.quoted(text).dropLast()) }

  private static func commonPrefix(_ left: String, _ right: String) -> String {
    String(zip(left, right).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }

  // MARK: Candidates

  /// The candidates for a word after the whole words of a statement; for `key=…`, those for the value.
  package func candidates(_ words: [Word], typed: Word) -> [Candidate] {
    let value = isCommandLine || typed.isOption ? nil : typed.assignment?.value
    let text = (value ?? typed).unquoted
    return all(words, typed).filter { fits($0.text, text) }.uniqued()
  }

  private func fits(_ candidate: String, _ typed: String) -> Bool {
    isCommandLine
      ? candidate.hasPrefix(typed) : candidate.lowercased().hasPrefix(typed.lowercased())
  }

  private func all(_ words: [Word], _ typed: Word) -> [Candidate] {
    guard let first = words.first else { return starts(typed) }
    guard let command = command(first) else { return [] }
    let rest = Array(words.dropFirst())
    if let count = command.textAfter, rest.count(where: { !$0.isOption }) >= count { return [] }
    if let flag = rest.last.flatMap({ Self.flag($0, of: command) }), !typed.isOption {
      return flag.completion.flatMap { offers($0, typed, words) }
    }
    if !typed.isOption, let key = typed.assignment?.name { return values(key, typed) }
    if command.scope.place(in: rest) != nil {
      return scopes(typed) + (typed.isOption ? flags(of: command, typed) : [])
    }
    return (typed.isOption ? flags(of: command, typed) : []) + own(command, rest, typed, words)
  }

  /// What the command itself takes after these words.
  private func own(
    _ command: any Command, _ rest: [Word], _ typed: Word, _ words: [Word]
  ) -> [Candidate] {
    let given = rest.filter { !$0.isOption }
    let pairs = given.compactMap(\.assignment)
    let plain = given.filter { $0.assignment == nil }
    let isComplete = given.count >= command.wordsBeforeNames
    let takesScope = command.scope.takesScope && isComplete && command.hasScope(plain, pairs)
    return command.completion(after: given).flatMap { offers($0, typed, words) }
      + (command.scope.takesNames && isComplete ? articles : [])
      + (takesScope ? [Candidate("on")] : [])
  }

  /// The command of a first word: a command, or that of a label or a span.
  package func command(_ word: Word) -> (any Command)? {
    if !word.isQuoted {
      let known = try? table.command(
        named: word.text, allowingPrefix: !isCommandLine, isCommandLine: isCommandLine)
      if let known { return known }
    }
    let isMarking =
      DesignatorParser.looksLikeSpan(word) || (try? session.focus.label(word.text)) != nil
    return isMarking ? table.command(for: .label) : nil
  }

  /// What a statement may start with.
  private func starts(_ typed: Word) -> [Candidate] {
    let commands = isCommandLine ? table.everywhere : table.all
    return commands.filter { !isCommandLine || $0.insteadOnCommandLine == nil }
      .map { Candidate($0.name, summary: $0.summary) }
      + labels(typed, isLowercase: true).filter { table[$0.text] == nil }
  }

  /// The flag whose value follows: `--only`.
  private static func flag(_ word: Word, of command: any Command) -> Flag? {
    command.allFlags.first { $0.value != nil && "--\($0.name)" == word.raw }
  }

  private func flags(of command: any Command, _ typed: Word) -> [Candidate] {
    let text = typed.text
    guard let equals = text.firstIndex(of: "=") else {
      return (command.allFlags + [.help]).map {
        Candidate("--\($0.name)\($0.value == nil ? "" : "=")", summary: $0.summary)
      }
    }
    let name = text[..<equals].dropFirst(2)
    guard let flag = command.allFlags.first(where: { $0.name == name }) else { return [] }
    let value = Word(bare: String(text[equals...].dropFirst()))
    return flag.completion.flatMap { offers($0, value, []) }
      .map { Candidate("--\(name)=\($0.text)", written: "--\(name)=\($0.written)") }
  }
}

extension Word {
  /// Whether it is an option that is being typed.
  fileprivate var isOption: Bool { !isQuoted && raw.hasPrefix("-") }
}
