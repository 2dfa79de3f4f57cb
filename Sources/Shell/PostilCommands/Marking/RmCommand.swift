import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `rm`: removes annotations.
struct RmCommand: SimpleCommand {
  let name = "rm"
  let aliases = ["d"]
  let group = CommandGroup.marking
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Remove annotations; for suggestions prefer reject."
  let usage = "IDS | FILTER…"
  let details = "Links from other annotations to a removed one are removed too."
  let examples: [Example] = [
    ("rm e7", "one"), ("rm 3-9", "seven of them"),
    ("rm #* --dry-run", "show what would be removed"),
  ]
  let completion: [Completion] = [.annotations, .filters]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let chosen = try arguments.selected(for: self, in: &session.focus)
    guard chosen.contains(where: { !$0.annotations.isEmpty }) else {
      return try session.console.out.print("none")
    }
    let lines = chosen.flatMap { part in
      part.annotations.map { session.lines(of: part.article).short($0, before: "-") }
    }
    let outcomes = try session.commit(chosen.map(edit), request)
    try session.console.out.print(lines)
    for outcome in outcomes {
      for stored in outcome.receipt.written {
        try session.console.out.print(session.lines(of: outcome.article).full(stored, before: "~"))
      }
    }
  }

  private func edit(_ part: SelectedAnnotations) -> Edit {
    let gone = Set(part.annotations.map(\.id))
    let unlinked = part.article.store.annotations.compactMap { stored -> Annotation? in
      var annotation = stored.annotation
      return !gone.contains(stored.id) && annotation.unlink(gone.contains) > 0 ? annotation : nil
    }
    return Edit(
      article: part.article,
      changes: gone.sorted().map { .remove(id: $0) } + unlinked.map { .put($0) })
  }
}
