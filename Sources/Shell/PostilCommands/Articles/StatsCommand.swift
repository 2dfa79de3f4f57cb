import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `stats`: how much there is, and how far the work is.
struct StatsCommand: SimpleCommand {
  let name = "stats"
  let group = CommandGroup.articles
  let scope = ScopeRule.articles(default: .here)
  let summary = "Count annotations, and list the progress of the work and frequent names."
  let usage = "[--all] [--top=N]"
  let details = """
    Without --all it is about the open article; where none is open, about all. Bars are solid for what
    is accepted and light for what is suggested. An article is in work once a person has decided
    something in it.
    """
  let examples: [Example] = [
    ("stats", "the open article"), ("stats --all", "the whole workspace"),
    ("stats --all --top=20", "with the twenty most frequent names"),
  ]
  let flags = [
    Flag("top", "N", "how many names are listed; else 5")
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    var statistics = Statistics()
    for file in try files(arguments, session) {
      statistics.add(try session.focus.article(of: file).store)
    }
    let view = StatisticsView(
      statistics: statistics, schema: session.focus.schema, display: session.preferences.display,
      most: try arguments.number("top") ?? 5)
    guard arguments.has("json") else { return try session.console.page(view.lines) }
    for object in view.json { try session.console.out.print(json: object) }
  }

  /// The articles of the scope; where none was chosen and none is open, all.
  private func files(_ arguments: Arguments, _ session: Session) throws -> [ArticleFile] {
    let all = try session.focus.workspace.articles()
    let isUnsaid = arguments.chosenScope == nil && session.focus.open == nil && all.count != 1
    return isUnsaid ? all : try arguments.scope.files(in: &session.focus)
  }
}
