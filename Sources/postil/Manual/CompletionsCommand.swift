import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal

/// `postil completions`: prints a shell's completion script.
struct CompletionsCommand: SimpleCommand {
  let name = "completions"
  let takesArticle = false
  let isCommandLineOnly = true
  let needsWorkspace = false
  let group = CommandGroup.shell
  let summary = "Print the script that completes postil in bash, zsh or fish."
  let usage = "bash | zsh | fish"
  let details = """
    An installation has the scripts under share/. Without an installation, add this line to ~/.bashrc:

    source <(postil completions bash)
    """
  let examples: [Example] = [("completions bash", "for ~/.bashrc")]
  let completion: [Completion] = [.words(CompletionScript.allCases.map(\.rawValue))]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = try arguments.take("the name of a shell", for: self).text
    try arguments.end(self)
    guard let script = CompletionScript(rawValue: name) else {
      throw PostilError.value(.invalid(name: "shell", value: name, form: "bash, zsh or fish"))
    }
    try session.console.out.write(raw: script.text)
  }
}
