import PostilCuration
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
  let usage = "[FOLDER] [--git]"
  let details = """
    The file is an example to change: labels of words with what they mean, their keys and colours, a relation
    with typed roles, and labels of articles. FOLDER is made if it does not exist; the default is the current
    folder. A postil.toml that exists is never replaced. `help schema` explains the keys.

    --git sets git up instead: branches that annotate the same articles are then merged annotation by annotation
    (`help merge`). It adds a line to .gitattributes, to be committed, and the merge driver to the settings of this
    clone, so that each person runs it once.
    """
  let examples: [Example] = [
    ("init news", "a folder news with a postil.toml"), ("init", "in the current folder"),
    ("init --git", "merge sidecars by annotation"),
  ]
  let flags = [Flag("git", nil, "set up git to merge sidecars")]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let folder =
      arguments.words.isEmpty
      ? session.focus.workspace.root : try arguments.take("a folder", for: self).text
    try arguments.end(self)
    if arguments.has("git") { return try setUpGit(in: folder, session) }
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

extension InitCommand {
  /// Writes the merge driver and the attribute that names it.
  private func setUpGit(in folder: String, _ session: Session) throws {
    let path = Platform.executablePath() ?? "postil"
    let isInPath = Programs.find("postil", from: folder).flatMap(Folders.real) == path
    try GitRepository.addDriver(
      in: folder, program: isInPath ? "postil" : CommandLineWord.quoted(path))
    let isNew = try GitRepository.addAttribute(in: folder)
    let file = folder == "." ? ".gitattributes" : "\(folder)/.gitattributes"
    try session.console.out.print(
      isNew
        ? "wrote \(file): commit it, so that it holds for everybody"
        : "\(file) names the merge driver already")
    try session.console.out.print("git merges the sidecars of this clone by annotation")
  }
}

/// A word of a command line of the system's shell.
private enum CommandLineWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
