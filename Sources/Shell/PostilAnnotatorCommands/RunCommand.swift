import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

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
  let usage = "[PLUGIN…] [--isolate] [--sandbox]"
  let details = """
    Without names all plugins run, each after those that it depends on; a prefix of a name is enough.
    What was suggested before is not suggested again, whatever its state. A plugin that is a process is
    kept running for the next run; `unload` ends it.
    """
  let examples: [Example] = [
    ("run", "all of them, on this article"), ("run entity date", "two of them"),
    ("run on todo", "all articles that are not done"),
  ]
  let flags = [
    Flag("isolate", nil, "run native plugins in separate processes"), .sandbox,
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
    let running = try pipeline.startInterruptibly(options)
    defer { running.stop() }
    let runner = PluginRunner(
      running, on: files, session: session, request: request, isJSON: arguments.has("json"))
    return try run(runner, on: files, session)
  }

  /// Runs it on each article; one that cannot be opened is reported and does not stop the others.
  private func run(
    _ runner: PluginRunner, on files: [ArticleFile], _ session: Session
  ) throws -> Outcome {
    var outcome = Outcome()
    var done = 0
    var undated = UndatedArticles()
    do {
      for file in files {
        do {
          let store = try session.focus.article(of: file).store
          let result = try runner.run(store)
          if !result.isSound { outcome.status = .unavailable }
          if result.isUndated { undated.add(store) }
          done += 1
        } catch let error as PostilError where files.count > 1 && !error.endsCommand {
          try session.console.err.print("error: \(ErrorReport.of(error).text)")
          if outcome.status == .success { outcome.status = .failure }
        }
      }
    } catch let error as PostilError where files.count > 1 && error.endsCommand {
      throw PostilError.command(.batchInterrupted(done: done, of: files.count))
    }
    if let note = undated.note { try session.console.err.print(note) }
    return outcome
  }
}
