import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// `relabel`: gives annotations another label.
struct RelabelCommand: SimpleCommand {
  let name = "relabel"
  let aliases = ["rl"]
  let group = CommandGroup.marking
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Give annotations another label."
  let usage = "IDS | FILTER… LABEL"
  let details = "A suggestion that gets another label is accepted with it."
  let examples: [Example] = [
    ("relabel e7 ORG", "number 7 is an organization"), ("relabel 3-5 LOC", "three at once"),
    ("relabel PER text=Hull GPE on all", "in all articles, in one step"),
  ]
  let completion: [Completion] = [.annotations, .filters, .labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty, arguments.words.count + arguments.pairs.count > 1 else {
      throw PostilError.usage(.missing("IDS and a LABEL", Synopsis(self)))
    }
    let name = arguments.words.removeLast().text
    let schema = session.focus.schema
    let chosen = try arguments.selected(for: self, in: &session.focus)
    let parts = try chosen.map { part in
      let changed = try part.annotations.map { stored in
        try stored.annotation.relabelled(
          try Self.label(name, for: stored.annotation, session.focus), schema: schema)
      }
      return (article: part.article, annotations: changed)
    }
    try session.revise(parts, request)
  }

  /// The label of a name: on the annotation's own layer if that has such a label.
  private static func label(
    _ name: String, for annotation: Annotation, _ focus: Focus
  ) throws -> (layer: Layer, label: String) {
    let own = focus.schema.labels(of: annotation.layer)
      .first { $0.lowercased() == name.lowercased() }
    return try own.map { (layer: annotation.layer, label: $0) } ?? focus.label(name)
  }
}
