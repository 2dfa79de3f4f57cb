import PostilKit
import PostilPointing
import PostilShell
import PostilWorkbench

/// `accept`: accepts suggestions.
struct AcceptCommand: SimpleCommand {
  let name = "accept"
  let aliases = ["a"]
  let group = CommandGroup.deciding
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Accept suggestions."
  let usage = Decision.usage
  let details = Decision.details
  let examples: [Example] = [
    ("accept 3 5", "two of them"), ("accept DATE score>0.9", "by a filter"),
    ("accept all", "everything suggested"), ("accept echo", "what the last `echo` has offered"),
  ]
  let completion: [Completion] = [.annotations, .filters]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let decision = Decision(command: self, state: .accepted)
    if arguments.words.first?.bare == "echo" {
      return try decision.acceptEcho(arguments, request, in: session)
    }
    try decision.run(arguments, request, in: session)
  }
}
