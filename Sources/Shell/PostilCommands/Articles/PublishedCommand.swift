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
  let printsJSON = true
  let scope = ScopeRule.named(default: .here)
  let writes = true
  let summary = "Show or set the day of publication, from which dates are computed."
  let usage = "[YYYY-MM-DD]"
  let details = """
    Without a day it shows the known day, its origin, and other candidates in the text. A day that is
    set is kept in the sidecar, and suggested dates are computed from it again.
    """
  let examples: [Example] = [
    ("published", "the known day and its origin"), ("published 2023-03-13", "the open article"),
    ("published 2023-03-13 --all", "all articles"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard let date = try day(&arguments) else { return try show(arguments, session) }
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    let articles = try files.map { try session.focus.article(of: $0) }
    let change = Change.facts(published: date, source: nil)
    let outcomes = try session.commit(
      articles.map { Edit(article: $0, changes: [change]) }, request)
    for outcome in outcomes {
      guard arguments.has("json") else {
        try session.console.out.print("\(outcome.article.name): published \(date)")
        continue
      }
      try session.console.out.print(
        json: ["article": .string(outcome.article.name), "published": .string("\(date)")])
    }
    if !request.isDryRun, let op = outcomes.first?.receipt.op {
      try resolve(
        articles.map(\.store), op, request, session, isJSON: arguments.has("json"))
    }
  }

  /// Runs the plugins that suggested dates again, so that these are computed from the new day.
  private func resolve(
    _ stores: [AnnotationStore], _ op: String, _ request: Request, _ session: Session, isJSON: Bool
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
      request: request, isJSON: isJSON)
    for store in stores { _ = try runner.run(store, isOnly: stores.count == 1) }
  }

  /// Takes the day to set, if the first word is one; any other word names an article.
  private func day(_ arguments: inout Arguments) throws(PostilError) -> CalendarDate? {
    guard let word = arguments.words.first else { return nil }
    guard let date = CalendarDate(word.text), word.text.count == 10 else { return nil }
    arguments.words.removeFirst()
    return date
  }

  private func show(_ arguments: Arguments, _ session: Session) throws {
    var arguments = arguments
    let first = arguments.words.first
    let articles: [OpenArticle]
    do {
      articles = try arguments.takeScope(for: self).articles(in: &session.focus)
    } catch PostilError.noArticle(let name, let nearest)
      where name == first?.unquoted && (nearest.isEmpty || first?.bare?.first?.isNumber == true)
    {
      throw PostilError.badValue(
        name: "day or article", value: name, expected: "use published 2023-03-13")
    }
    for article in articles {
      let isNamed = articles.count > 1 || article !== session.focus.open
      try arguments.has("json")
        ? showJSON(article, session) : show(article, isNamed: isNamed, session)
    }
  }

  private func show(_ article: OpenArticle, isNamed: Bool, _ session: Session) throws {
    let facts = article.store.published
    var line = StyledLine(isNamed ? article.name + " " : "", .dim)
    if let date = facts.date {
      let place = facts.span.map { " at \(article.grid.name($0))" } ?? ""
      line.append("published \(date)  (\(Self.words(facts.origin))\(place))")
    } else {
      line.append("published: unknown")
    }
    try session.console.out.print(line)
    for candidate in facts.candidates {
      let place = candidate.span.map { " at \(article.grid.name($0))" } ?? ""
      try session.console.out.print(
        "  maybe \(candidate.date)\(place): use published \(candidate.date)")
    }
  }

  private func showJSON(_ article: OpenArticle, _ session: Session) throws {
    let facts = article.store.published
    try session.console.out.print(json: [
      "article": .string(article.name),
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
