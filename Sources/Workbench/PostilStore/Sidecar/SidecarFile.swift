import PostilKit
import PostilSystem

/// A sidecar that stays open and locked for the lifetime of this value.
struct SidecarFile: ~Copyable {
  /// The identity of the file, independent of its path.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// The file, in its folder.
  let file: FileAccess
  let descriptor: Int32
  let identity: Identity
  private(set) var size: Int
  /// What stands for the lock on a file system that has none; nil elsewhere, and for a reader.
  private let lockFile: LockFile?

  /// The path to show.
  var path: String { file.path }

  /// Opens for reading with a shared lock; nil if there is no sidecar.
  ///
  /// - Throws: `cannotRead`, `irregularSidecar` if it is not a regular file, `linkLeaves`, `locked`.
  static func reading(_ file: FileAccess) throws(PostilError) -> SidecarFile? {
    try opened(file, O_RDONLY, LOCK_SH) { .file(.cannotRead(path: file.path, errno: $0)) }
  }

  /// Opens for appending with an exclusive lock; nil if there is no sidecar and `creating` is
  /// false, else created with the folders above it, and never through a link.
  ///
  /// - Throws: `cannotWrite`, `irregularSidecar` if it is not a regular file, `linkLeaves`, `locked`.
  static func appending(
    _ file: FileAccess, creating: Bool
  ) throws(PostilError) -> SidecarFile? {
    try opened(file, O_RDWR | O_APPEND, LOCK_EX, creating: creating) {
      .file(.cannotWrite(path: file.path, errno: $0))
    }
  }

  private static func opened(
    _ file: FileAccess, _ flags: Int32, _ lock: Int32, creating: Bool = false,
    failure: (Int32) -> PostilError
  ) throws(PostilError) -> SidecarFile? {
    while true {
      do throws(FolderAccess.Failure) {
        let place = try file.folder.place(file.name, making: creating)
        if !place.exists, !creating { return nil }
        let descriptor = try place.exists ? place.open(flags) : place.create(flags)
        let lockFile: LockFile?
        do throws(FolderAccess.Failure) {
          lockFile = try acquire(descriptor, lock, place)
        } catch {
          file.system.closeFile(descriptor)
          throw error
        }
        if let status = current(descriptor, place) {
          return SidecarFile(file, descriptor, status, lockFile)
        }
        file.system.closeFile(descriptor)
      } catch .missing {
        // The folder is missing, or the sidecar was deleted meanwhile.
        if !creating { return nil }
        try makeFolder(file.folder, failure)
      } catch .system(EEXIST) {
        // Another process has created it meanwhile.
      } catch .system(EWOULDBLOCK) {
        throw .store(.locked(path: file.path))
      } catch {
        throw refusal(error, file, failure)
      }
    }
  }

  private static func makeFolder(
    _ folder: FolderAccess, _ failure: (Int32) -> PostilError
  ) throws(PostilError) {
    if Folders.exists(folder.path) { return }
    try Folders.create(folder.path)
    // A link to nothing.
    if !Folders.exists(folder.path) { throw failure(ENOENT) }
  }

  /// The status of an open file if it still has its name: `compact` may have replaced it while this
  /// process waited for the lock.
  private static func current(
    _ descriptor: Int32, _ place: borrowing FolderAccess.Place
  ) -> stat? {
    var status = stat()
    guard place.isStill(descriptor), place.system.status(of: descriptor, &status) == 0 else {
      return nil
    }
    return status
  }

  private static func refusal(
    _ reason: FolderAccess.Failure, _ file: FileAccess, _ failure: (Int32) -> PostilError
  ) -> PostilError {
    switch reason {
    case .missing: failure(ENOENT)
    case .leaves(let link): .file(.linkLeaves(path: link, folder: file.folder.path))
    case .notRegular: .store(.irregularSidecar(path: file.path))
    case .system(let code): failure(code)
    }
  }

  /// Takes the lock; returns what stands for it on a file system that has none.
  private static func acquire(
    _ descriptor: Int32, _ lock: Int32, _ place: borrowing FolderAccess.Place
  ) throws(FolderAccess.Failure) -> LockFile? {
    switch wait(descriptor, lock, place.system) {
    case .held: return nil
    case .none where lock == LOCK_SH: return nil
    case .none: if let file = try waitForFile(place) { return file }
    case .busy: break
    }
    throw .system(EWOULDBLOCK)
  }

  /// The result of waiting for a lock.
  private enum Lock {
    case held, busy
    /// The file system has no locks.
    case none
  }

  /// Waits for the lock, at most ten seconds, so that a stopped process does not block all others.
  private static func wait(
    _ descriptor: Int32, _ lock: Int32, _ system: any FileSystem
  ) -> Lock {
    var pause = Pause()
    while pause.goesOn {
      if system.lock(descriptor, lock | LOCK_NB) == 0 { return .held }
      if errno != EWOULDBLOCK, errno != EINTR { return .none }
      pause.next()
    }
    return .busy
  }

  /// Waits for the file that stands for a lock, as long; nil if another process keeps it.
  private static func waitForFile(
    _ place: borrowing FolderAccess.Place
  ) throws(FolderAccess.Failure) -> LockFile? {
    var pause = Pause()
    while pause.goesOn {
      if let file = try LockFile.take(place) { return file }
      pause.next()
    }
    return nil
  }

  /// Pauses of up to a millisecond, ten seconds in all.
  private struct Pause {
    private var left = 10_000
    private var microseconds: UInt32 = 50
    var goesOn: Bool { left > 0 }

    mutating func next() {
      usleep(UInt32.random(in: microseconds / 2...microseconds))
      microseconds = min(microseconds * 2, 1000)
      left -= 1
    }
  }

  private init(
    _ file: FileAccess, _ descriptor: Int32, _ status: stat, _ lockFile: consuming LockFile?
  ) {
    self.lockFile = lockFile
    self.file = file
    self.descriptor = descriptor
    size = Int(status.st_size)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino))
  }

  // Closing releases the lock.
  deinit { file.system.closeFile(descriptor) }

  /// The bytes of a range of the file; fewer if the file ends before.
  ///
  /// - Throws: `cannotRead`.
  func bytes(_ range: Range<Int>) throws(PostilError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[filled..<range.count]))
        let count = file.system.readBytes(
          descriptor, into: rest, at: range.lowerBound + filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { code = errno }
        if count <= 0 { return }
        filled += count
      }
    }
    if code != 0 { throw .file(.cannotRead(path: path, errno: code)) }
    return bytes
  }

  /// Refuses a file that has another name, a hard link: replacing it would part the two.
  ///
  /// - Throws: `linkedSidecar`.
  func checkSingleName() throws(PostilError) {
    var status = stat()
    if file.system.status(of: descriptor, &status) == 0, status.st_nlink > 1 {
      throw .store(.linkedSidecar(path: path))
    }
  }

  /// Truncates the file to `size` bytes.
  ///
  /// - Parameter sync: Whether to wait until the disk has the new size, so that nothing of what is cut off
  ///   can come back among what is written next.
  /// - Throws: `cannotWrite`.
  mutating func cut(to size: Int, sync: Bool = false) throws(PostilError) {
    while file.system.resize(descriptor, to: size) != 0 {
      if errno != EINTR { throw .file(.cannotWrite(path: path, errno: errno)) }
    }
    if sync { try Files.sync(descriptor, path: path, on: file.system) }
    self.size = size
  }

  /// Deletes the sidecar if it is empty, that is, if opening it created it and nothing was written.
  func discardIfEmpty() { if size == 0 { file.remove() } }

  /// Appends bytes with a single write. If that fails, the file keeps its old length.
  ///
  /// - Throws: `cannotWrite`.
  mutating func append(_ bytes: [UInt8], sync: Bool) throws(PostilError) {
    do throws(PostilError) {
      try Files.write(bytes, to: descriptor, path: path, on: file.system)
      if sync {
        try Files.sync(descriptor, path: path, on: file.system)
        if size == 0 { try file.syncFolder() }
      }
    } catch {
      // No partial line may remain.
      try? cut(to: size)
      if size == 0 { file.remove() }
      throw error
    }
    size += bytes.count
  }
}
