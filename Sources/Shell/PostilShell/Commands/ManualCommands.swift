import PostilSystem

/// `postil completions`: what TAB does at the system's prompt.
struct CompletionsCommand: Command {
  let name = "completions"
  let takesArticle = false
  let isForExecutable = true
  let group = CommandGroup.shell
  let summary = "Print the script that completes postil in bash, zsh or fish."
  let usage = "bash | zsh | fish"
  let details = """
    An installation has the scripts below share/. Without them, in bash:
    source <(postil completions bash)
    """
  let examples: [Example] = [("completions bash", "for ~/.bashrc")]
  let completion: [Completion] = [.words(CompletionScript.allCases.map(\.rawValue))]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let name = try arguments.take("the name of a shell", for: self).text
    try arguments.end(self)
    guard let script = CompletionScript(rawValue: name) else {
      throw PostilError.badValue(
        name: "shell", value: name, expected: "bash, zsh or fish is expected")
    }
    try session.output.write(raw: script.text)
  }
}

/// `postil manual`: all that help says, as a page for man.
struct ManualCommand: Command {
  let name = "manual"
  let takesArticle = false
  let isForExecutable = true
  let group = CommandGroup.shell
  let summary = "Print the manual page postil(1)."
  let usage = ""
  let details = "An installation has it below share/man. Without one: postil manual | man -l -"
  let examples: [Example] = [("manual", "the source of a page for man")]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    try session.output.write(raw: ManualPage().text)
  }
}
