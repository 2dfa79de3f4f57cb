import PostilPlugins
import PostilStore
import PostilSystem

/// One command of the executable's own command line.
///
/// Commands about the open article take one as their first word, by its path or by its name in the
/// workspace: `postil show news/wire.txt`, `postil -C news show wire`.
struct OneShot {
  private let invocation: Invocation
  private let output: Output
  private let errors: Output
  private let command: any Command
  private var words: [Word]

  /// Finds the command.
  ///
  /// - Throws: `noCommand`; where a folder or an article stands in its place, what to say instead.
  init(_ invocation: Invocation, _ output: Output, _ errors: Output) throws(PostilError) {
    self.invocation = invocation
    self.output = output
    self.errors = errors
    let words = invocation.words.map { CommandParser.argument($0) }
    self.words = Array(words.dropFirst())
    let name = words.first?.text ?? ""
    do throws(PostilError) {
      command = try CommandList.command(
        named: name, allowingPrefix: false, in: CommandList.executable)
    } catch {
      throw Self.meant(name) ?? error
    }
  }

  /// What a path in the place of a command was meant to say.
  private static func meant(_ path: String) -> PostilError? {
    switch Folders.kind(path) {
    case .folder:
      .usage(reason: "'\(path)' is a folder", next: "did you mean: postil shell \(path)")
    case .file where ArticleFile.isText(path):
      .usage(reason: "'\(path)' is an article", next: "did you mean: postil show \(path)")
    default: nil
    }
  }

  /// Does it.
  func run() throws -> ExitStatus {
    if invocation.wantsHelp {
      try output.print(HelpCommand.about(command))
      return .success
    }
    var rest = words
    let (workspace, article) = try place(&rest)
    let session = try Session(
      invocation, workspace: workspace, output: output, errors: errors, mode: .once)
    defer { session.plugins.stopAll() }
    session.statement = ([command.name] + rest.map(\.raw)).joined(separator: " ")
    if let article { try session.open(article) }
    do {
      try session.perform(command, try Arguments(rest, for: command))
    } catch PostilError.noOpenArticle {
      throw PostilError.usage(
        reason: "\(command.name) needs an article, and there are several",
        next: "say postil \(command.name) PATH, or add --article NAME; `postil articles` lists them"
      )
    }
    return session.status
  }

  /// The workspace and the article to work on, taken off the words if it stands among them.
  private func place(_ rest: inout [Word]) throws -> (Workspace, ArticleFile?) {
    if let name = invocation.article { return try named(name) }
    guard command.takesArticle, let index = firstWord(rest), let word = rest[index].bare else {
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
    // What looks like a path and leads nowhere is no word of the command's either.
    if ArticleFile.isText(word), command.name != "find" {
      throw PostilError.noSuchFile(path: word)
    }
    return (try workspace(), nil)
  }

  /// Where the first word stands that is no flag and no flag's value.
  private func firstWord(_ words: [Word]) -> Int? {
    var index = 0
    while index < words.count, words[index].raw.hasPrefix("-") {
      let flag = command.flags.first { "--\($0.name)" == words[index].raw }
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

extension Session {
  /// An article that a word names: in the workspace, or, on the executable's command line, by its path.
  func file(_ name: String) throws -> ArticleFile {
    if mode == .once, workspace.root == ".", ArticleFile.isText(name), Folders.exists(name) {
      return try Workspace.article(path: name, sidecars: sidecars).1
    }
    return try workspace.article(named: name)
  }
}
