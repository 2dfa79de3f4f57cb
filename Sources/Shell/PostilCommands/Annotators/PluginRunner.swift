import PostilExchange
import PostilKit
import PostilPlugins
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// Runs a pipeline on articles for a command and prints one line per plugin.
struct PluginRunner {
  private let running: RunningPipeline
  private let session: Session
  private let request: Request
  private let articles: [String]
  private let op = AnnotationID.random()
  private let isJSON: Bool

  init(
    _ running: RunningPipeline, on files: [ArticleFile], session: Session, request: Request,
    isJSON: Bool = false
  ) {
    self.running = running
    self.session = session
    self.request = request
    self.isJSON = isJSON
    articles = files.map(\.name)
  }

  /// The results of the pipeline for an article.
  ///
  /// - Parameter day: Its day of publication; nil for the known one.
  /// - Throws: `interrupted`.
  func results(
    _ store: AnnotationStore, day: CalendarDate? = nil
  ) throws -> [PluginRun] {
    var article = store.article
    if let day { article.published = day }
    let existing = store.annotations.map(\.annotation)
    let meter = WaitingMeter()
    defer { meter.clear() }
    meter.wait(for: "running \(running.wantedManifests.map(\.name).joined(separator: ", "))")
    let result = try Interruptible.run(waiting: meter.show) { [running, article] cancellation in
      running.annotate(article, existing: existing, cancellation: cancellation)
    }
    return result.runs.filter { $0.isWanted || !$0.annotations.isEmpty }
  }

  /// Runs the pipeline on one article and writes all that it suggests, or nothing; returns false if a
  /// plugin failed.
  func run(_ store: AnnotationStore) throws -> Bool {
    let runs = try results(store)
    let sound = runs.filter { $0.failure == nil }
    let suggestions = Suggestions(sound, revises: true)
    let reports =
      request.isDryRun
      ? suggestions.preview(in: store)
      : try suggestions.write(
        to: store, for: session.author, op: op, command: request.source,
        articles: Transaction.listed(articles, in: store.file.name))
    try print(runs, reports, store)
    return sound.count == runs.count
  }

  /// Prints a line for each plugin.
  ///
  /// - Parameter reports: The reports of the runs that did not fail.
  func print(_ runs: [PluginRun], _ reports: [Suggestions.Report], _ store: AnnotationStore) throws
  {
    if articles.count > 1, !isJSON { try session.console.out.print(store.file.name) }
    var reports = reports[...]
    for run in runs {
      if let failure = run.failure {
        try session.console.err.print("error: \(failure)")
      } else if let report = reports.popFirst() {
        try print(run, report, store)
      }
    }
  }

  private func print(
    _ run: PluginRun, _ report: Suggestions.Report, _ store: AnnotationStore
  ) throws {
    let out = session.console.out
    if isJSON { return try out.print(json: Self.json(run, report, store)) }
    let indent = articles.count > 1 ? "  " : ""
    var line = "\(indent)\(run.manifest.annotator.padded(26)) +\(report.new) suggested"
    for (count, what) in [
      (report.revised, "revised"), (report.withdrawn, "withdrawn"), (report.known, "known"),
    ] where count > 0 {
      line += ", \(count) \(what)"
    }
    for dropped in run.dropped { line += ", \(dropped.count) dropped (\(dropped.reason))" }
    try out.print(line + "  \(Int(run.milliseconds.rounded())) ms")
  }

  private static func json(
    _ run: PluginRun, _ report: Suggestions.Report, _ store: AnnotationStore
  ) -> JSONValue {
    var object = JSONObject()
    object["article"] = .string(store.file.name)
    object["plugin"] = .string(run.manifest.annotator)
    object["new"] = .int(report.new)
    object["known"] = .int(run.annotations.count - report.new)
    object["dropped"] = .int(run.dropped.reduce(0) { $0 + $1.count })
    object["ms"] = .int(Int(run.milliseconds.rounded()))
    return .object(object)
  }
}
