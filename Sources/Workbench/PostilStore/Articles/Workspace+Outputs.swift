import PostilKit
import PostilSystem

extension Workspace {
  /// A file that a person names, by a path relative to the current folder.
  ///
  /// A path into the workspace is reached through its folder, so that a link that came with the workspace
  /// leads nowhere else. Outside it, a person's own links are followed.
  package func file(atPath path: String) -> FileAccess {
    if let name = folder.name(ofTyped: path) { return FileAccess(name, in: folder, path: path) }
    let (folder, name) = Files.split(Folders.real(path) ?? path)
    return FileAccess(name, in: FolderAccess(folder), path: path)
  }
}
