import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// `published`: the day from which dates are reckoned.
struct PublishedCommand: Command {
  let name = "published"
  let group = CommandGroup.articles
  let summary = "Show or set the day of publication, from which dates are reckoned."
  let usage = "[YYYY-MM-DD [ARTICLE… | --all]]"
  let details = """
    Without a day it shows what is known, where it was read, and other dates of the text. A day that is
    set is kept in the sidecar, and dates that are suggested are reckoned from it again.
    """
  let examples: [Example] = [
    ("published", "what is known"), ("published 2023-03-13", "the open article"),
    ("published 2023-03-13 --all", "all articles"),
  ]
  let flags = [Flag("all", nil, "all articles of the workspace")]
  let completion: [Completion] = [.articles]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    if arguments.words.isEmpty {
      return try arguments.has("json") ? showJSON(session) : show(session)
    }
    let word = try arguments.take("a day", for: self).text
    guard let date = CalendarDate(word), word.count == 10 else {
      throw PostilError.badValue(name: "day", value: word, expected: "say published 2023-03-13")
    }
    let files = try files(arguments, session)
    var transaction = Transaction(
      in: session.workspace, by: .person(session.author), command: session.statement,
      isCancelled: { Interruptible.isInterrupted })
    let op = transaction.op
    for file in files {
      transaction.add(
        .facts(published: date, source: nil), in: try store(of: file, session))
    }
    for part in try transaction.commit() {
      try session.output.print("\(part.store.file.name): published \(date)")
    }
    try resolve(files, op, session)
  }

  /// Has dates that are suggested reckoned again by who suggested them.
  private func resolve(_ files: [ArticleFile], _ op: String, _ session: Session) throws {
    let stores = try files.map { try store(of: $0, session) }
    let annotators = Set(
      stores.flatMap(\.annotations).map(\.annotation).filter {
        $0.state == .suggested && $0.layer == .timex
      }.map { String($0.annotator.prefix { $0 != "@" }) })
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let names = catalog.manifests.map(\.name).filter(annotators.contains)
    guard !names.isEmpty else { return }
    let running = try Pipeline(catalog: catalog, only: names)
      .startInterruptibly(session.pipelineOptions)
    defer { running.stopNow() }
    let runner = PluginRunner(
      running: running, session: session, isDry: false, op: op,
      articles: files.map(\.name))
    for store in stores { try runner.run(store, isOnly: stores.count == 1) }
  }

  private func files(_ arguments: Arguments, _ session: Session) throws -> [ArticleFile] {
    if arguments.has("all") { return try session.workspace.articles() }
    if arguments.words.isEmpty { return [try session.article().store.file] }
    return try arguments.words.map { try session.file($0.text) }
  }

  private func store(of file: ArticleFile, _ session: Session) throws -> AnnotationStore {
    if let open = session.open, open.name == file.name { return open.store }
    return try AnnotationStore.open(file)
  }

  private func show(_ session: Session) throws {
    let article = try session.article()
    let facts = article.store.published
    if let date = facts.date {
      let place = facts.span.map { " at \(article.grid.name($0))" } ?? ""
      try session.output.print("published \(date)  (\(Self.words(facts.origin))\(place))")
    } else {
      try session.output.print("published: unknown")
    }
    for candidate in facts.candidates {
      let place = candidate.span.map { " at \(article.grid.name($0))" } ?? ""
      try session.output.print("  maybe \(candidate.date)\(place): say published \(candidate.date)")
    }
  }

  private func showJSON(_ session: Session) throws {
    let facts = try session.article().store.published
    try session.output.print(json: [
      "published": facts.date.map { .string("\($0)") } ?? .null,
      "origin": .string(facts.origin.rawValue),
      "candidates": .array(facts.candidates.map { .string("\($0.date)") }),
    ])
  }

  private static func words(_ origin: PublishedOrigin) -> String {
    switch origin {
    case .sidecar: "said by a person"
    case .table: "published.tsv"
    case .frontMatter: "front matter"
    case .option: "--published"
    case .dateline: "dateline"
    case .byline: "byline"
    case .unknown: "unknown"
    }
  }
}
