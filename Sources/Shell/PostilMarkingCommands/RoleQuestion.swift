import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilWorkbench

/// Asks the user for the annotation that a role links to.
struct RoleQuestion {
  let session: Session
  let request: Request

  /// Lists the candidates for a role; at a terminal a digit selects one. Returns it, or nil.
  func answer(_ role: String, of head: StoredAnnotation) throws -> StoredAnnotation? {
    let article = try session.focus.article()
    let out = session.console.out
    let found = SourceCandidates.near(
      head.annotation, role: role, in: article.store, schema: session.focus.schema)
    let asks = request.origin == .prompt && out.isTerminal && !found.isEmpty
    let lines = session.lines(of: article)
    try out.print(lines.short(head))
    for (index, other) in found.enumerated() {
      try out.print(lines.short(other, before: asks ? " \(index + 1)" : "  "))
    }
    if asks, let terminal = RawTerminal() {
      return try session.selected(role, of: found.count, terminal).map { found[$0] }
    }
    try out.print(
      found.isEmpty
        ? "nothing to link to" : "use link e\(head.number) e\(found[0].number) \(role)")
    return nil
  }
}
