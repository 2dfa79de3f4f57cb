import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `published`: the day of publication, from which dates are computed.
struct PublishedCommand: SimpleCommand {
  let name = "published"
  let group = CommandGroup.articles
  let scope = ScopeRule.named(default: .here)
  let writes = true
  let summary = "Show or set the day of publication, from which dates are computed."
  let usage = "[YYYY-MM-DD [ARTICLE… | --all]]"
  let details = """
    Without a day it shows the known day, where it comes from, and other candidates in the text. A day
    that you set is kept in the sidecar, and suggested dates are computed from it anew.
    """
  let examples: [Example] = [
    ("published", "the known day and where it comes from"),
    ("published 2023-03-13", "the open article"),
    ("published 2023-03-13 --all", "all articles"),
  ]
  let completion: [Completion] = [.articles]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    if arguments.words.isEmpty {
      return try arguments.has("json") ? showJSON(session) : show(session)
    }
    let word = try arguments.take("a day", for: self).text
    guard let date = CalendarDate(word), word.count == 10 else {
      throw PostilError.value(
        .invalid(name: "day", value: word, form: "published 2023-03-13"))
    }
    let files = try arguments.takeScope().files(in: &session.focus)
    let articles = try files.map { try session.focus.article(of: $0) }
    let running = try annotators(of: articles, session)
    defer { running?.stop() }
    let runner = running.map {
      PluginRunner($0, on: files, session: session, request: request)
    }
    // Everything is computed before anything is written, so that Ctrl-C leaves nothing half done.
    let runs = try articles.map { article in try runner?.results(article.store, day: date) ?? [] }
    try write(date, articles, runs, request, session) { runs, reports, store in
      try runner?.print(runs, reports, store)
    }
  }

  /// Writes the day and the dates that are computed from it anew as one op, and prints it.
  private func write(
    _ date: CalendarDate, _ articles: [OpenArticle], _ runs: [[PluginRun]], _ request: Request,
    _ session: Session,
    _ report: ([PluginRun], [Suggestions.Report], AnnotationStore) throws -> Void
  ) throws {
    var transaction = session.writer(request).transaction()
    var reports: [[Suggestions.Report]] = []
    for (article, runs) in zip(articles, runs) {
      if let failure = runs.compactMap(\.failure).first {
        throw PostilError.plugin(.failed(name: failure.plugin, reason: "\(failure)"))
      }
      let suggestions = Suggestions(runs, revises: true, day: date)
      reports.append(suggestions.preview(in: article.store))
      transaction.add(.facts(published: date, source: nil), in: article.store)
      transaction.add(in: article.store) { suggestions.changes(in: $0) }
    }
    _ = try transaction.commit()
    let verb = request.isDryRun ? "would be published" : "published"
    for article in articles {
      try session.console.out.print("\(article.name): \(verb) \(date)")
    }
    for (place, article) in articles.enumerated() where !runs[place].isEmpty {
      try report(runs[place], reports[place], article.store)
    }
  }

  /// The annotators whose suggestions depend on the day, started; nil if there are none.
  private func annotators(
    of articles: [OpenArticle], _ session: Session
  ) throws -> RunningPipeline? {
    let names = Set(
      articles.flatMap(\.store.annotations).map(\.annotation).filter {
        $0.state == .suggested && $0.layer == .timex
      }.compactMap { Author.pluginName(ofAnnotator: $0.annotator) })
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let known = catalog.manifests.map(\.name).filter(names.contains)
    guard !known.isEmpty else { return nil }
    return try Pipeline(catalog: catalog, only: known).startInterruptibly(session.pipelineOptions)
  }

  private func show(_ session: Session) throws {
    let article = try session.focus.article()
    let facts = article.store.published
    if let date = facts.date {
      let place = facts.span.map { " at \(article.grid.name($0))" } ?? ""
      try session.console.out.print("published \(date)  (\(Self.words(facts.origin))\(place))")
    } else {
      try session.console.out.print("published: unknown")
    }
    for candidate in facts.candidates {
      let place = candidate.span.map { " at \(article.grid.name($0))" } ?? ""
      try session.console.out.print(
        "  maybe \(candidate.date)\(place): use published \(candidate.date)")
    }
  }

  private func showJSON(_ session: Session) throws {
    let facts = try session.focus.article().store.published
    try session.console.out.print(json: [
      "published": facts.date.map { .string("\($0)") } ?? .null,
      "origin": .string(facts.origin.rawValue),
      "candidates": .array(facts.candidates.map { .string("\($0.date)") }),
    ])
  }

  private static func words(_ origin: PublishedOrigin) -> String {
    switch origin {
    case .sidecar: "set by a person"
    case .table: "published.tsv"
    case .frontMatter: "front matter"
    case .option: "--published"
    case .dateline: "dateline"
    case .byline: "byline"
    case .unknown: "unknown"
    }
  }
}
