import PostilKit
import PostilPlugins
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench
import Synchronization

/// Runs a pipeline on articles for a command and prints one line per plugin.
package struct PluginRunner {
  private let running: RunningPipeline
  private let session: Session
  private let request: Request
  private let articles: [String]
  private let op = AnnotationID.random()
  private let isJSON: Bool
  private let printsErrors: Bool
  /// Number of articles that are worked on at once.
  let threads: Int

  /// Prepares a run on articles.
  ///
  /// - Parameters:
  ///   - jobs: How many of them compute at once.
  ///   - printsErrors: Whether what plugins print on standard error is shown.
  package init(
    _ running: RunningPipeline, on files: [ArticleFile], session: Session, request: Request,
    isJSON: Bool = false, jobs: Int = Platform.jobs, printsErrors: Bool = false
  ) {
    self.running = running
    self.printsErrors = printsErrors
    threads = max(jobs, running.width)
    self.session = session
    self.request = request
    self.isJSON = isJSON
    articles = files.map(\.name)
  }

  /// The results of the pipeline for articles, of which several are worked on at once.
  ///
  /// - Parameters:
  ///   - day: Their day of publication; nil for the known ones.
  ///   - due: For an article, the names of the requested plugins that are run; nil for all.
  /// - Throws: `interrupted`.
  package func results(
    _ stores: [AnnotationStore], day: CalendarDate? = nil,
    due: (AnnotationStore) -> Set<String>? = { _ in nil }
  ) throws -> [[PluginRun]] {
    let questions = stores.map { store -> Question in
      var article = store.article
      if let day { article.published = day }
      return (article, store.annotations.map(\.annotation), due(store))
    }
    let meter = WaitingMeter()
    defer { meter.clear() }
    meter.wait(for: "running \(running.wantedManifests.map(\.name).joined(separator: ", "))")
    running.listen(PluginVoice.listener(printsErrors: printsErrors) { meter.tell($0) })
    let results = try Interruptible.run(waiting: meter.show) { [running, threads] cancellation in
      Self.results(questions, running, threads, cancellation)
    }
    return results.map { $0.runs.filter { $0.isWanted || !$0.annotations.isEmpty } }
  }

  /// What is asked about one article.
  private typealias Question = (article: Article, existing: [Annotation], due: Set<String>?)

  private static func results(
    _ questions: [Question], _ running: RunningPipeline, _ threads: Int,
    _ cancellation: Cancellation
  ) -> [PipelineResult] {
    let state = Mutex(
      (
        next: 0,
        results: [PipelineResult](repeating: PipelineResult(runs: []), count: questions.count)
      ))
    let work: @Sendable () -> Void = {
      while true {
        let place = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard place < questions.count else { return }
        let (article, existing, due) = questions[place]
        let result = running.annotate(
          article, existing: existing, due: due, cancellation: cancellation)
        state.withLock { $0.results[place] = result }
      }
    }
    Threads.run(Array(repeating: work, count: min(threads, questions.count)))
    return state.withLock { $0.results }
  }

  /// Writes all that the pipeline suggests for an article, or nothing, and prints it.
  ///
  /// - Returns: Whether no plugin failed, and whether there are dates that need a day of publication that is not
  ///   known.
  func write(
    _ runs: [PluginRun], to store: AnnotationStore
  ) throws -> (isSound: Bool, isUndated: Bool) {
    let sound = runs.filter(\.isAnswered)
    let suggestions = Suggestions(sound, revises: true)
    let reports =
      request.isDryRun
      ? suggestions.preview(in: store)
      : try suggestions.write(
        to: store, for: session.author, op: op, command: request.source,
        articles: Transaction.listed(articles, in: store.file.name))
    try print(runs, reports, store)
    let isUndated =
      store.article.published == nil && PipelineResult(runs: sound).needsDay
    return (!runs.contains { $0.failure != nil }, isUndated)
  }

  /// Prints a line for each plugin.
  ///
  /// - Parameter reports: The reports of the runs that did not fail.
  package func print(_ runs: [PluginRun], _ reports: [Suggestions.Report], _ store: AnnotationStore)
    throws
  {
    if articles.count > 1, !isJSON { try session.console.out.print(store.file.name) }
    var reports = reports[...]
    for run in runs {
      if let failure = run.failure {
        try session.console.err.print("error: \(failure)")
      } else if let language = run.skipped {
        try print(run, leftOutAs: language, store)
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

  private func print(
    _ run: PluginRun, leftOutAs language: String, _ store: AnnotationStore
  ) throws {
    let manifest = run.manifest
    if isJSON {
      return try session.console.out.print(json: [
        "article": .string(store.file.name), "plugin": .string(manifest.annotator),
        "skipped": .string(language),
      ])
    }
    try session.console.out.print(
      "\(articles.count > 1 ? "  " : "")\(manifest.annotator.padded(26)) not run: the text is "
        + (language == "und"
          ? "not in \(manifest.readable)" : "in \(language), not \(manifest.readable)")
        + "; --language=\(manifest.languages[0]) runs it")
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
