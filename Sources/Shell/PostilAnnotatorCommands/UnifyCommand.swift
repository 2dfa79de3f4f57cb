import PostilStore
import PostilSystem
import PostilPointing
import PostilShell
import PostilTerminal
import PostilWorkbench

/// `unify`: gives each entity the same name in all articles.
struct UnifyCommand: Command {
  let name = "unify"
  let takesArticle = false
  let group = CommandGroup.annotators
  let scope = ScopeRule.named(default: .all)
  let writes = true
  let summary = "Give each entity the same name in all articles."
  let usage = ""
  let details = """
    Annotators see one article at a time; this command reads all of them. An entity that one article
    names only by a surname, an acronym or another spelling gets the name that it has in the others.
    Only suggestions are changed; accepted annotations take precedence. `annotate` on folders does this
    itself.
    """
  let examples: [Example] = [
    ("unify --dry-run", "show what would be renamed, and why"), ("unify", "rename"),
  ]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    try arguments.end(self)
    let summary = try WorkspaceLinker(files, in: session.focus.workspace).run(
      by: .person(session.author), command: request.source, isDry: request.isDryRun,
      isCancelled: { Interruptible.isInterrupted })
    for renaming in summary.renamings {
      try session.console.out.print("\(renaming.old) is \(renaming.new): \(renaming.reason)")
    }
    try session.tell(left: summary.left)
    let what = counted(summary.annotations, "suggestion")
    try session.console.out.print(
      request.isDryRun
        ? "\(what) would get another name" : "\(what) got another name")
    for (_, error) in summary.unreadable {
      try session.console.err.print("error: \(ErrorReport.of(error).text)")
    }
    return Outcome(status: summary.unreadable.isEmpty ? .success : .failure)
  }
}
