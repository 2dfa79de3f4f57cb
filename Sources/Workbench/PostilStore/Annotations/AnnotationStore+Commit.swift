import PostilKit
import PostilSystem

extension AnnotationStore {
  /// Writes changes as one op, in a single append, and syncs them to the disk.
  ///
  /// - Parameters:
  ///   - changes: What to change. Spans must lie in the text; the surface string is filled in.
  ///   - author: The author of the changes.
  ///   - person: The person whose command it is, if that is not the author: they can undo it. Also
  ///     given for an op that lists no articles although it may touch several.
  ///   - op: The op's id, for a command that touches several articles; nil for a random one.
  ///   - command: The command as typed.
  ///   - articles: The names of other articles that the same command touches.
  ///   - seen: The revisions on which the changes are based; nil for those last read.
  ///   - sync: Whether to wait until the disk has the data.
  /// - Throws: `cannotWrite`, and `changedSince` if someone else has written a newer revision
  ///   (nothing is changed in both cases), `newerSidecar`, `outside` for a span outside the text,
  ///   `noAnnotation` for the removal of an annotation that does not exist, and what `open` throws.
  @discardableResult package func commit(
    _ changes: [Change], by author: Author, for person: String? = nil, op: String? = nil,
    command: String? = nil, articles: [String] = [], seen: SeenRevisions? = nil, sync: Bool = true
  ) throws -> Receipt {
    let part = AuthoredChanges(changes, by: author, seen: seen ?? self.seen(by: changes))
    return try commit(
      for: person, op: op, command: command, articles: articles, sync: sync
    ) { _ in [part] }[0]
  }

  /// Writes the changes of several authors as one op, in a single append: all of them or none.
  ///
  /// - Parameters:
  ///   - person: The person whose command it is, as in ``commit(_:by:for:op:command:articles:seen:sync:)``.
  ///   - make: The changes; called under the lock, after what others have written was read.
  /// - Returns: A receipt for each author's changes.
  /// - Throws: What the other `commit` throws.
  package func commit(
    for person: String?, op: String? = nil, command: String? = nil, articles: [String] = [],
    sync: Bool = true, _ make: (AnnotationStore) -> [AuthoredChanges]
  ) throws -> [Receipt] {
    let op = op ?? AnnotationID.random()
    var composers: [RevisionComposer] = []
    try write(sync: sync) { _ in
      composers = try make(self).map { part in
        var stamp = SidecarLine.Stamp(op: op, by: part.author, for: person)
        stamp.command = command
        stamp.articles = articles
        var composer = RevisionComposer(
          store: self, author: part.author, stamp: stamp, seen: part.seen, revises: part.revises)
        for change in part.changes { try composer.add(change) }
        return composer
      }
      return composers.flatMap(\.lines)
    }
    return composers.map { $0.receipt(log) }
  }

  /// The newest revisions that this store has read of what some changes are about.
  func seen(by changes: [Change]) -> SeenRevisions {
    var seen = SeenRevisions()
    for id in changes.compactMap(\.id) { seen.ops[id] = newestOp(of: id) ?? "" }
    return seen
  }

  /// The op of the newest line about an id; nil if there is none.
  func newestOp(of id: String) -> String? {
    guard let newest = log.index[id].map({ log.entries[$0].newest }), newest >= 0 else {
      return nil
    }
    let op = log.lines[newest].op
    return op >= 0 ? log.ops.ops[op].id : ""
  }
}

/// The changes of one author, as a part of an op.
package struct AuthoredChanges {
  package let author: Author
  package let changes: [Change]
  let seen: SeenRevisions
  let revises: Bool

  /// - Parameters:
  ///   - author: The author.
  ///   - seen: The revisions on which the changes are based; they are compared for a person only.
  ///   - revises: Whether an author that is not a person may change and remove suggestions that no
  ///     person has decided, changed or commented.
  package init(
    _ changes: [Change], by author: Author, seen: SeenRevisions = SeenRevisions(),
    revises: Bool = false
  ) {
    self.changes = changes
    self.author = author
    self.seen = seen
    self.revises = revises
  }
}
