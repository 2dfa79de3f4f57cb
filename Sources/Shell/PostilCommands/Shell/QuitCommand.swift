import PostilShell

/// `quit`: ends the shell.
struct QuitCommand: Command {
  let name = "quit"
  let aliases = ["q", "exit"]
  let takesArticle = false
  let group = CommandGroup.shell
  let needsWorkspace = false
  let insteadOnCommandLine: String? =
    "each command ends by itself"
  let summary = "Leave the shell; everything is already saved."
  let usage = ""
  let examples: [Example] = [("quit", "or Ctrl-D")]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.end(self)
    return Outcome(endsShell: true)
  }
}
