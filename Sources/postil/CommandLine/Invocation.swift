import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// The parsed command line: global options and the command's words.
struct Invocation {
  /// `-C`: the folder to run in, which is the workspace. Several are relative to one another.
  private(set) var folder: String?
  /// `--as`: the author.
  var author: String?
  /// `--article`: the article to work on.
  var article: String?
  /// `--sidecars`: the folder that mirrors the workspace's tree and holds its sidecars.
  var sidecars: String?
  var wantsVersion = false
  var wantsHelp = false
  /// `--json` before the command, which gets it as its own flag.
  var wantsJSON = false
  /// Settings given as `NAME=VALUE`; they take precedence over all other places.
  var settings: [(name: String, value: String)] = []
  /// The command and its words.
  private(set) var words: [String] = []

  /// The words after `complete --`, passed through unparsed: they are another command line.
  var completed: [String] { Array(words.dropFirst(2)) }

  /// Parses the arguments. Global options may occur anywhere, except in the verbatim text of a command
  /// such as `note`: there they must precede the first word.
  ///
  /// - Throws: `optionWithoutValue` for an option without its value, `unknownOption`.
  init(_ arguments: [String], _ table: CommandTable) throws(PostilError) {
    var rest = arguments[...]
    defer { if wantsJSON, !words.isEmpty { words.insert("--json", at: 1) } }
    while let argument = rest.popFirst() {
      if argument == "--" || isText(table) {
        words += [argument] + rest
        return
      }
      if try take(argument, &rest) { continue }
      words.append(argument)
      // An unknown option before the command was taken for a word.
      if words.count == 1, argument.hasPrefix("-") { throw Self.noOption(argument) }
    }
  }

  /// The error for an option that the program does not have, as it was typed.
  private static func noOption(_ argument: String) -> PostilError {
    let name = String(argument.prefix { $0 != "=" })
    let known = GlobalOption.all.flatMap { [$0.name] + ($0.short.map { [$0] } ?? []) }
    return .usage(.unknownOption(option: name, program: "postil", known: known))
  }

  /// Takes the value of `-C`.
  mutating func enter(_ folder: String) {
    self.folder = folder.hasPrefix("/") ? folder : (self.folder.map { $0 + "/" } ?? "") + folder
  }

  /// Makes the folder of `-C` the current one, so that every path is relative to it.
  ///
  /// - Throws: `noSuchFolder`, `cannotRead`.
  func changeFolder() throws(PostilError) {
    if let folder { try Folders.enter(folder) }
  }

  /// Whether the next argument belongs to the verbatim text of the command.
  private func isText(_ table: CommandTable) -> Bool {
    guard let name = words.first, table.textAfter(name) != nil else { return false }
    let given = words.dropFirst().filter { !$0.hasPrefix("-") }
    // Without --article the first word may be the article.
    let root = folder.map { $0 + "/" } ?? ""
    let isArticle =
      article == nil && given.first.map { ArticleFile.exists(named: $0, below: root) } == true
    return given.count > (isArticle ? 1 : 0)
  }

  /// Takes a global option with its value; false if the argument is not one.
  private mutating func take(
    _ argument: String, _ rest: inout ArraySlice<String>
  ) throws(PostilError) -> Bool {
    guard let (option, given) = GlobalOption.parse(argument), words.isEmpty || !option.isFirst
    else {
      return false
    }
    if option.value == nil {
      try option.apply("", &self)
    } else if let value = given ?? rest.popFirst() {
      try option.apply(value, &self)
    } else {
      throw .usage(.optionWithoutValue(option: argument))
    }
    return true
  }

  /// Creates the session of this command line.
  func session(
    _ workspace: Workspace, out: Output, err: Output, _ origin: Request.Origin
  ) throws(PostilError) -> Session {
    let preferences = try Preferences(
      workspace: workspace, flags: settings + (author.map { [("annotator", $0)] } ?? []))
    let focus = Focus(
      workspace, acceptsPrefixes: origin == .prompt, acceptsPaths: origin == .commandLine)
    return Session(
      focus, console: Console(out: out, err: err, pages: origin != .script),
      preferences: preferences,
      author: AuthorName.find(preferences.annotator, in: workspace.root) {
        try? err.print("note: \($0)")
      })
  }
}
