import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// Completes the command line for the scripts of `postil completions`.
///
/// The candidates come from the same definitions as in the shell: each command declares in one place
/// what it takes.
struct CommandLineCompleter {
  /// A candidate word and its description.
  struct Candidate: Hashable {
    let text: String
    var summary = ""
  }

  /// The words after the program's name; the last one is being typed.
  private let words: [String]
  private let table: CommandTable
  private var options: [String: String] = [:]
  private var command: (any Command)?
  /// The words after the command's name, without the one being typed.
  private var given: [String] = []
  /// Whether the word at the command's position is not a command.
  private var isUnknown = false
  /// The option whose value is being typed, or nil.
  private var pending: GlobalOption?

  init(_ words: [String], _ table: CommandTable) {
    self.words = words
    self.table = table
    var rest = words.dropLast()[...]
    while let word = rest.popFirst() {
      if let option = GlobalOption.all.first(where: { $0.name == word }), option.value != nil {
        guard let value = rest.popFirst() else {
          pending = option
          return
        }
        options[word] = value
      } else if command != nil {
        given.append(word)
      } else if !word.hasPrefix("-") {
        command = table.everywhere.first { $0.name == word || $0.aliases.contains(word) }
        isUnknown = command == nil
      }
    }
  }

  /// The candidates with the last word as prefix.
  var candidates: [Candidate] {
    let typed = words.last ?? ""
    return all(typed).filter { $0.text.hasPrefix(typed) }.uniqued()
      .sorted { $0.text < $1.text }
  }

  private func all(_ typed: String) -> [Candidate] {
    if isUnknown { return [] }
    if let pending { return pending.completion.map { offers($0, typed) } ?? [] }
    guard let command else {
      return typed.hasPrefix("-")
        ? GlobalOption.all.map { Candidate(text: $0.name, summary: $0.summary) }
        : table.everywhere.map { Candidate(text: $0.name, summary: $0.summary) }
    }
    if typed.hasPrefix("-") { return flags(of: command, typed) }
    if command.scope.takesScope, given.contains("on") {
      return (session.map { Completer($0, table).scopes } ?? []).map { Candidate(text: $0) }
    }
    let isArticleMissing =
      command.takesArticle && options["--article"] == nil && given.allSatisfy { $0.hasPrefix("-") }
    return (isArticleMissing ? offers(.articles, typed) + offers(.paths, typed) : [])
      + command.completion.flatMap { offers($0, typed) }
      + (command.scope.takesScope && !given.isEmpty ? [Candidate(text: "on")] : [])
  }

  private func flags(of command: any Command, _ typed: String) -> [Candidate] {
    if let equals = typed.firstIndex(of: "=") {
      let name = typed[..<equals].drop { $0 == "-" }
      guard let flag = command.allFlags.first(where: { $0.name == name }) else { return [] }
      return values(of: flag).map { Candidate(text: "--\(name)=\($0)") }
    }
    return (command.allFlags + Flag.common).map {
      Candidate(text: "--\($0.name)\($0.value == nil ? "" : "=")", summary: $0.summary)
    }
  }

  /// The candidates for a flag's value, by its placeholder in help.
  private func values(of flag: Flag) -> [String] {
    switch flag.value {
    case "LAYER": session?.focus.schema.layers.map(\.layer.rawValue) ?? []
    case "STATES": ["suggested", "rejected"]
    case "PLUGINS": offers(.plugins, "").map(\.text)
    default: []
    }
  }

  private func offers(_ kind: Completion, _ typed: String) -> [Candidate] {
    if case .paths = kind { return Paths.completing(typed).map { Candidate(text: $0) } }
    guard let session else { return [] }
    return Completer(session, table).offers(kind, typed).map { Candidate(text: $0) }
  }

  /// A session in the workspace given by the options, with the given article open; nil if there is none.
  private var session: Session? {
    guard
      let workspace = try? Workspace(
        root: options["-C"] ?? ".", sidecars: options["--sidecars"])
    else { return nil }
    let silent = Output(descriptor: nil)
    let session = Session(
      Focus(workspace), console: Console(out: silent, err: silent, pages: false),
      preferences: Preferences(), author: "")
    if let name = options["--article"], let file = try? workspace.article(named: name) {
      _ = try? session.focus.open(file)
    }
    return session
  }

  /// Prints one candidate per line, followed by a tab and its summary.
  func print(to output: Output) throws(PostilError) {
    for candidate in candidates {
      let line =
        candidate.summary.isEmpty ? candidate.text : "\(candidate.text)\t\(candidate.summary)"
      try output.write(bytes: (line + "\n").utf8.filter { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A })
    }
  }
}
