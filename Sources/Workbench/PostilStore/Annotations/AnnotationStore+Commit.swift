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
  ///   - conflicts: What to do where someone else has written a newer revision since.
  ///   - sync: Whether to wait until the disk has the data.
  /// - Throws: `cannotWrite`, `changedSince` for a conflict (nothing is changed in both cases),
  ///   `newerSidecar`, `outside` for a span outside the text, `noAnnotation` for the removal of an
  ///   annotation that does not exist, and what `open` throws.
  @discardableResult package func commit(
    _ changes: [Change], by author: Author, for person: String? = nil, op: String? = nil,
    command: String? = nil, articles: [String] = [], seen: SeenRevisions? = nil,
    conflicts: ConflictRule = .refuse, sync: Bool = true
  ) throws -> Receipt {
    let seen = seen ?? self.seen(by: changes)
    var stamp = SidecarLine.Stamp(op: op ?? AnnotationID.random(), by: author, for: person)
    stamp.command = command
    stamp.articles = articles
    var composer = RevisionComposer(
      store: self, author: author, stamp: stamp, seen: seen, conflicts: conflicts)
    try write(sync: sync) { _ in
      for change in changes { try composer.add(change) }
      return composer.lines
    }
    return composer.receipt(log)
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
