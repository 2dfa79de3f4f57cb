import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// One command of the executable's own command line.
///
/// For a command on the open article the first word names the article, by its path or by its name in
/// the workspace: `postil show news/wire.txt`, `postil -C news show wire`. As in the shell, a label or
/// a span may take a command's place: `postil -C news --article wire per 1.2`.
struct CommandLineRun {
  private let invocation: Invocation
  private let table: CommandTable
  private let out: Output
  private let err: Output
  private let name: Word
  private let words: [Word]
  /// The command; nil if the first word is a label or a span.
  private let command: (any Command)?

  /// Finds the command.
  ///
  /// - Throws: `pathAsCommand` if a folder or an article takes the command's place.
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

  /// The error for a path in a command's place, which names the command probably meant.
  private static func meant(_ path: String) -> PostilError? {
    switch Folders.kind(path) {
    case .folder:
      .usage(.pathAsCommand(path: path, isFolder: true))
    case .file where ArticleFile.isText(path):
      .usage(.pathAsCommand(path: path, isFolder: false))
    default: nil
    }
  }

  /// Runs the command.
  func run() throws -> ExitStatus {
    if invocation.wantsHelp, let command {
      try out.print(HelpText(table, width: out.textWidth).about(command))
      return .success
    }
    var rest = words
    let (workspace, article) = invocation.wantsHelp ? (try workspace(), nil) : try place(&rest)
    let session = try invocation.session(workspace, out: out, err: err, .commandLine)
    defer { session.plugins.stopAll() }
    if let article { try session.focus.open(article) }
    let interpreter = Interpreter(session, table, .commandLine)
    if invocation.article != nil, let article { narrow(&rest, to: article) }
    let source = ([name.raw] + rest.map(\.raw)).joined(separator: " ")
    do {
      if let command {
        try interpreter.run(command, try Arguments(rest, for: command), source: source)
      } else {
        let help = invocation.wantsHelp ? [Word(bare: "--help")] : []
        try interpreter.run(Statement(words: [name] + rest + help, source: source))
      }
    } catch let error as PostilError {
      guard case PointingFact.noOpenArticle = error.fact else { throw error }
      throw needsArticle(rest)
    }
    return interpreter.status
  }

  /// Lets `--article` choose the articles of a command that would take all of them, unless its words choose.
  private func narrow(_ words: inout [Word], to article: ArticleFile) {
    guard let command, command.scope.place(in: words) == nil,
      !words.contains(where: { $0.bare == "--all" })
    else { return }
    words += command.scope.words(naming: article.name)
  }

  /// The error for several articles, none of which was named where the command expects it.
  private func needsArticle(_ words: [Word]) -> PostilError {
    if let later = words.first(where: { ScopeRule.isName($0) && isArticle($0.unquoted) }) {
      let takesScope = command?.scope.takesScope ?? true
      let others = words.filter {
        $0 != later && $0.raw != "--article" && (takesScope || !ScopeRule.starts($0))
      }.map(\.raw)
      let line = ([name.raw, later.raw] + others).joined(separator: " ")
      return .usage(.articleNotFirst(command: name.raw, line: line))
    }
    if let word = words.first, !word.isQuoted, !ScopeRule.isName(word), isArticle(word.unquoted) {
      return .usage(.scopeWord(command: name.raw, word: word.raw))
    }
    if (try? workspace().articles().isEmpty) == true {
      return .usage(.noArticles(command: name.raw))
    }
    return noArticle(words) ?? .usage(.severalArticles(command: name.raw))
  }

  /// The error for a first word that can only be meant as an article's name; nil if there is none.
  private func noArticle(_ words: [Word]) -> PostilError? {
    guard let word = words.first(where: { !$0.raw.hasPrefix("-") }), ScopeRule.isName(word),
      let command, !command.takesText, command.takesArticle, command.scope.place(in: words) == nil,
      let workspace = try? workspace(), !names(word, in: workspace.schema),
      let articles = try? workspace.articles().map(\.name)
    else { return nil }
    return Workspace.noArticle(word.unquoted, among: articles)
  }

  /// Whether a word names annotations or words of a text.
  private func names(_ word: Word, in schema: Schema) -> Bool {
    word.assignment != nil || word.raw.contains { "<>~".contains($0) }
      || DesignatorParser.looksLikeSpan(word) || word.text == "all"
      || (try? DesignatorParser.parse(word))?.number != nil
      || Annotation.State(rawValue: word.text) != nil
      || (try? schema.layer(ofLabel: word.text)) != nil
      || schema.layers.contains { $0.layer.rawValue == word.text }
  }

  /// The workspace and the article to work on; an article among the words is removed from them.
  private func place(_ rest: inout [Word]) throws -> (Workspace, ArticleFile?) {
    if let name = invocation.article { return try named(name) }
    guard command?.takesArticle ?? true, let index = firstWord(rest),
      !(command?.scope ?? .none).choosesArticles(rest[index...], where: isArticle)
    else {
      return (try workspace(), nil)
    }
    let word = rest[index]
    if ScopeRule.isName(word), isArticle(word.unquoted) {
      rest.remove(at: index)
      if rest.contains(where: { $0.bare == "--all" }), command?.scope.takesScope == true {
        throw PostilError.usage(.scopeTwice(word: word.raw))
      }
      return try named(word.unquoted)
    }
    // A word that looks like a path but does not exist is not an argument of the command.
    if let path = word.bare, ArticleFile.isText(path), command?.takesText != true {
      throw PostilError.file(.noSuchFile(path: path))
    }
    return (try workspace(), nil)
  }

  /// Whether a word is an article's name in the workspace, or the path of a text.
  private func isArticle(_ word: String) -> Bool {
    ArticleFile.exists(named: word) || ArticleFile.isText(word) && Folders.exists(word)
  }

  /// The index of the first word that is neither a flag nor a flag's value; after `--` the next word.
  private func firstWord(_ words: [Word]) -> Int? {
    var index = 0
    while index < words.count, !words[index].isQuoted, words[index].raw.hasPrefix("-") {
      if words[index].raw == "--" { return index + 1 < words.count ? index + 1 : nil }
      let flag = command?.allFlags.first { "--\($0.name)" == words[index].raw }
      index += flag?.value == nil ? 1 : 2
    }
    return index < words.count ? index : nil
  }

  /// An article and its workspace, found by the article's path or by its name in the workspace.
  private func named(_ name: String) throws -> (Workspace, ArticleFile?) {
    if let folder = ExportFolder.above(name), Folders.exists(name), command?.writes == true {
      throw PostilError.workbench(
        .exportedCopy(path: name, marker: "\(folder)/\(ExportFolder.marker)"))
    }
    if invocation.folder == nil, ArticleFile.isText(name), Folders.exists(name) {
      let (workspace, file) = try Workspace.article(path: name, sidecars: invocation.sidecars)
      return (workspace, file)
    }
    let workspace = try workspace()
    do {
      return (workspace, try workspace.article(named: name))
    } catch let error as PostilError where ArticleFile.isText(name) && Folders.exists(name) {
      guard case StoreFact.noArticle = error.fact else { throw error }
      let (workspace, file) = try Workspace.article(path: name, sidecars: invocation.sidecars)
      return (workspace, file)
    }
  }

  /// The workspace of the command line. The current folder may be missing, for a command that does not
  /// need it.
  private func workspace() throws -> Workspace {
    do {
      return try Workspace(root: ".", sidecars: invocation.sidecars)
    } catch let error as PostilError where invocation.folder == nil {
      guard case FileFact.noSuchFolder = error.fact else { throw error }
      guard command?.needsWorkspace == false else { throw PostilError.usage(.noCurrentFolder) }
      return Workspace(missing: ".")
    }
  }
}
