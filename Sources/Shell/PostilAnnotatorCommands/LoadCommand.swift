import PostilPointing
import PostilShell

/// `load`: starts plugins before they are needed.
struct LoadCommand: SimpleCommand {
  let name = "load"
  let takesArticle = false
  let group = CommandGroup.annotators
  let insteadOnCommandLine: String? =
    "use postil run or postil annotate, which start the plugins"
  let summary = "Start plugins now."
  let usage = "NAME…"
  let details = PluginStart.details
  let examples: [Example] = [("load keyword-python", "so that the next run need not wait")]
  let completion: [Completion] = [.plugins]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let first = try arguments.take("the name of a plugin", for: self).text
    try PluginStart(isAgain: false).run([first] + arguments.words.map(\.text), in: session)
  }
}
