import PostilPlugins
import PostilPointing
import PostilShell
import PostilTerminal

/// The common implementation of `load` and `restart`: starts plugins before they are needed.
struct PluginStart {
  /// Whether running plugins are ended first.
  let isAgain: Bool

  static let details = """
    A plugin that is a process is kept running until `unload` or the end of the shell, and restarted
    automatically when its files or settings change. Each run loads native plugins anew, which
    takes milliseconds; for them this only tests whether they start.
    """

  func run(_ names: [String], in session: Session) throws {
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    for manifest in try names.map({ try catalog.manifest(named: $0) }) {
      if isAgain { session.plugins.stop(manifest.name) }
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
