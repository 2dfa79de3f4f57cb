import PostilPointing
import PostilShell
import PostilStore

/// A command that opens the article before or after the open one.
protocol NeighbourOpening: SimpleCommand {
  /// Whether it opens the article after the open one.
  var isForward: Bool { get }
}

extension NeighbourOpening {
  var takesArticle: Bool { false }
  var group: CommandGroup { .articles }
  var insteadOnCommandLine: String? { "use postil articles --todo, and --article NAME" }
  var usage: String { "[--todo]" }
  var flags: [Flag] { [Flag("todo", nil, "skip articles that are done")] }

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try openNeighbour(arguments, request, in: session)
  }

  func openNeighbour(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let walk = ArticleWalk(
      articles: try session.focus.workspace.articles(), open: session.focus.open)
    try session.focus.open(
      try walk.neighbour(isForward: isForward, isTodo: arguments.has("todo")))
    try session.showOpened(request)
  }
}
