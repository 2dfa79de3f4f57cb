import PostilShell
import PostilTerminal

/// `postil manual`: all that help says, as a page for man.
struct ManualCommand: SimpleCommand {
  let name = "manual"
  let takesArticle = false
  let isCommandLineOnly = true
  let group = CommandGroup.shell
  let summary = "Print the manual page postil(1)."
  let usage = ""
  let details = "An installation has it below share/man. Without one: postil manual | man -l -"
  let examples: [Example] = [("manual", "the source of a page for man")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    try session.console.out.write(raw: ManualPage(request.interpreter.table).text)
  }
}
