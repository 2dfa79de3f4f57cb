import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `compact`: reduces a sidecar to its current state.
struct CompactCommand: SimpleCommand {
  let name = "compact"
  let group = CommandGroup.files
  let writes = true
  let summary = "Reduce the open article's sidecar to its current state, without its history."
  let usage = "--force"
  let details = "Earlier commands cannot be undone afterwards, hence --force."
  let examples: [Example] = [("compact --force", "keep only the current state")]
  let flags = [Flag("force", nil, "discard the history")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    guard arguments.has("force") else {
      throw PostilError.command(.discardsHistory)
    }
    let article = try session.focus.article()
    if !request.isDryRun { try article.store.compact() }
    try session.console.out.print(
      "\(article.name): \(request.isDryRun ? "would be compacted" : "compacted")")
  }
}
