import PostilKit

extension FileAccess {
  /// Gives the file the name of another one, which it replaces.
  ///
  /// - Throws: `linkLeaves`, `cannotWrite`.
  package func rename(to other: FileAccess) throws(PostilError) {
    do throws(FolderAccess.Failure) {
      let from = try folder.place(name)
      let to = try other.folder.place(other.name)
      if system.renameFile(from.name, in: from.folder, to: to.name, in: to.folder) != 0 {
        throw .system(errno)
      }
      try system.keepNames(in: to.folder)
    } catch { throw other.writing(error) }
  }
}
