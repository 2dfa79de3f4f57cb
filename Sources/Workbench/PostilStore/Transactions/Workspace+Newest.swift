import PostilSystem

extension Workspace {
  /// The article with the most recent op that a person can undo, or redo; nil if there is none.
  ///
  /// - Throws: `cannotRead` for a folder, and what opening an article throws that was written to after that
  ///   op: the op looked for may be there.
  package func newest(by author: Author, isRedo: Bool) throws -> AnnotationStore? {
    var newest: Candidate?
    var unread: (stamp: Files.Stamp, error: any Error)?
    for file in try articles() where Folders.exists(file.sidecarPath) {
      let stamp = Files.stamp(file.sidecarPath)
      do {
        let store = try AnnotationStore.open(file)
        let entry = isRedo ? store.redoable(by: author) : store.undoable(by: author)
        guard let entry else { continue }
        let candidate = Candidate(store: store, at: entry.at, stamp: stamp)
        if newest.map({ $0.isBefore(candidate) }) ?? true { newest = candidate }
      } catch {
        guard let stamp, !Self.isForeign(error) else { continue }
        if unread.map({ $0.stamp.isOlder(than: stamp) }) ?? true { unread = (stamp, error) }
      }
    }
    if let unread, newest.map({ $0.at < unread.stamp.time }) ?? true { throw unread.error }
    return newest?.store
  }

  /// Whether a sidecar cannot be read because it is none.
  private static func isForeign(_ error: any Error) -> Bool {
    switch (error as? PostilError)?.fact {
    case StoreFact.foreignSidecar?, StoreFact.irregularSidecar?: true
    default: false
    }
  }

  private struct Candidate {
    let store: AnnotationStore
    let at: String
    let stamp: Files.Stamp?

    /// Whether the other one is more recent. Of two ops at one time, which older Postils gave in seconds,
    /// the one in the sidecar written later is.
    func isBefore(_ other: Candidate) -> Bool {
      if at != other.at { return at < other.at }
      guard let stamp, let later = other.stamp else { return false }
      return stamp.isOlder(than: later)
    }
  }
}
