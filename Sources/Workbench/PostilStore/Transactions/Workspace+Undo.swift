import PostilSystem

extension Workspace {
  /// Undoes the most recent op that a person commanded in one article, and its part in every other
  /// article that the same op touched: in all of them or in none.
  ///
  /// - Parameters:
  ///   - store: The article in which to look for the op.
  ///   - author: The person who commanded it.
  ///   - isDry: Whether nothing is written and the receipts are a preview.
  ///   - isCancelled: Called before each sidecar.
  /// - Returns: One receipt per article, the given article's first.
  /// - Throws: `nothingToUndo`, `interrupted`, and what opening an article and a commit throw;
  ///   nothing is undone then.
  package func undo(
    in store: AnnotationStore, by author: Author, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [Receipt] {
    try turn(store.undoable(by: author), store, by: author, isUndo: true, isDry, isCancelled)
  }

  /// Redoes what ``undo(in:by:isDry:isCancelled:)`` undid last, in all its articles.
  ///
  /// - Throws: `nothingToRedo`, and what undoing throws.
  package func redo(
    in store: AnnotationStore, by author: Author, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [Receipt] {
    try turn(store.redoable(by: author), store, by: author, isUndo: false, isDry, isCancelled)
  }

  private func turn(
    _ entry: LogEntry?, _ store: AnnotationStore, by author: Author, isUndo: Bool,
    _ isDry: Bool, _ isCancelled: @escaping () -> Bool
  ) throws -> [Receipt] {
    guard let entry else {
      throw PostilError.store(
        isUndo ? .nothingToUndo(by: author.name) : .nothingToRedo(by: author.name))
    }
    // Articles in which the op is already undone, or not any more, have no part in this.
    let all = try others(entry, than: store.file).map { try AnnotationStore.open($0) }
    let others = all.filter { $0.canTurn(entry.op, by: author, isUndo: isUndo) }
    let unreached = all.filter { $0.isPast(entry.op, by: author, isUndo: isUndo) }.map(\.file.name)
    let op = AnnotationID.random()
    func turn(_ store: AnnotationStore) throws -> Receipt {
      isUndo
        ? try store.undo(by: author, op: entry.op, as: op, isDry: isDry)
        : try store.redo(by: author, op: entry.op, as: op, isDry: isDry)
    }
    func noting(_ receipts: [Receipt]) -> [Receipt] {
      var receipts = receipts
      if !receipts.isEmpty { receipts[0].unreached = unreached }
      return receipts
    }
    if isDry { return noting(try ([store] + others).map(turn)) }
    let command = (isUndo ? "undo: " : "redo: ") + (entry.command ?? "an earlier command")
    let receipts = try AllOrNothing(
      workspace: self, op: op, author: author, command: command, isCancelled: isCancelled
    ).perform(in: [store] + others) { _, store in try turn(store) }
    return noting(receipts)
  }

  /// The other articles of an op: those that it lists or, if it lists none and was written for a
  /// person, those whose sidecars contain its id.
  private func others(_ entry: LogEntry, than file: ArticleFile) throws -> [ArticleFile] {
    if entry.articles.isEmpty {
      guard entry.person != nil else { return [] }
      let wanted = Array(entry.op.utf8)
      return try articles().filter {
        try $0.name != file.name && Self.contains(wanted, $0.sidecar)
      }
    }
    let listed = Set(entry.articles).subtracting([file.name])
    return listed.isEmpty ? [] : try articles().filter { listed.contains($0.name) }
  }

  /// Whether a sidecar contains some bytes; false if there is none, and for a link out of the folder,
  /// through which nothing was ever written.
  private static func contains(_ wanted: [UInt8], _ sidecar: FileAccess) throws(PostilError) -> Bool
  {
    do throws(PostilError) {
      guard let bytes = try sidecar.readIfPresent(limit: Int.max) else { return false }
      return bytes.withUnsafeBufferPointer { Bytes.contains(wanted, in: $0) }
    } catch {
      guard case FileFact.linkLeaves = error.fact else { throw error }
      return false
    }
  }
}
