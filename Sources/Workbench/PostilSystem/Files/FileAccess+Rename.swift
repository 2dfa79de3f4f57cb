import PostilKit

extension FileAccess {
  /// Gives the file the name of another one, which it replaces.
  ///
  /// - Throws: `linkLeaves`, `cannotWrite`.
  package func rename(to other: FileAccess) throws(PostilError) {
    let code: Int32
    do throws(FolderAccess.Failure) {
      let from = try folder.place(name)
      let to = try other.folder.place(other.name)
      code = renameat(from.folder, from.name, to.folder, to.name) == 0 ? 0 : errno
      fsync(to.folder)
    } catch { throw other.writing(error) }
    if code != 0 { throw .file(.cannotWrite(path: other.path, errno: code)) }
  }
}
