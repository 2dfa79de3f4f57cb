import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// `role`: sets a role to words or to another annotation.
struct RoleCommand: SimpleCommand {
  let name = "role"
  let group = CommandGroup.marking
  let writes = true
  let summary = "Set or clear a role: words of the text, or another annotation."
  let usage = "ID ROLE [SPAN…]"
  let details = "Without a SPAN the role is cleared. Several spans are a list of links."
  let examples: [Example] = [
    ("role e8 cue \"told\"", "the word that introduces the quote"),
    ("role e8 cue", "remove the cue"),
    ("role . source 2.8", "words that are not annotated"),
  ]
  let completion: [Completion] = [.annotations, .words([Role.cue, Role.source, Role.addressee])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let head = try session.focus.annotation(try arguments.take("an annotation", for: self))
    let role = try session.focus.role(
      try arguments.take("a role", for: self).text, of: head.annotation)
    if arguments.words.isEmpty { return try Self.clear(role, of: head, request, session) }
    let targets = try arguments.words.flatMap { try session.focus.resolver().targetsHere($0) }
    let store = try session.focus.article().store
    let linked = head.annotation.linked(
      role, to: targets, in: store, schema: session.focus.schema)
    try session.revise([linked], request)
  }

  static func clear(
    _ role: String, of head: StoredAnnotation, _ request: Request, _ session: Session
  ) throws {
    guard let unlinked = head.annotation.unlinked(role) else {
      throw PostilError.command(
        .noRole(annotation: "\(head.annotation.state.letter)\(head.number)", role: role))
    }
    try session.revise([unlinked], request)
  }
}
