import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// One command of the executable's own command line.
///
/// Commands about the open article take one as their first word, by its path or by its name in the
/// workspace: `postil show news/wire.txt`, `postil -C news show wire`. Labels and spans are commands as
/// in the shell: `postil -C news --article wire per 1.2`.
struct CommandLineRun {
  private let invocation: Invocation
  private let table: CommandTable
  private let out: Output
  private let err: Output
  private let name: Word
  private let words: [Word]
  /// Nil if the first word is a label or a span.
  private let command: (any Command)?

  /// Finds the command.
  ///
  /// - Throws: Where a folder or an article is in its place, what was meant.
  init(
    _ invocation: Invocation, _ table: CommandTable, out: Output, err: Output
  ) throws(PostilError) {
    self.invocation = invocation
    self.table = table
    self.out = out
    self.err = err
    let words = invocation.words.map { CommandParser.argument($0) }
    name = words.first ?? Word(bare: "help")
    self.words = Array(words.dropFirst())
    let typed = name.text
    command = table.everywhere.first { $0.name == typed || $0.aliases.contains(typed) }
    if command == nil, let meant = Self.meant(typed) { throw meant }
  }

  /// The command that a path in its place was meant for.
  private static func meant(_ path: String) -> PostilError? {
    switch Folders.kind(path) {
    case .folder:
      .usage(reason: "'\(path)' is a folder", next: "did you mean: postil shell \(path)")
    case .file where ArticleFile.isText(path):
      .usage(reason: "'\(path)' is an article", next: "did you mean: postil show \(path)")
    default: nil
    }
  }

  /// Runs it.
  func run() throws -> ExitStatus {
    if invocation.wantsHelp, let command {
      try out.print(HelpText.about(command))
      return .success
    }
    var rest = words
    let (workspace, article) = try place(&rest)
    let session = try invocation.session(workspace, out: out, err: err, .commandLine)
    defer { session.plugins.stopAll() }
    if let article { try session.focus.open(article) }
    let interpreter = Interpreter(session, table, .commandLine)
    let source = ([command?.name ?? name.raw] + rest.map(\.raw)).joined(separator: " ")
    do {
      if let command {
        try interpreter.run(command, try Arguments(rest, for: command), source: source)
      } else {
        try interpreter.run(Statement(words: [name] + rest, source: source))
      }
    } catch PostilError.noOpenArticle {
      throw PostilError.usage(
        reason: "\(name.raw) needs an article, and there are several",
        next: "use postil \(name.raw) PATH, or add --article NAME; `postil articles` lists them")
    }
    return interpreter.status
  }

  /// The workspace and the article to work on, taken out of the words if it is among them.
  private func place(_ rest: inout [Word]) throws -> (Workspace, ArticleFile?) {
    if let name = invocation.article { return try named(name) }
    guard command?.takesArticle ?? true, let index = firstWord(rest), let word = rest[index].bare
    else {
      return (try workspace(), nil)
    }
    let root = invocation.folder ?? "."
    let endings = ArticleFile.isText(word) ? [""] : [".txt", ".md"]
    if endings.contains(where: { Folders.kind("\(root)/\(word)\($0)") == .file })
      || ArticleFile.isText(word) && Folders.exists(word)
    {
      rest.remove(at: index)
      return try named(word)
    }
    // What looks like a path and leads nowhere is not a word of the command either.
    if ArticleFile.isText(word), command?.name != "find" {
      throw PostilError.noSuchFile(path: word)
    }
    return (try workspace(), nil)
  }

  /// The place of the first word that is neither a flag nor a flag's value.
  private func firstWord(_ words: [Word]) -> Int? {
    var index = 0
    while index < words.count, words[index].raw.hasPrefix("-") {
      let flag = command?.allFlags.first { "--\($0.name)" == words[index].raw }
      index += flag?.value == nil ? 1 : 2
    }
    return index < words.count ? index : nil
  }

  /// An article by its path, with the workspace it belongs to, or by its name in the workspace.
  private func named(_ name: String) throws -> (Workspace, ArticleFile?) {
    if invocation.folder == nil, ArticleFile.isText(name), Folders.exists(name) {
      let (workspace, file) = try Workspace.article(path: name, sidecars: invocation.sidecars)
      return (workspace, file)
    }
    let workspace = try workspace()
    do {
      return (workspace, try workspace.article(named: name))
    } catch PostilError.noArticle where ArticleFile.isText(name) && Folders.exists(name) {
      let (workspace, file) = try Workspace.article(path: name, sidecars: invocation.sidecars)
      return (workspace, file)
    }
  }

  private func workspace() throws -> Workspace {
    try Workspace(root: invocation.folder ?? ".", sidecars: invocation.sidecars)
  }
}
