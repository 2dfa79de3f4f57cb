import PostilKit
import PostilSystem

/// One op that is written to several sidecars, to all of them or to none.
///
/// An error or a cancellation between two sidecars takes back what was written to the earlier ones, so
/// that only undone lines remain. For two sidecars or more, a ``PendingOp`` in the workspace lets the
/// next command do the same if this process is killed.
struct AllOrNothing {
  /// The workspace of the sidecars.
  let workspace: Workspace
  /// The op's id, the same in all sidecars.
  let op: String
  /// The author of the op.
  let author: Author
  /// The command as typed.
  let command: String?
  /// Called before each sidecar.
  let isCancelled: () -> Bool

  /// Writes to one sidecar after another.
  ///
  /// - Parameters:
  ///   - stores: The sidecars.
  ///   - isEmpty: Whether there is nothing to write to a sidecar.
  ///   - write: Writes the op's part in a sidecar.
  /// - Throws: `interrupted` if it was cancelled, and what writing throws; everything is taken back
  ///   then. `unfinished` with that error if it cannot be.
  func perform(
    in stores: [AnnotationStore], isEmpty: (Int) -> Bool = { _ in false },
    _ write: (Int, AnnotationStore) throws -> Receipt
  ) throws -> [Receipt] {
    let touched = stores.indices.filter { !isEmpty($0) }
    // What can be known beforehand keeps every sidecar as it is, byte for byte.
    for place in touched { try stores[place].checkWritable() }
    let pending = touched.count > 1 ? try begin(touched.map { stores[$0].file.name }) : nil
    var receipts: [Receipt] = []
    do {
      for (place, store) in stores.enumerated() {
        if isCancelled() { throw PostilError.file(.interrupted) }
        receipts.append(try write(place, store))
      }
    } catch {
      guard takeBack(stores.prefix(receipts.count + 1)) || pending == nil else {
        throw (error as? PostilError).map { PostilError.store(.unfinished($0)) } ?? error
      }
      pending?.end()
      throw error
    }
    pending?.end()
    return receipts
  }

  private func begin(_ articles: [String]) throws(PostilError) -> PendingOp? {
    try PendingOp.begin(
      PendingOp.Record(op: op, author: author, command: command, articles: articles),
      in: workspace)
  }

  /// Takes back what was written, also by the write that failed, as far as it was; whether that succeeded
  /// everywhere.
  private func takeBack(_ stores: ArraySlice<AnnotationStore>) -> Bool {
    var isComplete = true
    for store in stores.reversed() {
      do {
        try store.refresh()
        _ = try store.takeBack(op)
      } catch { isComplete = false }
    }
    return isComplete
  }
}
