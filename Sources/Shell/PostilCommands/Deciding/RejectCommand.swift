import PostilKit
import PostilPointing
import PostilShell

/// `reject`: rejects suggestions.
struct RejectCommand: SimpleCommand {
  let name = "reject"
  let aliases = ["x"]
  let group = CommandGroup.deciding
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Reject suggestions; they are not suggested again."
  let usage = Decision.usage
  let details = Decision.details
  let examples: [Example] = [
    ("reject 3 5", "two of them"), ("reject DATE score<0.3", "by a filter"),
    ("reject all", "everything suggested"),
  ]
  let completion: [Completion] = [.annotations, .filters]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try Decision(command: self, state: .rejected).run(arguments, request, in: session)
  }
}
