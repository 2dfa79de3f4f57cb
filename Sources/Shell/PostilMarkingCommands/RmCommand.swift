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
  let details = """
    Links from other annotations to a removed one are removed too; the words stay as those of the role, unless it
    has to link to an annotation. A relation without words of its own is removed with what it has to link to.
    """
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
    let schema = session.focus.schema
    let removals = chosen.map { part in
      (part.article, Removal(of: Set(part.annotations.map(\.id)), from: part.article.store, schema))
    }
    let lines = removals.flatMap { article, removal in
      removal.gone.map { session.lines(of: article).short($0, before: "-") }
    }
    let outcomes = try session.commit(
      removals.map { Edit(article: $0, changes: $1.changes) }, request)
    try session.console.out.print(lines)
    for outcome in outcomes {
      for stored in outcome.receipt.written {
        try session.console.out.print(session.lines(of: outcome.article).full(stored, before: "~"))
      }
    }
  }
}
