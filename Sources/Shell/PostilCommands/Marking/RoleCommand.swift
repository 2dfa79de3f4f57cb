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
  let completion: [Completion] = [.annotations, .words(["cue", "source", "addressee"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let head = try session.focus.annotation(try arguments.take("an annotation", for: self))
    let role = try session.focus.role(
      try arguments.take("a role", for: self).text, of: head.annotation)
    if arguments.words.isEmpty { return try Self.clear(role, of: head, request, session) }
    let targets = try arguments.words.flatMap { try session.focus.resolver().targets($0) }
    var annotation = head.annotation
    if targets.count == 1, let id = targets[0].id,
      let other = try session.focus.article().store[id: id]
    {
      annotation = annotation.linked(role, to: other, schema: session.focus.schema)
    } else {
      annotation.roles[role] = targets.map { RoleLink(spans: $0.spans, id: $0.id) }
    }
    try session.revise([annotation], request)
  }

  static func clear(
    _ role: String, of head: StoredAnnotation, _ request: Request, _ session: Session
  ) throws {
    var annotation = head.annotation
    guard annotation.roles.removeValue(forKey: role) != nil else {
      throw PostilError.command(
        .noRole(annotation: "\(annotation.state.letter)\(head.number)", role: role))
    }
    if role == "source" { annotation.attributes["speaker"] = nil }
    try session.revise([annotation], request)
  }
}
