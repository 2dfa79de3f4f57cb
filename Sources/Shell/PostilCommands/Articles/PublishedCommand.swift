import PostilAnnotatorCommands
import PostilKit
import PostilPlugins
import PostilPointing
import PostilPublication
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
    Without a day it shows the known day, where it comes from, and other candidates in the text. A day
    that you set is kept in the sidecar, and suggested dates are computed from it anew.
    """
  let examples: [Example] = [
    ("published", "the known day and where it comes from"),
    ("published 2023-03-13", "the open article"),
    ("published 2023-03-13 --all", "all articles"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard let date = try day(&arguments) else { return try show(arguments, session) }
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    let articles = try files.map { try session.focus.article(of: $0) }
    let change = DayChange(to: date, of: articles)
    let running = try started(change.plugins, session)
    defer { running?.stop() }
    let runner = running.map {
      PluginRunner(
        $0, on: files, session: session, request: request, isJSON: arguments.has("json"))
    }
    // Everything is computed before anything is written, so that Ctrl-C leaves nothing half done.
    let runs =
      try runner?.results(articles.map(\.store), day: date)
      ?? Array(repeating: [], count: articles.count)
    let reports = try change.write(runs, by: session.writer(request))
    for article in articles {
      try print(article, date, request, session, isJSON: arguments.has("json"))
    }
    for (place, article) in articles.enumerated() where !runs[place].isEmpty {
      try runner?.print(runs[place], reports[place], article.store)
    }
  }

  private func print(
    _ article: OpenArticle, _ date: CalendarDate, _ request: Request, _ session: Session,
    isJSON: Bool
  ) throws {
    guard !isJSON else {
      return try session.console.out.print(
        json: ["article": .string(article.name), "published": .string("\(date)")])
    }
    let verb = request.isDryRun ? "would get the day of publication" : "published"
    try session.console.out.print("\(article.name): \(verb) \(date)")
  }

  /// The plugins of these names, started; nil if there are none. A plugin that is not available is reported.
  private func started(_ names: Set<String>, _ session: Session) throws -> RunningPipeline? {
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let known = catalog.manifests.map(\.name).filter(names.contains)
    for name in names.subtracting(known).sorted() {
      try session.console.err.print(
        "note: the dates of \(name) are not computed from it: this plugin is not available")
    }
    guard !known.isEmpty else { return nil }
    return try Pipeline(catalog: catalog, only: known).startInterruptibly(session.pipelineOptions)
  }

  /// Takes the day to set, if the first word is one; any other word names an article.
  private func day(_ arguments: inout Arguments) throws(PostilError) -> CalendarDate? {
    guard let word = arguments.words.first else { return nil }
    guard let date = CalendarDate(word.text), word.text.count == 10, date.year > 0 else {
      // With a scope the word cannot be an article.
      guard arguments.chosenScope != nil, word.bare?.first?.isNumber == true else { return nil }
      throw .value(.invalid(name: "day", value: word.text, form: "published 2023-03-13"))
    }
    arguments.words.removeFirst()
    return date
  }

  private func show(_ arguments: Arguments, _ session: Session) throws {
    var arguments = arguments
    let first = arguments.words.first
    let articles: [OpenArticle]
    session.focus.skipsUnreadable = true
    do {
      articles = try arguments.takeScope(for: self).articles(in: &session.focus)
    } catch let error as PostilError {
      guard case StoreFact.noArticle(let name, let similar, let known) = error.fact,
        name == first?.unquoted,
        first?.bare?.first?.isNumber == true
          || similar.isEmpty && Spelling.nearest(name, in: known).isEmpty
      else { throw error }
      throw PostilError.value(
        .invalid(name: "day or article", value: name, form: "published 2023-03-13"))
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
