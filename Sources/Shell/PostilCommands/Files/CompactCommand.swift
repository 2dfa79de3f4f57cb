import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `compact`: a shorter sidecar.
struct CompactCommand: SimpleCommand {
  let name = "compact"
  let group = CommandGroup.files
  let writes = true
  let summary = "Shorten the open article's sidecar to its newest lines; undo ends there."
  let usage = "--force"
  let details = "What was done before cannot be undone afterwards, hence --force."
  let examples: [Example] = [("compact --force", "keep only how things are now")]
  let flags = [Flag("force", nil, "give up the history")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    guard arguments.has("force") else {
      throw PostilError.usage(
        reason: "compact gives up the history, and undo with it", next: "use compact --force")
    }
    let article = try session.focus.article()
    if !request.isDryRun { try article.store.compact() }
    try session.console.out.print(
      "\(article.name): \(request.isDryRun ? "would be compacted" : "compacted")")
  }
}
