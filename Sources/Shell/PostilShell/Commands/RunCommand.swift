import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem
import PostilWorkbench

/// `run`: lets annotators suggest.
struct RunCommand: Command {
  let name = "run"
  let aliases = ["r"]
  let group = CommandGroup.annotators
  let summary = "Let annotators suggest; nothing a person decided is touched."
  let usage = "[PLUGIN…] [on this | todo | all] [--dry-run] [--isolate]"
  let details = """
    Without names all plugins run, in the order of what they need of each other; the beginning of a name
    will do. What was suggested before, in whatever state, is not suggested again. A plugin that is a
    process is kept for the next run; `unload` ends it.
    """
  let examples: [Example] = [
    ("run", "all of them, on this article"), ("run entity date", "two of them"),
    ("run on todo", "all articles that are not done"),
  ]
  let flags = [
    Flag("dry-run", nil, "say what would be suggested, write nothing"),
    Flag("isolate", nil, "native plugins in processes of their own"),
  ]
  let completion: [Completion] = [.plugins, .words(["on"])]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let words = arguments.words.map(\.text)
    let split = words.firstIndex(of: "on")
    let names = Array(words[..<(split ?? words.count)])
    let stores = try articles(split.map { Array(words[($0 + 1)...]) } ?? ["this"], session)
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let pipeline = try Pipeline(catalog: catalog, only: names.isEmpty ? nil : names)
    guard !pipeline.steps.isEmpty else {
      throw PostilError.usage(
        reason: "no plugin is installed", next: "`plugins` says where they are looked for")
    }
    var options = session.pipelineOptions
    options.isolate = arguments.has("isolate")
    let running = try pipeline.startInterruptibly(options)
    defer { running.stopNow() }
    let runner = PluginRunner(
      running: running, session: session, isDry: arguments.has("dry-run"),
      isJSON: arguments.has("json"), op: AnnotationID.random(),
      articles: stores.map(\.file.name))
    for store in stores { try runner.run(store, isOnly: stores.count == 1) }
  }

  private func articles(_ words: [String], _ session: Session) throws -> [AnnotationStore] {
    switch words.first {
    case "this", nil: return [try session.article().store]
    case "todo":
      return try session.workspace.articles().map { try AnnotationStore.open($0) }
        .filter { $0.status == .open }
    case "all": return try session.workspace.articles().map { try AnnotationStore.open($0) }
    default:
      return try words.map { try AnnotationStore.open(session.file($0)) }
    }
  }
}

extension Session {
  /// How plugins are started in a session: with the workspace's settings, and kept if they are
  /// processes.
  var pipelineOptions: Pipeline.Options {
    var options = Pipeline.Options(workspace)
    options.pool = plugins
    return options
  }
}

/// Runs a pipeline on articles and writes what it suggests.
struct PluginRunner {
  let running: RunningPipeline
  let session: Session
  let isDry: Bool
  var isJSON = false
  /// The op under which everything is written.
  let op: String
  /// The names of the articles that it is run on.
  let articles: [String]

  /// Runs on one article and prints a line a plugin.
  func run(_ store: AnnotationStore, isOnly: Bool) throws {
    let article = store.article
    let existing = store.annotations.map(\.annotation)
    let result = try Interruptible.run { [running] cancellation in
      running.annotateNow(article, existing: existing, cancellation: cancellation)
    }
    if !isOnly, !isJSON { try session.output.print(store.file.name) }
    for run in result.runs where run.isWanted || !run.annotations.isEmpty {
      try report(run, store, indent: isOnly ? "" : "  ")
    }
    if result.failures.count > 0 { session.status = .unavailable }
  }

  private func report(_ run: PluginRun, _ store: AnnotationStore, indent: String) throws {
    if let failure = run.failure {
      return try session.errors.print("error: \(failure)")
    }
    var new = run.annotations.count { !store.isKnown($0.id) }
    if !isDry {
      let receipt = try store.commit(
        run.annotations.map { .put($0) } + [.ran(annotator: run.manifest.annotator)],
        by: run.manifest.author, for: session.author, op: op, command: session.statement,
        articles: listed(store))
      new = receipt.written.count
    }
    let (revised, withdrawn) = try revise(run, store)
    let known = run.annotations.count - new - revised
    if isJSON { return try session.output.print(json: json(run, new, store)) }
    var line = "\(indent)\(run.manifest.annotator.padded(26)) +\(new) suggested"
    if revised > 0 { line += ", \(revised) revised" }
    if withdrawn > 0 { line += ", \(withdrawn) withdrawn" }
    if known > 0 { line += ", \(known) known" }
    for dropped in run.dropped { line += ", \(dropped.count) dropped (\(dropped.reason))" }
    try session.output.print(line + "  \(Int(run.milliseconds.rounded())) ms")
  }

  /// Suggestions that nobody has decided take what the plugin says now, such as dates reckoned from a
  /// day of publication that was said since, and go if its new version makes them no longer. It is the
  /// person's op, so that undo takes it back.
  private func revise(
    _ run: PluginRun, _ store: AnnotationStore
  ) throws -> (revised: Int, withdrawn: Int) {
    let changed = store.outdated(by: run.annotations)
    let gone = store.withdrawn(by: run)
    if isDry || changed.isEmpty && gone.isEmpty { return (changed.count, gone.count) }
    let receipt = try store.commit(
      changed.map { .put($0) } + gone.map { .remove(id: $0.id) }, by: .person(session.author),
      for: session.author, op: op, command: session.statement, articles: listed(store))
    return (receipt.written.count, receipt.removed.count)
  }

  /// The articles that the op lists in one of them: few enough, the others; of one, its own, so that no
  /// other article is searched for it.
  private func listed(_ store: AnnotationStore) -> [String] {
    Transaction.listed(articles, in: store.file.name)
  }

  private func json(_ run: PluginRun, _ new: Int, _ store: AnnotationStore) -> JSONValue {
    var object = JSONObject()
    object["article"] = .string(store.file.name)
    object["plugin"] = .string(run.manifest.annotator)
    object["new"] = .int(new)
    object["known"] = .int(run.annotations.count - new)
    object["dropped"] = .int(run.dropped.reduce(0) { $0 + $1.count })
    object["ms"] = .int(Int(run.milliseconds.rounded()))
    return .object(object)
  }
}
