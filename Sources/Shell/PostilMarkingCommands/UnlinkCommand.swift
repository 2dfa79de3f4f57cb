import PostilPointing
import PostilShell
import PostilStore

/// `unlink`: removes a role.
struct UnlinkCommand: SimpleCommand {
  let name = "unlink"
  let group = CommandGroup.marking
  let writes = true
  let summary = "Remove a role from an annotation."
  let usage = "ID [ROLE]"
  let examples: [Example] = [("unlink e8", "its source"), ("unlink e8 cue", "its cue")]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let head = try session.focus.annotation(try arguments.take("an annotation", for: self))
    let named = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let role =
      try named.map { try session.focus.role($0, of: head.annotation) }
      ?? session.focus.defaultRole(of: head.annotation)
    try RoleCommand.clear(role, of: head, request, session)
  }
}
