import PostilKit
import PostilStore
import PostilSystem

/// `skip`: leaves suggestions for later.
struct SkipCommand: Command {
  let name = "skip"
  let group = CommandGroup.deciding
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

  func run(_ arguments: Arguments, in session: Session) throws {
    guard session.mode != .once else {
      throw PostilError.usage(
        reason: "skip is for the shell: nothing here would remember it", next: "say postil shell")
    }
    let chosen = try session.selected(
      arguments, for: self, words: arguments.words, pairs: arguments.pairs)
    let ids = chosen.flatMap(\.annotations).filter { $0.annotation.state == .suggested }.map(\.id)
    session.skipped.formUnion(ids)
    try session.output.print("skipped \(ids.count)")
  }
}
