import PostilPointing
import PostilShell

/// `restart`: ends running plugins and starts them again.
struct RestartCommand: SimpleCommand {
  let name = "restart"
  let takesArticle = false
  let group = CommandGroup.annotators
  let insteadOnCommandLine: String? =
    "use postil run or postil annotate, which start the plugins"
  let summary = "End plugins that are kept running, and start them again."
  let usage = "NAME…"
  let details = PluginStart.details
  let examples: [Example] = [("restart keyword-python", "after it hung")]
  let completion: [Completion] = [.plugins]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let first = try arguments.take("the name of a plugin", for: self).text
    try PluginStart(isAgain: true).run([first] + arguments.words.map(\.text), in: session)
  }
}
