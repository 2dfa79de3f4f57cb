import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// `link`: sets a role to another annotation.
struct LinkCommand: SimpleCommand {
  let name = "link"
  let aliases = ["k"]
  let group = CommandGroup.marking
  let writes = true
  let summary = "Link a quote to an annotation as its source, or in another role."
  let usage = "ID [->] ID | ? [ROLE]"
  let details = """
    The speaker of a quote is the entity= of its source. With ? instead of the second ID the
    candidates are listed, nearest first; at a terminal a digit selects one.
    """
  let examples: [Example] = [
    ("link e8 e7", "e7 is the source of e8"),
    ("link e8 -> e9 addressee", "e9 is the addressee of e8"),
    ("link e8 ?", "list the candidates"),
  ]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    arguments.words.removeAll { $0.raw == "->" }
    let head = try session.focus.annotation(try arguments.take("a quote", for: self))
    let tail = try arguments.take("the annotation it is linked to, or ?", for: self)
    let named = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let role =
      try named.map { try session.focus.role($0, of: head.annotation) }
      ?? session.focus.defaultRole(of: head.annotation)
    let other =
      try tail.raw == "?"
      ? RoleQuestion(session: session, request: request).answer(role, of: head)
      : session.focus.annotation(tail)
    guard let other else { return }
    guard other.annotation.id != head.annotation.id else {
      throw PostilError.command(.linkToItself)
    }
    try session.revise(
      [head.annotation.linked(role, to: other, schema: session.focus.schema)], request)
  }
}
