import PostilPointing
import PostilSystem

/// The parsed arguments of a command: words, pairs, flags and scope.
package struct Arguments {
  /// Words that are neither `key=value` nor a flag, in order; also a `key=value` in a filter of several words,
  /// such as `not by=anna`.
  package var words: [Word] = []
  /// The `key=value` pairs, in order; a key may occur more than once.
  package var pairs: [(name: String, value: Word)] = []
  /// The flags by name: `--flag` (the value is nil) and `--flag=value`.
  package private(set) var flags: [String: Word?] = [:]
  /// The scope given by `on …` or `--all`; nil if none was given.
  package private(set) var chosenScope: Scope?
  /// How the command takes a scope.
  private let scopeRule: ScopeRule

  /// Parses the words of a command.
  ///
  /// - Throws: `unknownFlag` for a flag that the command does not have, `emptyScope` for a scope
  ///   that names no article.
  package init(_ words: some Collection<Word>, for command: any Command) throws(PostilError) {
    scopeRule = command.scope
    var rest = Array(words)[...]
    var isOver = false
    var nesting = QueryNesting()
    while let word = rest.popFirst() {
      let isNested = nesting.takes(word)
      if let count = command.textAfter, self.words.count == count {
        self.words += [word] + rest
        break
      } else if !isOver, word.raw == "--" {
        isOver = true
      } else if !isOver, word.raw.hasPrefix("--"), !word.isQuoted {
        try take(flag: word, &rest, command)
      } else if !isOver,
        let flag = command.flags.first(where: { $0.spellings.contains(word.raw) })
      {
        flags[flag.name] = .some(nil)
      } else if !isOver, !isNested, let pair = word.assignment {
        pairs.append(pair)
      } else {
        self.words.append(word)
      }
    }
    let counted = command.counts ? QueryCounts.words(takenFrom: &self.words) : []
    if command.hasScope(self.words, pairs), command.textAfter == nil {
      chosenScope = try scopeRule.take(
        &self.words, isAll: has(Flag.all.name), of: command.name)
    }
    self.words += counted
  }

  /// The scope given, else the default scope.
  package var scope: Scope { chosenScope ?? scopeRule.defaultScope ?? .here }

  /// The scope of a command whose remaining words name articles: `check wire storm`.
  ///
  /// - Throws: `scopeTwice` if both the words and `on …` or `--all` name articles, and `missing` if the
  ///   command needs articles and there are none.
  package mutating func takeScope(for command: any Command) throws(PostilError) -> Scope {
    guard let word = words.first else {
      guard let scope = chosenScope ?? scopeRule.defaultScope else {
        throw .usage(.missing("an article", Synopsis(command)))
      }
      return scope
    }
    guard chosenScope == nil else {
      throw .usage(.scopeTwice(word: word.raw))
    }
    defer { words = [] }
    return scopeRule.scope(of: words)
  }

  private mutating func take(
    flag word: Word, _ rest: inout ArraySlice<Word>, _ command: any Command
  ) throws(PostilError) {
    let pair = word.dropping(2).assignment
    let name = pair?.name ?? word.dropping(2).text
    let known = command.allFlags + [.help]
    guard let flag = known.first(where: { $0.name == name }) else {
      if name == Flag.json.name { throw .usage(.noJSON(command: command.name)) }
      throw .usage(.unknownFlag(flag: name, command: command.name, known: known.map(\.name)))
    }
    if flag.value == nil, pair != nil {
      throw .usage(.flagWithValue(flag: name))
    }
    var value = pair?.value
    if value == nil, flag.value != nil { value = rest.popFirst() }
    if value == nil, let needed = flag.value {
      throw .usage(.flagWithoutValue(flag: name, form: needed))
    }
    flags[name] = .some(value)
  }

  package func has(_ flag: String) -> Bool { flags[flag] != nil }

  /// The value of a flag, or nil.
  package func value(_ flag: String) -> String? { flags[flag]??.text }

  /// The value of a flag as a whole number, or nil if the flag was not given.
  ///
  /// - Throws: `invalid` if the value is not a whole number.
  package func number(_ flag: String) throws(PostilError) -> Int? {
    guard let text = value(flag) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw .value(
        .invalid(name: "number for --\(flag)", value: text, form: "--\(flag)=10"))
    }
    return number
  }

  /// The first word as plain text.
  package var first: String? { words.first?.text }

  /// Removes the first word and returns it.
  ///
  /// - Parameter what: What the word is, for the message: `a day`.
  /// - Throws: `missing` if there is no word.
  package mutating func take(_ what: String, for command: any Command) throws(PostilError) -> Word {
    guard let word = words.first else {
      throw .usage(.missing(what, Synopsis(command)))
    }
    words.removeFirst()
    return word
  }

  /// Rejects words and pairs that the command did not use.
  package func end(_ command: any Command) throws(PostilError) {
    if let word = words.first {
      throw .usage(.unexpected(word: word.raw, Synopsis(command)))
    }
    if let pair = pairs.first {
      throw .usage(.noPair(name: pair.name, Synopsis(command)))
    }
  }
}

/// A `--flag` of a command.
package struct Flag: Sendable {
  /// The name without the hyphens.
  package let name: String
  /// The placeholder of its value, or nil if it takes none.
  package let value: String?
  /// What it does, in a few words.
  package let summary: String
  /// The letter of its short form, `v` for `-v`, or empty.
  package let short: String

  /// What TAB offers for its value.
  package let completion: [Completion]

  package init(
    _ name: String, _ value: String? = nil, _ summary: String, short: String = "",
    _ completion: [Completion] = []
  ) {
    self.name = name
    self.value = value
    self.summary = summary
    self.short = short
    self.completion = completion
  }

  /// All ways to type it: `--keep-going`, `-c`.
  package var spellings: [String] { ["--\(name)"] + (short.isEmpty ? [] : ["-\(short)"]) }

  /// For commands that write annotations.
  package static let dryRun = Flag("dry-run", nil, "show what would change, write nothing")
  /// For commands that have a scope.
  package static let all = Flag("all", nil, "all articles of the workspace, as with on all")
  /// For commands that print JSON.
  package static let json = Flag("json", nil, "print JSON, one object per line")
  /// For commands whose words are something else than filters.
  package static let filters = Flag(
    "where", "FILTERS", "only annotations that pass filters, in quotation marks")
  /// For all commands.
  package static let help = Flag("help", nil, "print help and do nothing")
}
