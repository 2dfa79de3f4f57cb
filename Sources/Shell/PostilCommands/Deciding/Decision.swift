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

  /// Marks the places that the last `echo` has offered, or those of them that hits name.
  func acceptEcho(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let words = arguments.words.dropFirst()
    var offered: [Hit] = []
    for word in words.isEmpty ? [Word(bare: "#*")] : Array(words) {
      guard case .hits(let which) = try DesignatorParser.parse(word).parts[0].anchor else {
        throw PostilError.value(
          .invalid(name: "hit of echo", value: word.text, form: "accept echo #2-4"))
      }
      offered += try session.focus.hits.chosen(which, source: word.raw)
    }
    guard offered.allSatisfy({ $0.proposal?.rule == Echo.rule }) else {
      throw PostilError.value(.invalid(name: "hit of echo", value: "#*", form: "echo first"))
    }
    let edits = try Echo.marks(of: offered, by: session.author, in: &session.focus)
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
