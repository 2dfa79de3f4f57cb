import PostilPlugins
import PostilPointing
import PostilShell
import PostilSystem

/// `run`: runs annotators on articles.
struct RunCommand: Command {
  let name = "run"
  let aliases = ["r"]
  let group = CommandGroup.annotators
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary =
    "Run annotators; their annotations are suggestions and never override a person's decision."
  let usage = "[PLUGIN…] [on this | todo | all] [--dry-run] [--isolate]"
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
    Flag("isolate", nil, "run native plugins in separate processes")
  ]
  let completion: [Completion] = [.plugins, .words(["on"])]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let names = arguments.words.map(\.text)
    let stores = try arguments.scope.articles(in: &session.focus).map(\.store)
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let pipeline = try Pipeline(catalog: catalog, only: names.isEmpty ? nil : names)
    guard !pipeline.steps.isEmpty else {
      throw PostilError.usage(
        reason: "no plugin is installed", next: "`help plugins` lists the folders searched")
    }
    var options = session.pipelineOptions
    options.isolate = arguments.has("isolate")
    let running = try pipeline.startInterruptibly(options)
    defer { running.stop() }
    let runner = PluginRunner(
      running, on: stores, session: session, request: request, isJSON: arguments.has("json"))
    let failed = try stores.count { try !runner.run($0, isOnly: stores.count == 1) }
    return Outcome(status: failed > 0 ? .unavailable : .success)
  }
}
