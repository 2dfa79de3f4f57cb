import PostilKit

/// A file `NAME.lock` beside a file, in place of a lock where the file system has none: whoever creates it
/// writes, and it is deleted when this value ends.
package struct LockFile: ~Copyable {
  /// A lock file of this age, in seconds, is that of a killed process: an op takes much less.
  private static let longest = 60

  private let folder: Int32
  private let name: String
  private let system: any FileSystem

  /// Whether a folder is on a file system that has no locks.
  package static func isNeeded(in folder: String) -> Bool {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno != EWOULDBLOCK && errno != EINTR
  }

  private init(folder: Int32, name: String, _ system: any FileSystem) {
    self.folder = folder
    self.name = name
    self.system = system
  }

  /// Creates the file; nil while another process has it.
  package static func take(
    _ place: borrowing FolderAccess.Place
  ) throws(FolderAccess.Failure) -> LockFile? {
    let (name, system) = (place.name + ".lock", place.system)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let descriptor = system.openFile(name, in: place.folder, flags, mode: 0o666)
    if descriptor >= 0 {
      system.closeFile(descriptor)
      return LockFile(folder: system.duplicate(place.folder), name: name, system)
    }
    guard errno == EEXIST else { throw .system(errno) }
    var status = stat()
    if system.status(of: name, in: place.folder, &status) == 0, isLeft(status) {
      _ = system.remove(name, in: place.folder, isFolder: false)
    }
    return nil
  }

  private static func isLeft(_ status: stat) -> Bool {
    #if canImport(Darwin)
      let written = Int(status.st_mtimespec.tv_sec)
    #else
      let written = Int(status.st_mtim.tv_sec)
    #endif
    return time(nil) - written > longest
  }

  deinit {
    _ = system.remove(name, in: folder, isFolder: false)
    system.closeFile(folder)
  }
}
