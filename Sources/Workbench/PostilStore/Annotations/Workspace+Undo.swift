import PostilSystem

extension Workspace {
  /// Takes back the last op of an author in one article, and its part in every other article that the
  /// same op touched.
  ///
  /// - Parameters:
  ///   - store: The article in which to look for the op.
  ///   - author: Whose op.
  /// - Returns: One receipt an article, the given one's first.
  /// - Throws: `nothingToUndo`, and what a commit throws.
  package func undo(in store: AnnotationStore, by author: String) throws -> [Receipt] {
    guard let entry = store.undoable(by: author) else {
      throw PostilError.nothingToUndo(by: author)
    }
    return try turn(entry, store) { try $0.undo(by: author, op: entry.op, as: $1) }
  }

  /// Brings back what ``undo(in:by:)`` took back last, in all its articles.
  ///
  /// - Throws: `nothingToRedo`, and what a commit throws.
  package func redo(in store: AnnotationStore, by author: String) throws -> [Receipt] {
    guard let entry = store.redoable(by: author) else {
      throw PostilError.nothingToRedo(by: author)
    }
    return try turn(entry, store) { try $0.redo(by: author, op: entry.op, as: $1) }
  }

  private func turn(
    _ entry: LogEntry, _ store: AnnotationStore,
    _ act: (AnnotationStore, String) throws -> Receipt
  ) throws -> [Receipt] {
    let op = AnnotationID.random()
    var receipts = [try act(store, op)]
    for name in entry.articles where name != store.file.name {
      // An article where it is undone already, or that is gone, holds up none of the others.
      guard let other = try? AnnotationStore.open(article(named: name)) else { continue }
      do { receipts.append(try act(other, op)) } catch PostilError.nothingToUndo {
        continue
      } catch PostilError.nothingToRedo { continue }
    }
    return receipts
  }
}
