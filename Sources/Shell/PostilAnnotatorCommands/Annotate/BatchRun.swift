import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilStream
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// One run of `annotate PATH…`.
struct BatchRun {
  /// Up to this many articles are reported one by one without --verbose.
  private static let fewArticles = 5

  private let annotators: Annotators
  private let options: BatchOptions
  private let isVerbose: Bool
  private let isJSON: Bool
  private var shard: Shard? { annotators.shard }

  init(_ arguments: Arguments, _ annotators: Annotators, _ request: Request) throws {
    self.annotators = annotators
    isVerbose = annotators.isVerbose
    isJSON = arguments.has("json")
    var options = BatchOptions()
    options.repeats = arguments.has("force")
    options.isDry = request.isDryRun
    options.command = request.source
    options.published = annotators.published
    options.workers = annotators.jobs ?? options.workers
    self.options = options
  }

  func run(on found: BatchPaths, in session: Session) throws -> ExitStatus {
    if found.groups.isEmpty, let first = found.failures.first { throw first.error }
    // Everything that one command writes is one op, in all workspaces.
    let op = AnnotationID.random()
    let count = found.articles.count { shard?.holds($0.name) ?? true }
    let start = ContinuousClock.now
    var outcome = Result()
    for group in found.groups where outcome.ended == nil && outcome.status.rawValue <= 1 {
      outcome.add(try annotate(group, op, session, isFew: count <= Self.fewArticles))
    }
    for failure in found.failures { outcome.add(BatchSummary.Failure(failure.path, failure.error)) }
    let report = BatchReport(
      outcome, articles: count, milliseconds: start.duration(to: .now).milliseconds,
      isVerbose: isVerbose, isDry: options.isDry)
    try isJSON ? report.printJSON(to: session) : report.print(to: session)
    if shard != nil, !options.isDry, !isJSON, outcome.ended == nil {
      try session.console.err.print(
        "note: entities keep the names of their articles; run `postil unify` when all parts are done"
      )
    }
    return report.status
  }

  /// The combined result of all groups of articles.
  struct Result {
    var summaries: [BatchSummary] = []
    var failures: [BatchSummary.Failure] = []
    /// The exit status for the signal that ended the run, if any.
    var ended: ExitStatus?

    mutating func add(_ other: Result) {
      summaries += other.summaries
      failures += other.failures
      ended = other.ended ?? ended
    }

    mutating func add(_ failure: BatchSummary.Failure) { failures.append(failure) }

    /// The exit status of the run: that of the worst result.
    var status: ExitStatus { summaries.map(\.status).max { $0.rawValue < $1.rawValue } ?? .success }
  }

  private func annotate(
    _ group: BatchPaths.Group, _ op: String, _ session: Session, isFew: Bool
  ) throws -> Result {
    if !options.isDry, group.workspace.root != session.focus.workspace.root {
      try session.recover(group.workspace)
    }
    let running = try annotators.start(
      .standard(workspace: group.workspace), group.workspace, schema: group.workspace.schema)
    defer { running.stop() }
    var options = options
    options.person = session.author
    options.op = op
    options.listed = isVerbose || isJSON ? Int.max : isFew ? Self.fewArticles : 0
    let loaded = LoadedArticles()
    let batch = BatchAnnotator(running, options: options, loaded: loaded)
    let articles = group.articles.filter { shard?.holds($0.name) ?? true }
    let meter = ProgressMeter()
    running.listen(PluginVoice.listener(printsErrors: isVerbose) { meter.note($0) })
    let (summary, ended) = try Interruptible.finish { cancellation in
      batch.run(articles, cancellation: cancellation) { meter.show($0) }
    }
    meter.clear()
    // Also where nothing is new: an earlier run may have ended before it unified.
    if ended == nil, shard == nil, summary.stoppedBy == nil, summary.annotated + summary.skipped > 0
    {
      try unify(group, op, loaded, session)
    }
    return Result(summaries: [summary], ended: ended)
  }

  /// Gives the entities of the articles the names that they have in its other articles.
  private func unify(
    _ group: BatchPaths.Group, _ op: String, _ loaded: LoadedArticles, _ session: Session
  ) throws {
    guard !options.isDry else { return }
    let files = group.articles.count > 1 ? group.articles : try group.workspace.articles()
    let summary = try WorkspaceLinker(files, in: group.workspace, loaded: loaded).run(
      by: .person(session.author), op: op, command: options.command)
    try session.tell(left: summary.left)
  }
}

extension Duration {
  /// The duration in whole milliseconds, rounded down.
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
