import PostilShell
import PostilTerminal

/// `postil manual`: prints the manual page.
struct ManualCommand: SimpleCommand {
  let name = "manual"
  let takesArticle = false
  let isCommandLineOnly = true
  let needsWorkspace = false
  let group = CommandGroup.shell
  let summary = "Print the manual page postil(1)."
  let usage = ""
  let details =
    "An installation has it under share/man. Without an installation, run: postil manual | man -l -"
  let examples: [Example] = [("manual", "the page's source, for man")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    try session.console.out.write(raw: ManualPage(request.interpreter.table).text)
  }
}
