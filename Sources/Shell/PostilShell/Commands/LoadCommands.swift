import PostilPlugins

/// `load` and `restart`: starts plugins before they are needed.
struct LoadCommand: Command {
  let name: String
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary: String
  let usage = "NAME…"
  let details = """
    A plugin that is a process is kept running until `unload` or the end of the shell, and started anew
    by itself when its files or settings change. Native plugins are loaded by each run, in milliseconds;
    for them this only tries whether they start.
    """
  let examples: [Example]
  let completion: [Completion] = [.plugins]
  let refreshes = false
  private let isAgain: Bool

  init(isAgain: Bool) {
    self.isAgain = isAgain
    name = isAgain ? "restart" : "load"
    summary = isAgain ? "End plugins that are kept, and start them anew." : "Start plugins now."
    examples = [
      ("\(name) keyword-python", isAgain ? "after it hung" : "so that the next run need not wait")
    ]
  }

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    var names = [try arguments.take("the name of a plugin", for: self).text]
    names += arguments.words.map(\.text)
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    for manifest in try names.map({ try catalog.manifest(named: $0) }) {
      if isAgain { session.plugins.stop(manifest.name) }
      let start = ContinuousClock.now
      let running = try Pipeline(catalog: catalog, only: [manifest.name])
        .startInterruptibly(session.pipelineOptions)
      running.stopNow()
      let time = start.duration(to: .now) / .milliseconds(1)
      let state =
        session.plugins.names.contains(manifest.name)
        ? "is running" : "starts, and is loaded by each run"
      try session.output.print("\(manifest.annotator) \(state)  \(Int(time)) ms")
    }
  }
}

/// `unload`: ends plugins that are kept running.
struct UnloadCommand: Command {
  let name = "unload"
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary = "End plugins that are kept running; without names, all of them."
  let usage = "[NAME…]"
  let examples: [Example] = [("unload", "all that run")]
  let completion: [Completion] = [.plugins]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let names =
      try arguments.words.isEmpty
      ? session.plugins.names : arguments.words.map { try catalog.manifest(named: $0.text).name }
    for name in names {
      let hasEnded = session.plugins.stop(name)
      try session.output.print(hasEnded ? "\(name) has ended" : "\(name) is not running")
    }
    if names.isEmpty { try session.output.print("no plugin is kept running") }
  }
}
