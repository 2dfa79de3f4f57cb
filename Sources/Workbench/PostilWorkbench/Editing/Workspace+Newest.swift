import PostilStore
import PostilSystem

extension Workspace {
  /// The article with the most recent op that a person can undo, or redo; nil if there is none.
  ///
  /// - Parameter open: An article that is open already. Only what was written since its last op is read.
  /// - Throws: `cannotRead` for a folder, and what opening an article throws that was written to after that
  ///   op: the op looked for may be there.
  package func newest(
    by author: Author, isRedo: Bool, besides open: AnnotationStore? = nil
  ) throws -> AnnotationStore? {
    func candidate(_ store: AnnotationStore) -> Candidate? {
      let entry = isRedo ? store.redoable(by: author) : store.undoable(by: author)
      let stamp = Files.stamp(store.file.sidecarPath)
      return entry.map { Candidate(store: store, op: $0.op, at: $0.at, stamp: stamp) }
    }
    var newest = open.flatMap(candidate)
    var unread: (stamp: Files.Stamp, error: any Error)?
    for file in try articles() where file.name != open?.file.name {
      guard let stamp = Files.stamp(file.sidecarPath),
        newest.map({ $0.at <= stamp.latestTime }) ?? true
      else { continue }
      do {
        guard let candidate = candidate(try AnnotationStore.open(file)) else { continue }
        if newest.map({ $0.isBefore(candidate) }) ?? true { newest = candidate }
      } catch {
        guard !Self.isForeign(error) else { continue }
        if unread.map({ $0.stamp.isOlder(than: stamp) }) ?? true { unread = (stamp, error) }
      }
    }
    if let unread, newest.map({ $0.at < unread.stamp.time }) ?? true { throw unread.error }
    return newest?.store
  }

  /// The commands that a number of undos, or redos, would turn, the first one first, with their articles.
  ///
  /// - Throws: What opening an article throws.
  package func reachable(
    by author: Author, isRedo: Bool, limit: Int
  ) throws -> [(entry: LogEntry, articles: [String])] {
    var found: [String: (entry: LogEntry, articles: [String])] = [:]
    for file in try articles() where Folders.exists(file.sidecarPath) {
      let store = try AnnotationStore.open(file)
      for entry in store.reachable(by: author, isRedo: isRedo, limit: limit) {
        found[entry.op, default: (entry, [])].articles.append(file.name)
      }
    }
    return Array(found.values.sorted { $0.entry.at > $1.entry.at }.prefix(limit))
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
    let op: String
    let at: String
    let stamp: Files.Stamp?

    /// Whether the other one is more recent, and not the same op. Of two ops at one time, which older Postils gave in seconds,
    /// the one in the sidecar written later is.
    func isBefore(_ other: Candidate) -> Bool {
      if op == other.op { return false }
      if at != other.at { return at < other.at }
      guard let stamp, let later = other.stamp else { return false }
      return stamp.isOlder(than: later)
    }
  }
}
