import PostilPointing
import PostilShell
import PostilStore

/// `prev`: opens the article before the open one.
struct PrevCommand: SimpleCommand {
  let name = "prev"
  let aliases = ["p"]
  let takesArticle = false
  let group = CommandGroup.articles
  let insteadOnCommandLine: String? =
    "use postil articles --todo, and --article NAME"
  let summary = "Open the previous article."
  let usage = "[--todo]"
  let examples: [Example] = [("prev --todo", "the previous article that needs work")]
  let flags = [Flag("todo", nil, "skip articles that are done")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let walk = ArticleWalk(
      articles: try session.focus.workspace.articles(), open: session.focus.open)
    try session.focus.open(
      try walk.neighbour(isForward: false, isTodo: arguments.has("todo")))
    try session.showOpened(request)
  }
}
