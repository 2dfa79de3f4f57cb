import PostilPointing
import PostilShell
import PostilStore

/// `next`: opens the article after the open one.
struct NextCommand: SimpleCommand {
  let name = "next"
  let aliases = ["n"]
  let takesArticle = false
  let group = CommandGroup.articles
  let insteadOnCommandLine: String? =
    "use postil articles --todo, and --article NAME"
  let summary = "Open the next article."
  let usage = "[--todo]"
  let examples: [Example] = [("next --todo", "the next article that needs work")]
  let flags = [Flag("todo", nil, "skip articles that are done")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let walk = ArticleWalk(
      articles: try session.focus.workspace.articles(), open: session.focus.open)
    try session.focus.open(
      try walk.neighbour(isForward: true, isTodo: arguments.has("todo")))
    try session.showOpened(request)
  }
}
