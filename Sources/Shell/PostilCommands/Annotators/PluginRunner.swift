import PostilKit
import PostilPlugins
import PostilShell
import PostilStore
import PostilTerminal
import PostilWorkbench

/// Runs a pipeline on articles for a command and prints one line per plugin.
struct PluginRunner {
  private let running: RunningPipeline
  private let session: Session
  private let isJSON: Bool
  private let writer: SuggestionWriter

  /// - Parameter op: The op under which everything is written.
  init(
    _ running: RunningPipeline, on stores: [AnnotationStore], op: String = AnnotationID.random(),
    session: Session, request: Request, isJSON: Bool = false
  ) {
    self.running = running
    self.session = session
    self.isJSON = isJSON
    writer = SuggestionWriter(
      session.writer(request), articles: stores.map(\.file.name), op: op)
  }

  /// Runs the pipeline on one article; returns false if a plugin failed.
  func run(_ store: AnnotationStore, isOnly: Bool) throws -> Bool {
    let article = store.article
    let existing = store.annotations.map(\.annotation)
    let result = try Interruptible.run { [running] cancellation in
      running.annotate(article, existing: existing, cancellation: cancellation)
    }
    if !isOnly, !isJSON { try session.console.out.print(store.file.name) }
    for run in result.runs where run.isWanted || !run.annotations.isEmpty {
      try report(run, store, indent: isOnly ? "" : "  ")
    }
    return result.failures.isEmpty
  }

  private func report(_ run: PluginRun, _ store: AnnotationStore, indent: String) throws {
    if let failure = run.failure {
      return try session.console.err.print("error: \(failure)")
    }
    let report = try writer.write(run, to: store)
    let out = session.console.out
    if isJSON { return try out.print(json: Self.json(run, report, store)) }
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
    _ run: PluginRun, _ report: SuggestionWriter.Report, _ store: AnnotationStore
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
