import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// Completes the command line for the scripts of `postil completions`: the global options and the article
/// here, all else by the completer of the shell.
struct CommandLineCompleter {
  typealias Candidate = Completer.Candidate

  /// The word that is being typed.
  private let typed: String
  private let table: CommandTable
  private var options: [String: String] = [:]
  /// The command and the words after it, without the one being typed.
  private var given: [String] = []
  /// The option whose value is being typed, or nil.
  private var pending: GlobalOption?

  /// Parses the words after the program's name; the last one is being typed.
  init(_ words: [String], _ table: CommandTable) {
    typed = words.last ?? ""
    self.table = table
    var rest = words.dropLast()[...]
    while let word = rest.popFirst() {
      guard let (option, value) = GlobalOption.parse(word), option.value != nil else {
        if !given.isEmpty || !word.hasPrefix("-") { given.append(word) }
        continue
      }
      guard let value = value ?? rest.popFirst() else {
        pending = option
        return
      }
      options[option.name] = value
    }
  }

  /// The candidates for the word that is being typed.
  var candidates: [Candidate] {
    let found = pending.map { values(of: $0, typed).filter { $0.text.hasPrefix(typed) } } ?? words
    return found.uniqued().sorted { $0.text < $1.text }
  }

  private func values(of option: GlobalOption, _ typed: String) -> [Candidate] {
    guard let completion = option.completion else { return [] }
    if case .paths = completion { return Paths.completing(typed).map { Candidate($0) } }
    return completer?.offers(completion, Word(bare: typed), []) ?? []
  }

  private var words: [Candidate] {
    if let equals = typed.firstIndex(of: "="),
      let option = GlobalOption.all.first(where: { $0.value != nil && $0.name == typed[..<equals] })
    {
      let start = String(typed[...equals])
      let value = String(typed[equals...].dropFirst())
      return values(of: option, value).filter { $0.text.hasPrefix(value) }
        .map { Candidate(start + $0.text, written: start + $0.written) }
    }
    if given.isEmpty, typed.hasPrefix("-") {
      return GlobalOption.all.map { Candidate($0.name, summary: $0.summary) }
        .filter { $0.text.hasPrefix(typed) }
    }
    guard let completer else { return [] }
    var given = given.map { CommandParser.argument($0) }
    let takesArticle =
      options["--article"] == nil
      && given.first.flatMap(completer.command)?.takesArticle == true
    let isArticleMissing = takesArticle && given.dropFirst().allSatisfy { $0.raw.hasPrefix("-") }
    if takesArticle, given.count > 1, names(given[1]) { given.remove(at: 1) }
    let word = CommandParser.argument(typed)
    return completer.candidates(given, typed: word) + (isArticleMissing ? articles(completer) : [])
  }

  private func names(_ word: Word) -> Bool {
    guard ScopeRule.isName(word), let workspace = completer?.session.focus.workspace else {
      return false
    }
    return ArticleFile.isText(word.text) && Folders.exists(word.text)
      || (try? workspace.article(named: word.unquoted))?.name == word.unquoted
  }

  private func articles(_ completer: Completer) -> [Candidate] {
    [.articles, .paths].flatMap { completer.offers($0, Word(bare: typed), []) }
      .filter { $0.text.hasPrefix(typed) }
  }

  /// The completer in the workspace given by the options, with the given article open; nil if there is
  /// none.
  private var completer: Completer? {
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
    return Completer(session, table, isCommandLine: true)
  }

  /// Prints one candidate per line, followed by a tab and its summary. As on the finished line, paths
  /// are relative to the folder of -C.
  func print(to output: Output) throws(PostilError) {
    var completer = self
    if let folder = completer.options.removeValue(forKey: "-C") {
      guard (try? Folders.enter(folder)) != nil else { return }
    }
    for candidate in completer.candidates {
      let line =
        candidate.summary.isEmpty
        ? candidate.written : "\(candidate.written)\t\(candidate.summary)"
      try output.write(bytes: (line + "\n").utf8.filter { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A })
    }
  }
}
