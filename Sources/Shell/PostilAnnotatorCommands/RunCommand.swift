import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `run`: runs annotators on articles.
struct RunCommand: Command {
  let name = "run"
  let aliases = ["r"]
  let group = CommandGroup.annotators
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary =
    "Run annotators; their annotations are suggestions and never override a person's decision."
  let usage = "[PLUGIN…] [--stale] [--isolate] [--sandbox] [--jobs N]"
  let details = """
    Without names all plugins run, each after those that it depends on; a prefix of a name is enough.
    What was suggested before is not suggested again, whatever its state. A plugin that is a process is
    kept running for the next run; `unload` ends it. A text that is surely in a language that a plugin does not
    read is left out, and this says so.

    With --stale only those plugins run on an article whose version, settings, model or input is not what it was
    when they ran on it, and those that are given what these make. What is no longer suggested is withdrawn,
    unless a person has decided, changed or commented it. `articles --stale` shows what would run.
    """
  let examples: [Example] = [
    ("run", "all of them, on this article"), ("run entity date", "two of them"),
    ("run on todo", "all articles that are not done"),
    ("run --stale on all", "what is out of date, and nothing else"),
  ]
  let flags = [
    Flag("stale", nil, "only the plugins whose suggestions are out of date in an article"),
    Flag("isolate", nil, "run native plugins in separate processes"), .sandbox, .jobs,
    .language,
    Flag("verbose", nil, "show what plugins print on standard error", short: "v"),
  ]
  let completion: [Completion] = [.plugins]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let names = arguments.words.map(\.text)
    let files = try arguments.scope.files(in: &session.focus)
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let pipeline = try Pipeline(catalog: catalog, only: names.isEmpty ? nil : names)
    guard !pipeline.steps.isEmpty else {
      throw PostilError.command(.noPlugins(isCommandLine: false))
    }
    var options = session.pipelineOptions
    options.isolate = arguments.has("isolate")
    options.sandbox = arguments.has(Flag.sandbox.name)
    options.language = try arguments.language()
    options.jobs = try arguments.jobs() ?? options.jobs
    let isVerbose = arguments.has("verbose")
    let running = try pipeline.startInterruptibly(options, printsErrors: isVerbose)
    defer { running.stop() }
    let runner = PluginRunner(
      running, on: files, session: session, request: request, isJSON: arguments.has("json"),
      jobs: options.jobs, printsErrors: isVerbose)
    let staleness = arguments.has("stale") ? Staleness(running) : nil
    return try run(runner, on: files, staleness, session)
  }

  /// An article that is open, or why it is not.
  private typealias Opened = Result<AnnotationStore, PostilError>

  /// Runs it on all articles, as many at a time as the runner has threads, and more if that takes no time.
  /// What is done is written before the next are begun. An article that cannot be opened is reported and does
  /// not stop the others.
  private func run(
    _ runner: PluginRunner, on files: [ArticleFile], _ staleness: Staleness?, _ session: Session
  ) throws -> Outcome {
    var state = RunState(isSeveral: files.count > 1, staleness: staleness)
    var (rest, size) = (files[...], runner.threads)
    do {
      while !rest.isEmpty {
        let begin = Platform.milliseconds()
        try run(runner, on: rest.prefix(size), session, &state)
        rest = rest.dropFirst(size)
        if Platform.milliseconds() - begin < Self.short { size = min(2 * size, Self.most) }
      }
    } catch let error as PostilError where files.count > 1 && error.endsCommand {
      throw PostilError.command(.batchInterrupted(done: state.done, of: files.count))
    }
    if let note = state.undated.note { try session.console.err.print(note) }
    if staleness != nil, state.ran == 0, state.outcome.status == .success {
      try session.console.err.print("nothing is stale")
    }
    return state.outcome
  }

  /// How long articles may take that are worked on in greater numbers next, in milliseconds; the largest number.
  private static let (short, most) = (300.0, 64)

  private struct RunState {
    let isSeveral: Bool
    /// What is out of date, if only that is run.
    let staleness: Staleness?
    var outcome = Outcome()
    var done = 0
    /// The number of articles on which a plugin was run.
    var ran = 0
    var undated = UndatedArticles()

    /// Goes on after an error of one of several articles; any other is thrown.
    mutating func report(_ error: PostilError, _ session: Session) throws {
      guard isSeveral, !error.endsCommand else { throw error }
      try session.console.err.print("error: \(ErrorReport.of(error).text)")
      if outcome.status == .success { outcome.status = .failure }
    }
  }

  private func run(
    _ runner: PluginRunner, on files: ArraySlice<ArticleFile>, _ session: Session,
    _ state: inout RunState
  ) throws {
    let opened = try files.map { file -> Opened in
      do { return .success(try session.focus.article(of: file).store) } catch let error
        as PostilError
      {
        return .failure(error)
      }
    }
    let stores = opened.compactMap { try? $0.get() }
    var runs = try runner.results(stores, due: { state.staleness?.redone(in: $0) })[...]
    for article in opened {
      do {
        let store = try article.get()
        guard let made = runs.popFirst(), !made.isEmpty else { continue }
        state.ran += 1
        let result = try runner.write(made, to: store)
        if !result.isSound { state.outcome.status = .unavailable }
        if result.isUndated { state.undated.add(store) }
        state.done += 1
      } catch let error as PostilError {
        try state.report(error, session)
      }
    }
  }
}
