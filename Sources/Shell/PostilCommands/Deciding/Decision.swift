import PostilSystem
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilWorkbench

/// The common implementation of `accept` and `reject`.
struct Decision {
  let command: any Command
  /// The state that it sets.
  let state: Annotation.State

  static let usage = "IDS | FILTER… | all"
  static let details = """
    A filter selects only suggestions; an annotation given by its number is decided whatever its state.
    """

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let chosen = try arguments.selected(for: command, in: &session.focus)
    let isOne = chosen.reduce(0) { $0 + $1.annotations.count } == 1
    let edits = chosen.map { Edit(article: $0.article, changes: changes($0, isOne: isOne)) }
    guard edits.contains(where: { !$0.changes.isEmpty }) else {
      return try session.console.out.print("none")
    }
    try report(try session.commit(edits, request), request, session)
  }

  /// A filter selects only suggestions; annotations given by number are decided whatever their state.
  private func changes(_ part: SelectedAnnotations, isOne: Bool) -> [Change] {
    part.annotations.filter {
      $0.annotation.state != state
        && (isOne || part.named.contains($0.id) || $0.annotation.state == .suggested)
    }.map { stored in
      var annotation = stored.annotation
      annotation.state = state
      return .put(annotation)
    }
  }

  private func report(
    _ outcomes: [EditOutcome], _ request: Request, _ session: Session
  ) throws {
    let verb = request.isDryRun ? "would \(command.name)" : state.rawValue
    let written = outcomes.flatMap { outcome in
      outcome.receipt.written.map { (article: outcome.article, stored: $0) }
    }
    for (article, stored) in written.prefix(20) {
      try session.console.out.print(
        session.lines(of: article).short(stored, before: verb))
    }
    guard written.count > 1 else { return }
    let articles = outcomes.count > 1 ? " in \(counted(outcomes.count, "article"))" : ""
    let isLarge = written.count > 20 || outcomes.count > 1
    let back = isLarge && !request.isDryRun ? "; undo reverts them" : ""
    try session.console.out.print("\(verb) \(written.count)\(articles)\(back)")
  }
}
