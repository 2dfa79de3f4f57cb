import PostilStore
import PostilSystem

/// `open`: goes to an article.
struct OpenCommand: Command {
  let name = "open"
  let aliases = ["o"]
  let takesArticle = false
  let group = CommandGroup.articles
  let summary = "Open an article."
  let usage = "NAME | NUMBER | next | prev [--todo]"
  let details = """
    A beginning or an end of the name will do if only one article has it. With --todo, next and prev
    stop only at articles that are not done.
    """
  let examples: [Example] = [
    ("open wire", "the article wire.txt"), ("open next --todo", "the next one that is not done"),
  ]
  let flags = [Flag("todo", nil, "skip articles that are done")]
  let completion: [Completion] = [.articles, .words(["next", "prev"])]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = try arguments.take("the name of an article", for: self)
    try arguments.end(self)
    try session.open(try file(word.text, isTodo: arguments.has("todo"), session))
    try session.showOpened()
  }

  private func file(_ name: String, isTodo: Bool, _ session: Session) throws -> ArticleFile {
    let articles = try session.workspace.articles()
    if name == "next" || name == "prev" {
      return try ArticleWalk(articles: articles, session: session)
        .neighbour(isForward: name == "next", isTodo: isTodo)
    }
    if let number = Int(name), !articles.contains(where: { $0.name == name }) {
      guard articles.indices.contains(number - 1) else {
        throw PostilError.noArticle(name: name, nearest: [])
      }
      return articles[number - 1]
    }
    return try session.file(name)
  }
}

/// `next` and `prev`: go to a neighbour.
struct NeighbourCommand: Command {
  let name: String
  let aliases: [String]
  let takesArticle = false
  let group = CommandGroup.articles
  let summary: String
  let usage = "[--todo]"
  let examples: [Example]
  let flags = [Flag("todo", nil, "skip articles that are done")]
  private let isForward: Bool

  init(isForward: Bool) {
    self.isForward = isForward
    name = isForward ? "next" : "prev"
    aliases = [isForward ? "n" : "p"]
    summary = isForward ? "Open the next article." : "Open the article before."
    examples = [("\(name) --todo", "skip what is done")]
  }

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    let walk = ArticleWalk(articles: try session.workspace.articles(), session: session)
    try session.open(try walk.neighbour(isForward: isForward, isTodo: arguments.has("todo")))
    try session.showOpened()
  }
}

/// Finds the article before or behind the open one.
struct ArticleWalk {
  let articles: [ArticleFile]
  let session: Session

  func neighbour(isForward: Bool, isTodo: Bool) throws -> ArticleFile {
    let here = session.open.flatMap { open in articles.firstIndex { $0.name == open.name } }
    let rest =
      isForward
      ? Array(articles[((here ?? -1) + 1)...])
      : Array(articles[..<(here ?? articles.count)].reversed())
    for file in rest where try !isTodo || Self.isOpen(file) { return file }
    let end = isForward ? "no article comes after" : "no article comes before"
    throw PostilError.usage(
      reason: "\(end) \(session.open?.name ?? "this")\(isTodo ? " that is not done" : "")",
      next: "`articles` lists all")
  }

  /// Whether an article is still to be done.
  static func isOpen(_ file: ArticleFile) throws -> Bool {
    try AnnotationStore.open(file).status == .open
  }
}

extension Session {
  /// What a person sees after opening an article: its state, and its text if the screen holds it.
  func showOpened() throws {
    let article = try article()
    try output.print(summary(article))
    try noteEmpty(article)
    for finding in article.store.findings { try errors.print("note: \(finding)") }
    guard mode == .shell, output.isTerminal, article.grid.lineCount <= 40 else { return }
    let lines = try view(1...article.grid.lineCount)
    if lines.count < Terminal.size.rows - 3 { try output.print(lines) }
  }
}
