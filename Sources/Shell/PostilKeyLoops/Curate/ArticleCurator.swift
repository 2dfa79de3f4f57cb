import PostilCuration
import PostilKit
import PostilStore
import PostilSystem

/// Writes what a curator decides about one article; all articles of a command share one op, so that one undo
/// takes everything back.
package final class ArticleCurator: CurationDecider {
  private let curation: ArticleCuration
  private let store: AnnotationStore
  private let author: String
  private let op: String
  private let command: String
  private let isDryRun: Bool
  /// What each decision has changed: the ids, and the annotations as they were.
  private var decisions: [[(id: String, before: Annotation?)]] = []

  /// - Parameters:
  ///   - author: The curator.
  ///   - op: The id of the op of the command.
  ///   - command: The command as typed.
  ///   - isDryRun: Whether nothing is written.
  package init(
    _ curation: ArticleCuration, in store: AnnotationStore, by author: String, op: String,
    command: String, isDryRun: Bool
  ) {
    self.curation = curation
    self.store = store
    self.author = author
    self.op = op
    self.command = command
    self.isDryRun = isDryRun
  }

  /// The places that are left to decide.
  package var items: [CurationItem] { curation.items }

  /// Takes what all people agree on; returns how many annotations that are.
  package func takeAgreed() throws -> Int {
    let changes = curation.agreed
    try write(changes)
    return changes.count
  }

  package func isDecided(_ item: CurationItem) -> Bool { curation.isDecided(item) }

  package func decide(
    _ item: CurationItem, _ choice: CurationChoice
  ) throws -> [CurationItem] {
    let changes = curation.changes(item, choice)
    let before = changes.compactMap(\.id).map { (id: $0, before: store[id: $0]?.annotation) }
    try write(changes)
    decisions.append(before)
    return curation.parts(after: item)
  }

  package func takeBack() throws -> String {
    guard let last = decisions.popLast() else { return "there is nothing to undo" }
    let changes = last.compactMap { id, before -> Change? in
      guard var before else { return store[id: id] == nil ? nil : .remove(id: id) }
      // Unknown members stay in a new revision unless it has others.
      before.taken = before.taken
      return .put(before)
    }
    try write(changes)
    return "undone: the last decision"
  }

  /// Writes changes at once. The person is named, since an op that lists no articles is then searched for in
  /// all of them.
  private func write(_ changes: [Change]) throws {
    guard !changes.isEmpty else { return }
    if isDryRun {
      _ = try store.preview(changes, by: .person(author))
      curation.suppose(changes)
    } else {
      try store.commit(changes, by: .person(author), for: author, op: op, command: command)
    }
  }
}
