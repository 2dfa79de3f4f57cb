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
  ///   - sync: Whether to wait until the disk has the data.
  /// - Throws: `cannotWrite` (nothing is changed then), `newerSidecar`, `badValue` for a span
  ///   outside the text, `noAnnotation` for the removal of an annotation that does not exist, and
  ///   what `open` throws.
  @discardableResult package func commit(
    _ changes: [Change], by author: Author, for person: String? = nil, op: String? = nil,
    command: String? = nil, articles: [String] = [], sync: Bool = true
  ) throws -> Receipt {
    var stamp = SidecarLine.Stamp(op: op ?? AnnotationID.random(), by: author, for: person)
    stamp.command = command
    stamp.articles = articles
    var composer = RevisionComposer(store: self, author: author, stamp: stamp)
    try write(sync: sync) { _ in
      for change in changes { try composer.add(change) }
      return composer.lines
    }
    return composer.receipt(log)
  }
}
