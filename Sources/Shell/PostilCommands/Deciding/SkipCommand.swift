import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `skip`: postpones suggestions.
struct SkipCommand: SimpleCommand {
  let name = "skip"
  let group = CommandGroup.deciding
  let insteadOnCommandLine: String? =
    "use postil review, or postil note to leave a remark"
  let scope = ScopeRule.articles(default: .here)
  let summary = "Postpone suggestions: a review shows them last."
  let usage = "IDS | FILTER… | all"
  let details = """
    The same as space in a review. Nothing is written: the suggestions stay undecided, and the order is
    forgotten when the shell ends. To find an annotation again later, flag it with f in a review; `list
    flagged` lists the flagged ones.
    """
  let examples: [Example] = [
    ("skip ?7", "one"), ("skip NORP", "all NORP, to the end of the review"),
  ]
  let completion: [Completion] = [.annotations, .filters]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let chosen = try arguments.selected(for: self, in: &session.focus)
    let ids = chosen.flatMap(\.annotations).filter { $0.annotation.state == .suggested }.map(\.id)
    session.focus.skipped.formUnion(ids)
    try session.console.out.print("skipped \(ids.count)")
  }
}
