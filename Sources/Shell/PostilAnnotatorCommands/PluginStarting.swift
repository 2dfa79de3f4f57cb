import PostilPlugins
import PostilPointing
import PostilShell
import PostilTerminal

/// A command that starts plugins before they are needed.
protocol PluginStarting: SimpleCommand {
  /// Whether running plugins are ended first.
  var endsRunning: Bool { get }
}

extension PluginStarting {
  var takesArticle: Bool { false }
  var group: CommandGroup { .annotators }
  var insteadOnCommandLine: String? {
    "use postil run or postil annotate, which start the plugins"
  }
  var usage: String { "NAME…" }
  var details: String {
    """
    A plugin that is a process is kept running until `unload` or the end of the shell, and restarted
    automatically when its files or settings change. Each run loads native plugins anew, which
    takes milliseconds; for them this only tests whether they start.
    """
  }
  var completion: [Completion] { [.plugins] }

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let first = try arguments.take("the name of a plugin", for: self).text
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    for manifest in try ([first] + arguments.words.map(\.text)).map({
      try catalog.manifest(named: $0)
    }) {
      if endsRunning { session.plugins.stop(manifest.name) }
      let start = ContinuousClock.now
      let running = try Pipeline(catalog: catalog, only: [manifest.name])
        .startInterruptibly(session.pipelineOptions)
      running.stop()
      let time = start.duration(to: .now) / .milliseconds(1)
      let state =
        session.plugins.names.contains(manifest.name)
        ? "is running" : "starts, and is loaded by each run"
      try session.console.out.print("\(manifest.annotator) \(state)  \(Int(time)) ms")
    }
  }
}
