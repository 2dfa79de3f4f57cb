import PostilShell
import PostilSystem

/// `postil shell`: describes the shell for help; the executable starts it before looking up commands.
package struct ShellCommand: SimpleCommand {
  package static let commands = Flag(
    "commands", "COMMANDS", "run these commands; may be given several times", short: "c")
  package static let keepGoing = Flag("keep-going", nil, "continue after an error")
  package static let review = Flag("review", nil, "start with a review; only at a terminal")

  package init() {}

  package let name = "shell"
  package let takesArticle = false
  package let isCommandLineOnly = true
  package let group = CommandGroup.shell
  package let needsWorkspace = false
  package let summary = "Open the shell, or run its commands from a file, from -c or from a pipe."
  package let usage = "[FOLDER] [-c COMMANDS | FILE]"
  package let details = """
    At a terminal there is a prompt; otherwise the commands are read from standard input. The first
    error ends a script, unless --keep-going is given; the exit status is that of the first error.
    """
  package let flags = [Self.commands, Self.keepGoing, Self.review]
  package let examples: [Example] = [
    ("shell news", "the workspace news"),
    ("shell news -c 'open wire; list'", "two commands"),
    ("shell news < commands", "a script"),
  ]
  package let completion: [Completion] = [.paths]

  package func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    throw PostilError.command(.inShell)
  }
}
