import PostilSystem

extension Workspace {
  /// Undoes the most recent op that a person commanded in one article, and its part in every other
  /// article that the same op touched.
  ///
  /// - Parameters:
  ///   - store: The article in which to look for the op.
  ///   - author: The person who commanded it.
  /// - Returns: One receipt per article, the given article's first.
  /// - Throws: `nothingToUndo`, and what a commit throws.
  package func undo(in store: AnnotationStore, by author: Author) throws -> [Receipt] {
    guard let entry = store.undoable(by: author) else {
      throw PostilError.store(.nothingToUndo(by: author.name))
    }
    return try turn(entry, store) { try $0.undo(by: author, op: entry.op, as: $1) }
  }

  /// Redoes what ``undo(in:by:)`` undid last, in all its articles.
  ///
  /// - Throws: `nothingToRedo`, and what a commit throws.
  package func redo(in store: AnnotationStore, by author: Author) throws -> [Receipt] {
    guard let entry = store.redoable(by: author) else {
      throw PostilError.store(.nothingToRedo(by: author.name))
    }
    return try turn(entry, store) { try $0.redo(by: author, op: entry.op, as: $1) }
  }

  private func turn(
    _ entry: LogEntry, _ store: AnnotationStore,
    _ act: (AnnotationStore, String) throws -> Receipt
  ) throws -> [Receipt] {
    let op = AnnotationID.random()
    var receipts = [try act(store, op)]
    for file in try others(entry, than: store.file) {
      // An article in which the op is already undone, or that no longer exists, does not stop the
      // others.
      guard let other = try? AnnotationStore.open(file) else { continue }
      do { receipts.append(try act(other, op)) } catch let error as PostilError
        where error.isNothingToTurn
      { continue }
    }
    return receipts
  }

  /// The other articles of an op: those that it lists or, if it lists none and was written for a
  /// person, those whose sidecars contain its id.
  private func others(_ entry: LogEntry, than file: ArticleFile) throws -> [ArticleFile] {
    if entry.articles.isEmpty {
      guard entry.person != nil else { return [] }
      let wanted = Array(entry.op.utf8)
      return try articles().filter { $0.name != file.name && Self.names(wanted, $0.sidecarPath) }
    }
    let listed = Set(entry.articles).subtracting([file.name])
    return listed.isEmpty ? [] : try articles().filter { listed.contains($0.name) }
  }

  /// Whether a sidecar contains some bytes.
  private static func names(_ wanted: [UInt8], _ path: String) -> Bool {
    guard let bytes = try? Files.read(path, onlyRegular: true) else { return false }
    return bytes.withUnsafeBufferPointer { Bytes.contains(wanted, in: $0) }
  }
}
