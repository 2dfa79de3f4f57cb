#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system calls by which files are reached through a folder, so that a test can put a simulated disk in
/// their place.
///
/// Each does what POSIX says about the call that it names. One that fails returns -1 and sets `errno`.
package protocol FileSystem: AnyObject, Sendable {
  /// Opens the folder at a path, as `open` does; returns its descriptor.
  func openFolder(_ path: String) -> Int32
  /// Opens a folder of an open one, or a file of it, as `openat` does; never in a program that is started.
  func openFile(_ name: String, in folder: Int32, _ flags: Int32, mode: mode_t) -> Int32
  /// Closes a descriptor.
  func closeFile(_ descriptor: Int32)
  /// Another descriptor of what is open, as `dup` gives it.
  func duplicate(_ descriptor: Int32) -> Int32
  /// Creates a folder, as `mkdirat` does.
  func makeFolder(_ name: String, in folder: Int32) -> Int32

  /// The status of an open file, as `fstat` gives it.
  func status(of descriptor: Int32, _ status: inout stat) -> Int32
  /// The status of an entry of a folder, links not followed, as `fstatat` gives it.
  func status(of name: String, in folder: Int32, _ status: inout stat) -> Int32
  /// The names in an open folder, sorted; hidden ones and those that are not UTF-8 are left out.
  func names(in folder: Int32) -> [String]

  /// Reads from the current position, as `read` does; returns the number of bytes.
  func readBytes(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int
  /// Reads from an offset, as `pread` does; returns the number of bytes.
  func readBytes(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int)
    -> Int
  /// Writes at the current position or at the end, as `write` does; returns the number of bytes.
  func writeBytes(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int
  /// Changes the size of a file, as `ftruncate` does.
  func resize(_ descriptor: Int32, to size: Int) -> Int32
  /// Waits until the disk has the content of a file, as `fdatasync` does.
  func syncContent(_ descriptor: Int32) -> Int32
  /// Waits until the disk has the names in a folder, as `fsync` does.
  func syncFolder(_ folder: Int32) -> Int32
  /// Takes or gives back a lock, as `flock` does.
  func lock(_ descriptor: Int32, _ operation: Int32) -> Int32

  /// Gives a file the owner and the rights in a status, as `fchown` and `fchmod` do; ignores what this user
  /// must not change.
  func setRights(_ descriptor: Int32, like status: stat)
  /// Renames a file, as `renameat` does.
  func renameFile(_ name: String, in folder: Int32, to newName: String, in newFolder: Int32)
    -> Int32
  /// Deletes a file, or an empty folder if that is said, as `unlinkat` does.
  func remove(_ name: String, in folder: Int32, isFolder: Bool) -> Int32
}

/// The file system of the computer.
package final class ComputerFiles: FileSystem {
  /// The only one; it has no state.
  package static let all = ComputerFiles()

  private init() {}

  package func openFolder(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  }

  package func openFile(_ name: String, in folder: Int32, _ flags: Int32, mode: mode_t) -> Int32 {
    openat(folder, name, flags | O_CLOEXEC, mode)
  }

  package func closeFile(_ descriptor: Int32) { close(descriptor) }

  package func duplicate(_ descriptor: Int32) -> Int32 { dup(descriptor) }

  package func makeFolder(_ name: String, in folder: Int32) -> Int32 {
    mkdirat(folder, name, 0o777)
  }

  package func status(of descriptor: Int32, _ status: inout stat) -> Int32 {
    fstat(descriptor, &status)
  }

  package func status(of name: String, in folder: Int32, _ status: inout stat) -> Int32 {
    fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW)
  }

  package func names(in folder: Int32) -> [String] {
    // The descriptor is closed with the list.
    let copy = dup(folder)
    guard copy >= 0 else { return [] }
    guard let list = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(list) }
    rewinddir(list)
    var names: [String] = []
    while let entry = readdir(list) {
      if let name = Self.name(entry), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> String? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    return String(validatingCString: start)
  }

  package func readBytes(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int { read(descriptor, buffer.baseAddress, buffer.count) }

  package func readBytes(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Int { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }

  package func writeBytes(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
  }

  package func resize(_ descriptor: Int32, to size: Int) -> Int32 {
    ftruncate(descriptor, off_t(size))
  }

  package func syncContent(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      fcntl(descriptor, F_FULLFSYNC)
    #else
      fdatasync(descriptor)
    #endif
  }

  package func syncFolder(_ folder: Int32) -> Int32 { fsync(folder) }

  package func lock(_ descriptor: Int32, _ operation: Int32) -> Int32 {
    flock(descriptor, operation)
  }

  package func setRights(_ descriptor: Int32, like status: stat) {
    // Only root can give a file away; for others the owner is right already.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    fchmod(descriptor, status.st_mode & 0o7777)
  }

  package func renameFile(
    _ name: String, in folder: Int32, to newName: String, in newFolder: Int32
  ) -> Int32 { renameat(folder, name, newFolder, newName) }

  package func remove(_ name: String, in folder: Int32, isFolder: Bool) -> Int32 {
    unlinkat(folder, name, isFolder ? AT_REMOVEDIR : 0)
  }
}

extension FileSystem {
  /// Waits until the disk has the names in a folder. It is no failure that a file system does not sync
  /// folders.
  package func keepNames(in folder: Int32) throws(FolderAccess.Failure) {
    while syncFolder(folder) != 0 {
      let code = errno
      if code == EINTR { continue }
      if [EINVAL, ENOTSUP, EBADF].contains(code) { return }
      throw .system(code)
    }
  }
}
