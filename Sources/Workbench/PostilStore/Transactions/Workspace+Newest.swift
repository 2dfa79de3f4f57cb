import PostilSystem

extension Workspace {
  /// The article with the most recent op that a person can undo, or redo; nil if there is none. Articles
  /// that cannot be read are skipped.
  ///
  /// - Throws: `cannotRead` for a folder.
  package func newest(by author: Author, isRedo: Bool) throws -> AnnotationStore? {
    var newest: (store: AnnotationStore, at: String, stamp: Files.Stamp?)?
    for file in try articles() where Folders.exists(file.sidecarPath) {
      guard let store = try? AnnotationStore.open(file),
        let entry = isRedo ? store.redoable(by: author) : store.undoable(by: author)
      else { continue }
      // Times of ops are whole seconds; of two in one second, the sidecar written later has the later.
      let stamp = Files.stamp(file.sidecarPath)
      if let newest, newest.at > entry.at { continue }
      if let newest, newest.at == entry.at, let before = newest.stamp, let stamp,
        !before.isOlder(than: stamp)
      {
        continue
      }
      newest = (store, entry.at, stamp)
    }
    return newest?.store
  }
}
