import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// Marks spans for a command and prints what was written.
struct Marking {
  let session: Session
  let request: Request
  let layer: Layer
  let label: String

  /// Marks each target. A role given as `?` is asked for afterwards.
  func mark(_ targets: [Targets], _ pairs: [(name: String, value: Word)]) throws {
    let pairs = try pairs.map {
      (name: try session.focus.key($0.name, on: layer), value: $0.value)
    }
    let roles = session.focus.schema.roles(of: layer)
    let asked = pairs.filter { $0.value.bare == "?" && roles.contains($0.name) }.map(\.name)
    let count = targets.reduce(0) { $0 + $1.targets.count }
    if let role = asked.first, count != 1 {
      throw PostilError.command(.asksOfSeveral(role: role, count: count))
    }
    let marker = Marker(
      session.writer(request), schema: session.focus.schema, layer: layer, label: label)
    let written = try marker.mark(
      targets, pairs.filter { !asked.contains($0.name) }, in: &session.focus)
    try report(written, marker)
    for role in asked { try ask(role, of: written.first?.stored.id) }
  }

  private func report(_ written: [Marker.Written], _ marker: Marker) throws {
    if !request.isDryRun {
      session.focus.touch(
        written.filter { $0.article === session.focus.open && $0.mark != "=" }.map(\.stored.id))
    }
    for one in written {
      let lines = session.lines(of: one.article)
      if one.mark == "=" {
        var line = lines.short(one.stored, before: "=")
        if one.stored.by != session.author { line.append("  by \(one.stored.by)", .dim) }
        try session.console.out.print(line)
        continue
      }
      var line = lines.full(one.stored, before: one.mark)
      if let other = marker.crossing(one.stored, in: one.article.store) {
        line.append("  overlaps \(other)", .dim)
      }
      try session.console.out.print(line)
    }
  }

  private func ask(_ role: String, of id: String?) throws {
    guard let id, let head = try session.focus.article().store[id: id],
      let other = try RoleQuestion(session: session, request: request).answer(role, of: head)
    else { return }
    try session.revise(
      [head.annotation.linked(role, to: other, schema: session.focus.schema)], request)
  }
}
