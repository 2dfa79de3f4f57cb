import PostilSystem

/// The words behind a command's name, sorted by what they are.
struct Arguments {
  /// Words that are neither `key=value` nor a flag, in order.
  var words: [Word] = []
  /// `key=value`, in order; a key may come twice.
  var pairs: [(name: String, value: Word)] = []
  /// `--flag` and `--flag=value` by name; the value is nil where none was given.
  private(set) var flags: [String: Word?] = [:]

  /// Sorts the words of a command.
  ///
  /// - Throws: `unknownFlag` for a flag that the command has not.
  init(_ words: some Collection<Word>, for command: any Command) throws(PostilError) {
    var rest = Array(words)[...]
    var isOver = false
    while let word = rest.popFirst() {
      if !isOver, word.raw == "--" {
        isOver = true
      } else if !isOver, word.raw.hasPrefix("--"), !word.isQuoted {
        try take(flag: word, &rest, command)
      } else if !isOver,
        let flag = command.flags.first(where: { !$0.short.isEmpty && "-\($0.short)" == word.raw })
      {
        flags[flag.name] = .some(nil)
      } else if !isOver, let pair = word.assignment {
        pairs.append(pair)
      } else {
        self.words.append(word)
      }
    }
  }

  private mutating func take(
    flag word: Word, _ rest: inout ArraySlice<Word>, _ command: any Command
  ) throws(PostilError) {
    let pair = word.dropping(2).assignment
    let name = pair?.name ?? word.dropping(2).text
    let known = command.flags + Flag.common
    guard let flag = known.first(where: { $0.name == name }) else {
      throw .unknownFlag(flag: name, command: command.name, known: known.map(\.name))
    }
    if flag.value == nil, pair != nil {
      throw .usage(reason: "--\(name) takes no value", next: "say --\(name) alone")
    }
    var value = pair?.value
    if value == nil, flag.value != nil { value = rest.popFirst() }
    if value == nil, let needed = flag.value {
      throw .usage(reason: "--\(name) needs a value", next: "say --\(name)=\(needed)")
    }
    flags[name] = .some(value)
  }

  /// Whether a flag was given.
  func has(_ flag: String) -> Bool { flags[flag] != nil }

  /// The value of a flag, if it was given.
  func value(_ flag: String) -> String? { flags[flag]??.text }

  /// The whole number that a flag gives.
  ///
  /// - Throws: `badValue` if it is none.
  func number(_ flag: String) throws(PostilError) -> Int? {
    guard let text = value(flag) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw .badValue(name: "number for --\(flag)", value: text, expected: "say --\(flag)=10")
    }
    return number
  }

  /// The first word as plain text.
  var first: String? { words.first?.text }

  /// Takes the first word away.
  ///
  /// - Throws: `usage` that names what is missing.
  mutating func take(_ what: String, for command: any Command) throws(PostilError) -> Word {
    guard let word = words.first else {
      throw .usage(
        reason: "\(command.name) needs \(what)", next: "say \(command.name) \(command.usage)")
    }
    words.removeFirst()
    return word
  }

  /// Refuses words that nobody took.
  func end(_ command: any Command) throws(PostilError) {
    if let word = words.first {
      throw .usage(
        reason: "\(command.name) does not know what to do with '\(word.raw)'",
        next: "say \(command.name) \(command.usage)")
    }
    if let pair = pairs.first {
      throw .usage(
        reason: "\(command.name) takes no '\(pair.name)='",
        next: "say \(command.name) \(command.usage)")
    }
  }
}

/// A `--flag` of a command.
struct Flag: Hashable, Sendable {
  /// Its name without the hyphens.
  let name: String
  /// What its value is, or nil if it takes none.
  let value: String?
  /// What it does.
  let summary: String
  /// The letter behind one hyphen that says the same, or nothing.
  let short: String

  init(_ name: String, _ value: String? = nil, _ summary: String, short: String = "") {
    self.name = name
    self.value = value
    self.summary = summary
    self.short = short
  }

  /// For commands that write annotations.
  static let dryRun = Flag("dry-run", nil, "say what would change, write nothing")

  /// The flags that every command has.
  static let common = [
    Flag("json", nil, "print JSON, one object a line"),
    Flag("help", nil, "print help and do nothing"),
  ]
}
