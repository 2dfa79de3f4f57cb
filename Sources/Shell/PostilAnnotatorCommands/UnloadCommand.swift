import PostilPlugins
import PostilPointing
import PostilShell
import PostilTerminal

/// `unload`: ends plugins that are kept running.
struct UnloadCommand: SimpleCommand {
  let name = "unload"
  let takesArticle = false
  let group = CommandGroup.annotators
  let insteadOnCommandLine: String? =
    "no plugin is kept running"
  let summary = "End plugins that are kept running; without names, all of them."
  let usage = "[NAME…]"
  let examples: [Example] = [("unload", "all running plugins")]
  let completion: [Completion] = [.plugins]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let names =
      try arguments.words.isEmpty
      ? session.plugins.names : arguments.words.map { try catalog.manifest(named: $0.text).name }
    for name in names {
      let hasEnded = session.plugins.stop(name)
      try session.console.out.print(hasEnded ? "\(name) has ended" : "\(name) is not running")
    }
    if names.isEmpty { try session.console.out.print("no plugin is kept running") }
  }
}
