import PostilStore
import PostilWorkbench

/// `unify`: one name for each entity in all articles.
struct UnifyCommand: Command {
  let name = "unify"
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary = "Give each entity the same name in all articles."
  let usage = ""
  let details = """
    Annotators see one article at a time. This reads all of them: what goes by a surname, an acronym or
    another spelling in one gets the name that it has in the others. Only suggestions are changed, and
    what you accepted decides. A batch `annotate` does it by itself.
    """
  let examples: [Example] = [
    ("unify --dry-run", "what would be renamed, and why"), ("unify", "do it"),
  ]
  let flags = [Flag("dry-run", nil, "say what would be renamed, and rename nothing")]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    let summary = try WorkspaceLinker(
      session.workspace.articles(), in: session.workspace
    ).run(
      by: .person(session.author), command: session.statement, isDry: arguments.has("dry-run"),
      isCancelled: { Interruptible.isInterrupted })
    for renaming in summary.renamings {
      try session.output.print("\(renaming.old) is \(renaming.new): \(renaming.reason)")
    }
    try session.tell(left: summary.left)
    let what = Session.count(summary.annotations, "suggestion")
    try session.output.print(
      arguments.has("dry-run")
        ? "\(what) would get another name" : "\(what) got another name")
  }
}
