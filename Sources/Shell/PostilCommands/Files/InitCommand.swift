import PostilKit
import PostilPointing
import PostilSettings
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `init`: begins a workspace with a label set of its own.
struct InitCommand: SimpleCommand {
  let name = "init"
  let group = CommandGroup.files
  let takesArticle = false
  let needsWorkspace = false
  let isCommandLineOnly = true
  let insteadInShell: String? = "edit postil.toml"
  let summary = "Write a commented postil.toml with a label set to begin with."
  let usage = "[FOLDER]"
  let details = """
    The file is an example to change: labels of words with what they mean, their keys and colours, a relation
    with typed roles, and labels of articles. FOLDER is made if it does not exist; the default is the current
    folder. A postil.toml that exists is never replaced. `help schema` explains the keys.
    """
  let examples: [Example] = [
    ("init news", "a folder news with a postil.toml"), ("init", "in the current folder"),
  ]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let folder =
      arguments.words.isEmpty
      ? session.focus.workspace.root : try arguments.take("a folder", for: self).text
    try arguments.end(self)
    let isNew = !Folders.exists(folder)
    if isNew { try Folders.create(folder) }
    let file = FileAccess(WorkspaceSettings.name, in: FolderAccess(folder))
    if try file.exists() { throw PostilError.command(.workspaceExists(path: file.path)) }
    try file.replace(with: Array(LabelSetTemplate.text.utf8))
    let out = session.console.out
    try out.print("wrote \(file.path)\(isNew ? ", in a new folder" : "")")
    try out.print("Next:")
    let place = folder == "." ? "" : " -C \(CommandLineWord.quoted(folder))"
    for (command, does) in [
      ("edit \(file.path)", "replace the example by your own labels"),
      ("postil\(place) schema", "show what holds"),
      ("postil\(place) shell", "open it; put articles there as .txt files"),
    ] {
      try out.print("  \(command.padded(36))  \(does)")
    }
    try out.print("Your decisions will be by \(session.author); --as NAME gives another name.")
  }
}

/// A word of a command line of the system's shell.
private enum CommandLineWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
