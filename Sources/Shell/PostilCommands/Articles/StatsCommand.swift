import PostilIndex
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `stats`: counts annotations and shows progress.
struct StatsCommand: SimpleCommand {
  let name = "stats"
  let group = CommandGroup.articles
  let printsJSON = true
  let scope = ScopeRule.named(default: .here)
  let summary = "Count annotations; show progress, and frequent entities and speakers."
  let usage = "[people | time] [--top=N] [--where=FILTERS]"
  let details = """
    Without articles it counts in the open article, or in all if none is open. Bars are solid for
    accepted and light for suggested annotations. An article counts as started once a person has decided
    something in it. --where counts the annotations that pass filters, and the articles that have one;
    `help query` explains them.

    stats time shows how long decisions took that were made with single keys, by person, label and article. stats
    people shows what each person has done of what `assign` gave them, and how good they are in the articles whose
    gold is known: F1 of their annotations, strictly. A person's sidecars are those of the folder people/NAME, if it
    exists, else those of the workspace.
    """
  let examples: [Example] = [
    ("stats", "the open article"), ("stats --all", "the whole workspace"),
    ("stats --all --top=20", "with the twenty most frequent entities and speakers"),
    (
      "stats --all --where=\"published>=2023-03 not section=boilerplate\"",
      "of articles since March"
    ),
    ("stats time --all", "how long decisions took"),
    ("stats people", "who is how far, and how good"),
  ]
  let completion: [Completion] = [.words(["people", "time"])]
  let flags = [
    Flag("top", "N", "the number of entities and speakers listed; default 5"), .filters,
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    switch arguments.words.first?.bare {
    case "people":
      arguments.words.removeFirst()
      try arguments.end(self)
      return try PeopleReport(isJSON: arguments.has("json")).print(in: session)
    case "time":
      arguments.words.removeFirst()
      let files = try arguments.takeScope(for: self).files(in: &session.focus)
      return try TimeReport(isJSON: arguments.has("json")).print(files, in: session)
    default: break
    }
    let statistics = try statistics(arguments, session)
    let view = StatisticsView(
      statistics: statistics, schema: session.focus.schema, display: session.preferences.display,
      most: try arguments.number("top") ?? 5)
    guard arguments.has("json") else { return try session.console.page(view.lines) }
    for object in view.json { try session.console.out.print(json: object) }
  }

  /// The statistics of the scope's articles; of all if no scope was given and no article is open.
  private func statistics(_ arguments: Arguments, _ session: Session) throws -> Statistics {
    var statistics = Statistics()
    let all = try session.focus.workspace.articles()
    var arguments = arguments
    let isUnsaid =
      arguments.chosenScope == nil && arguments.words.isEmpty && session.focus.open == nil
      && all.count != 1
    let given = try arguments.takeScope(for: self)
    let scope = isUnsaid ? .all : given
    try arguments.end(self)
    let files = [.all, .todo].contains(scope) ? all : try scope.files(in: &session.focus)
    if let query = try arguments.query(session.focus.schema) {
      try count(query, files, isTodo: scope == .todo, &statistics, session)
      return statistics
    }
    if files.count == 1, scope != .todo {
      statistics.add(ArticleFacts(try session.focus.article(of: files[0]).store))
      return statistics
    }
    let meter = ArticleMeter()
    defer { meter.clear() }
    let stream = FactsStream(session.focus, progress: { meter.show($0, of: $1) })
    try stream.forEach(files, isWhole: files.count == all.count) { _, result in
      guard let facts = try session.focus.admitted(result),
        scope != .todo || facts.status == .open
      else { return }
      statistics.add(facts)
    }
    return statistics
  }

  /// Counts the annotations that pass filters, which the index does not know.
  private func count(
    _ query: Selection, _ files: [ArticleFile], isTodo: Bool, _ statistics: inout Statistics,
    _ session: Session
  ) throws {
    let meter = ArticleMeter()
    defer { meter.clear() }
    var done = 0
    try ArticleStream(session.focus).forEach(files) { result in
      done += 1
      meter.show(done, of: files.count)
      guard let article = try session.focus.admitted(result),
        !isTodo || article.store.status == .open
      else { return }
      let asked = QueryArticle(article)
      let chosen = article.store.annotations.filter { query.admits($0, in: asked) }
      if !chosen.isEmpty { statistics.add(ArticleFacts(article.store, of: chosen)) }
    }
  }
}
