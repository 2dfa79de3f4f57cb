import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// What other people write while a person works.
extension Session {
  /// Reads what other processes have written to the open article. At a prompt it reports what other
  /// people have changed.
  ///
  /// - Throws: What refreshing a store throws.
  func refresh(_ request: Request) throws {
    focus.unseen = [:]
    guard let article = focus.open else { return }
    let changed = try article.store.refresh()
    guard request.origin == .prompt, console.ask != nil else { return }
    let others = changed.filter { $0.author.isPerson && $0.author.name != author }
    if others.isEmpty { return }
    focus.unseen = Dictionary(others.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for stored in others.prefix(Self.mostShown) {
      try console.err.print(
        lines(of: article).short(stored, before: "note: \(stored.by) has changed"))
    }
    if others.count > Self.mostShown {
      try console.err.print("note: and \(others.count - Self.mostShown) more")
    }
  }

  /// Asks whether to change what another person has changed since it was last shown.
  ///
  /// - Throws: `changedSince` if the answer is no.
  func confirm(_ edits: [Edit], _ request: Request) throws {
    guard !focus.unseen.isEmpty, !request.isDryRun, let ask = console.ask else { return }
    let ids = edits.filter { $0.article === focus.open }.flatMap { $0.changes.compactMap(\.id) }
    let touched = ids.uniqued().compactMap { focus.unseen[$0] }
    guard let first = touched.first else { return }
    let what =
      touched.count == 1
      ? "\(first.by) has changed \(first.number)" : "others have changed \(touched.count) of them"
    try console.out.flush()
    try console.err.flush()
    let answer = ask("\(what) since you saw it; change it anyway? [y/n]", "")
    guard ["y", "yes"].contains(answer?.trimmed.lowercased()) else {
      throw PostilError.store(
        .changedSince(number: first.number, article: focus.open?.name ?? "", by: first.by))
    }
    focus.unseen = [:]
  }

  /// The largest number of changes that are listed.
  private static let mostShown = 5
}
