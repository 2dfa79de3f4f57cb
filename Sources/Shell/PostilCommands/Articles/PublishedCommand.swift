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
      throw PostilError.badValue(name: "day", value: word, expected: "use published 2023-03-13")
    }
    let files = try arguments.takeScope().files(in: &session.focus)
    let articles = try files.map { try session.focus.article(of: $0) }
    let change = Change.facts(published: date, source: nil)
    let outcomes = try session.commit(
      articles.map { Edit(article: $0, changes: [change]) }, request)
    for outcome in outcomes {
      let verb = request.isDryRun ? "would be published" : "published"
      try session.console.out.print("\(outcome.article.name): \(verb) \(date)")
    }
    if !request.isDryRun, let op = outcomes.first?.receipt.op {
      try resolve(articles.map(\.store), op, request, session)
    }
  }

  /// Runs the plugins that suggested dates again, so that these are computed from the new day.
  private func resolve(
    _ stores: [AnnotationStore], _ op: String, _ request: Request, _ session: Session
  ) throws {
    let annotators = Set(
      stores.flatMap(\.annotations).map(\.annotation).filter {
        $0.state == .suggested && $0.layer == .timex
      }.map { String($0.annotator.prefix { $0 != "@" }) })
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let names = catalog.manifests.map(\.name).filter(annotators.contains)
    guard !names.isEmpty else { return }
    let running = try Pipeline(catalog: catalog, only: names)
      .startInterruptibly(session.pipelineOptions)
    defer { running.stop() }
    let runner = PluginRunner(
      running, on: stores, op: op.isEmpty ? AnnotationID.random() : op, session: session,
      request: request)
    for store in stores { _ = try runner.run(store, isOnly: stores.count == 1) }
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
