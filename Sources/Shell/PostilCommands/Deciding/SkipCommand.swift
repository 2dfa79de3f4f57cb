import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `skip`: leaves suggestions for later.
struct SkipCommand: SimpleCommand {
  let name = "skip"
  let group = CommandGroup.deciding
  let scope = ScopeRule.articles(default: .here)
  let summary = "Leave suggestions for later: a review comes to them last."
  let usage = "IDS | FILTER… | all [on todo|all]"
  let details = """
    As space does in a review. Nothing is written: they stay undecided, and the order is forgotten when
    the shell ends. To find something again later, use f in a review, and list flagged.
    """
  let examples: [Example] = [
    ("skip ?7", "one"), ("skip NORP", "all peoples, until everything else is decided"),
  ]
  let completion: [Completion] = [.annotations, .filters]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    guard request.origin != .commandLine else {
      throw PostilError.usage(
        reason: "skip is for the shell: nothing here would remember it", next: "say postil shell")
    }
    let chosen = try arguments.selected(for: self, in: &session.focus)
    let ids = chosen.flatMap(\.annotations).filter { $0.annotation.state == .suggested }.map(\.id)
    session.focus.skipped.formUnion(ids)
    try session.console.out.print("skipped \(ids.count)")
  }
}
