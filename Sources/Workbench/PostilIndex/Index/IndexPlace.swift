import PostilKit
import PostilStore
import PostilSystem

/// Where the index of a workspace is: in the user's cache, so that neither git nor a copy of the workspace has it.
package enum IndexPlace {
  /// The variable that switches the index off (`off`), or has it used for small workspaces, too (`always`).
  static let variable = "POSTIL_INDEX"

  /// Whether no index is used.
  static var isOff: Bool { Platform.environment(variable) == "off" }

  /// The number of articles from which an index is used: fewer are read as fast.
  static var least: Int { Platform.environment(variable) == "always" ? 0 : 200 }

  /// `$XDG_CACHE_HOME/postil/HASH.sqlite`, by the hash of the workspace's path and that of its sidecars; nil if
  /// there is no home folder.
  package static func path(of workspace: Workspace) -> String? {
    let base =
      Platform.environment("XDG_CACHE_HOME") ?? Platform.environment("HOME").map { "\($0)/.cache" }
    guard let base, base.hasPrefix("/"), let root = Folders.real(workspace.root) else { return nil }
    let sidecars = workspace.sidecars.flatMap { Folders.real($0) } ?? workspace.sidecars ?? ""
    let hash = SHA256.hex(Array("\(root)\0\(sidecars)".utf8)).prefix(32)
    return "\(base)/postil/\(hash).sqlite"
  }

  /// Makes the folder of an index, and the file, which only its owner can read: it has words of the
  /// articles.
  static func make(_ path: String) -> Bool {
    let folder = Files.split(path).folder
    guard Folders.exists(folder) || (try? Folders.create(folder)) != nil else { return false }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return errno == EACCES || errno == EROFS }
    close(descriptor)
    return true
  }

  /// Deletes an index.
  static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
  }
}
