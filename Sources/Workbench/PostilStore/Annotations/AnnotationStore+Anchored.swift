import PostilKit
import PostilSystem

/// The undo of `anchor`, which brings back the sidecar that was replaced.
extension AnnotationStore {
  /// Undoes an op if it is that of `anchor`.
  ///
  /// - Parameters:
  ///   - id: The op; nil for the one that the next undo would undo.
  ///   - commander: Who commanded it.
  ///   - isDry: Whether nothing is written.
  /// - Returns: Nil for any other op.
  /// - Throws: `anchoredSince` if someone has written to the new sidecar since, `noKeptSidecar`, and what
  ///   writing throws; the new sidecar is in place then.
  func anchored(_ id: String?, by commander: Author, isDry: Bool) throws -> Receipt? {
    try refresh()
    guard let op = id.map({ log.ops.known($0) }) ?? log.ops.undoable(by: commander),
      log.ops.isReachable(op, undo: true), log.ops.ops[op].commander == commander,
      log.kept[log.ops.ops[op].id] != nil
    else { return nil }
    return try bringBack(op, isDry: isDry)
  }

  private func bringBack(_ op: Int, isDry: Bool) throws -> Receipt? {
    guard let sidecar = try SidecarFile.appending(file.sidecar, creating: false) else { return nil }
    try catchUp(sidecar)
    let old = log.ops.ops[op]
    if let later = log.ops.ops[(op + 1)...].first(where: {
      $0.first >= 0 && !$0.isUndone && !$0.isUndoOrRedo
    }) {
      throw PostilError.store(.anchoredSince(article: file.name, by: later.author.name))
    }
    guard let kept = log.kept[old.id] else { return nil }
    let copy = file.sidecar.adding(kept.ending)
    guard let bytes = try copy.readIfPresent(limit: Int.max), SHA256.hex(bytes) == kept.sha256
    else {
      throw PostilError.store(.noKeptSidecar(path: copy.path))
    }
    var receipt = Receipt(op: isDry ? "" : AnnotationID.random())
    receipt.article = file.name
    receipt.command = old.command
    receipt.articles = old.articles
    if isDry { return receipt }
    try sidecar.checkSingleName()
    try file.sidecar.replace(with: bytes)
    copy.remove()
    // The lock on the old file is released only here, as in `compact`.
    _ = consume sidecar
    reset()
    // If the text is still the new one, the sidecar does not belong to it, and the next command says so.
    _ = try? refresh()
    return receipt
  }
}
