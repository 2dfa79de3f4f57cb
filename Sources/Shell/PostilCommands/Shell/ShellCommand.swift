import PostilShell
import PostilSystem

/// `postil shell`: describes the shell for help; the executable starts it before looking up commands.
struct ShellCommand: SimpleCommand {
  let name = "shell"
  let takesArticle = false
  let isCommandLineOnly = true
  let group = CommandGroup.shell
  let needsWorkspace = false
  let summary = "Open the shell, or run its commands from a file, from -c or from a pipe."
  let usage = "[FOLDER] [-c COMMANDS | FILE] [--keep-going]"
  let details = """
    At a terminal there is a prompt; otherwise the commands are read from standard input. The first
    error ends a script, unless --keep-going is given; the exit status is that of the first error.
    """
  let examples: [Example] = [
    ("shell news", "the workspace news"),
    ("shell news -c 'open wire; list'", "two commands"),
    ("shell news < commands", "a script"),
  ]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    throw PostilError.command(.inShell)
  }
}
