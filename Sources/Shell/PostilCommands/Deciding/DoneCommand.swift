import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `done`: marks the article as done.
struct DoneCommand: SimpleCommand {
  let name = "done"
  let group = CommandGroup.deciding
  let writes = true
  let summary = "Mark articles as done; with --undo, as not done."
  let usage = "[--force] [--undo]"
  let scope = ScopeRule.articles(default: .here)
  let details = """
    It is refused while suggestions are undecided, unless --force is given; of several articles those
    without undecided suggestions are marked.
    """
  let examples: [Example] = [
    ("done", "finished"), ("done --undo", "not finished"),
    ("done on todo", "all in which nothing is left to decide"),
  ]
  let flags = [
    Flag("force", nil, "even if suggestions are undecided"),
    Flag("undo", nil, "mark it as not done"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let articles = try arguments.scope.articles(in: &session.focus)
    let verb = request.isDryRun ? "would be" : "is"
    if arguments.has("undo") {
      try mark(articles, .open, request, session)
      for article in articles {
        try session.console.out.print("\(article.name) \(verb) not done")
      }
      return
    }
    let ready = articles.filter { arguments.has("force") || $0.count(.suggested) == 0 }
    if ready.isEmpty, let first = articles.first {
      throw PostilError.command(.pending(article: first.name, count: first.count(.suggested)))
    }
    try mark(ready, .done, request, session)
    for article in ready {
      let pending = article.count(.suggested)
      let rest = pending > 0 ? ", \(pending) undecided" : ""
      try session.console.out.print(
        "\(article.name) \(verb) done: \(counted(article.count(.accepted), "annotation"))\(rest)")
    }
    for article in articles where !ready.contains(where: { $0 === article }) {
      try session.console.out.print(
        "\(article.name) is not: \(article.count(.suggested)) to decide")
    }
  }

  private func mark(
    _ articles: [OpenArticle], _ status: ArticleStatus, _ request: Request, _ session: Session
  ) throws {
    guard !articles.isEmpty else { return try session.console.out.print("none") }
    try session.commit(
      articles.map { Edit(article: $0, changes: [.status(status)]) }, request)
  }
}
