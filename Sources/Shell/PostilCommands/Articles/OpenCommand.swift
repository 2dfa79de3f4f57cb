import PostilPointing
import PostilShell
import PostilStore
import PostilSystem

/// `open`: opens an article.
struct OpenCommand: SimpleCommand {
  let name = "open"
  let aliases = ["o"]
  let takesArticle = false
  let group = CommandGroup.articles
  let insteadOnCommandLine: String? =
    "use postil show NAME, or --article NAME with another command"
  let summary = "Open an article."
  let usage = "NAME | NUMBER | #HIT | next | prev [--todo]"
  let details = """
    A prefix or suffix of the name is enough if only one article has it; a number that is one is read as
    the name; #3 is the article of the third hit of find, facts or check. With --todo, next and prev
    skip articles that are done.
    """
  let examples: [Example] = [
    ("open wire", "the article wire.txt"), ("open next --todo", "the next one that is not done"),
  ]
  let flags = [Flag("todo", nil, "skip articles that are done")]
  let completion: [Completion] = [.articles, .words(["next", "prev"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let word = try arguments.take("the name of an article", for: self)
    try arguments.end(self)
    try session.focus.open(try file(word.text, isTodo: arguments.has("todo"), session))
    try session.showOpened(request)
  }

  private func file(_ name: String, isTodo: Bool, _ session: Session) throws -> ArticleFile {
    if name.hasPrefix("#"), let number = Int(name.dropFirst()), number > 0 {
      let hits = try session.focus.hits.chosen(.numbers(number, number), source: name)
      return try session.focus.file(exactly: hits[0].article)
    }
    let articles = try session.focus.workspace.articles()
    if name == "next" || name == "prev" {
      return try ArticleWalk(articles: articles, open: session.focus.open)
        .neighbour(isForward: name == "next", isTodo: isTodo)
    }
    let isName =
      articles.contains { $0.name == name } || articles.count { $0.name.hasPrefix(name) } == 1
    if let number = Int(name), !isName {
      guard articles.indices.contains(number - 1) else {
        throw PostilError.store(.noArticle(name: name, known: []))
      }
      return articles[number - 1]
    }
    return try session.focus.file(name)
  }
}
