import PostilSystem

/// A sidecar opened and locked for as long as this value lives.
struct SidecarFile: ~Copyable {
  /// Which file it is, whatever its name.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  let path: String
  let descriptor: Int32
  let identity: Identity
  private(set) var size: Int

  /// Opens for reading under a shared lock; nil if there is no sidecar.
  ///
  /// - Throws: `cannotRead`, `badName` for what is no regular file, `locked`.
  static func reading(_ path: String) throws(PostilError) -> SidecarFile? {
    try opened(path, O_RDONLY, LOCK_SH) { .cannotRead(path: path, errno: $0) }
  }

  /// Opens for appending under the lock; nil if there is no sidecar and none may be made.
  ///
  /// - Throws: `cannotWrite`, `badName` for what is no regular file, `locked`.
  static func appending(_ path: String, creating: Bool) throws(PostilError) -> SidecarFile? {
    let flags = O_RDWR | O_APPEND | (creating ? O_CREAT : 0)
    return try opened(path, flags, LOCK_EX) { .cannotWrite(path: path, errno: $0) }
  }

  private static func opened(
    _ path: String, _ flags: Int32, _ lock: Int32, failure: (Int32) -> PostilError
  ) throws(PostilError) -> SidecarFile? {
    // A pipe must not be waited for; O_NONBLOCK does nothing to a regular file.
    while true {
      let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
      if descriptor < 0 {
        if errno == ENOENT, flags & O_CREAT == 0 { return nil }
        throw failure(errno)
      }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        let code = errno
        close(descriptor)
        throw failure(code)
      }
      guard status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw .badName(path: path, reason: "its sidecar is not a regular file")
      }
      guard wait(descriptor, lock) else {
        close(descriptor)
        throw .locked(path: path)
      }
      // `compact` may have put another file in its place while we waited.
      var named = stat()
      if fstat(descriptor, &status) == 0, stat(path, &named) == 0, status.st_ino == named.st_ino,
        status.st_dev == named.st_dev
      {
        return SidecarFile(path, descriptor, status)
      }
      close(descriptor)
    }
  }

  /// Waits for the lock, ten seconds at most: a stopped process must not stop everybody. A file
  /// system without locks is used without.
  private static func wait(_ descriptor: Int32, _ lock: Int32) -> Bool {
    var pause: UInt32 = 50
    for _ in 0..<10_000 {
      if flock(descriptor, lock | LOCK_NB) == 0 { return true }
      if errno != EWOULDBLOCK, errno != EINTR { return true }
      usleep(UInt32.random(in: pause / 2...pause))
      pause = min(pause * 2, 1000)
    }
    return false
  }

  private init(_ path: String, _ descriptor: Int32, _ status: stat) {
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino))
  }

  // Closing releases the lock.
  deinit { close(descriptor) }

  /// The bytes of a part of the file; fewer if it ends before.
  ///
  /// - Throws: `cannotRead`.
  func bytes(_ range: Range<Int>) throws(PostilError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count, let base = buffer.baseAddress {
        let count = pread(
          descriptor, base + filled, range.count - filled, off_t(range.lowerBound + filled))
        if count < 0, errno == EINTR { continue }
        if count < 0 { code = errno }
        if count <= 0 { return }
        filled += count
      }
    }
    if code != 0 { throw .cannotRead(path: path, errno: code) }
    return bytes
  }

  /// Cuts off what follows `size`.
  ///
  /// - Throws: `cannotWrite`.
  mutating func cut(to size: Int) throws(PostilError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw .cannotWrite(path: path, errno: errno)
    }
    self.size = size
  }

  /// Takes an empty sidecar away again that was made for nothing.
  func discardIfEmpty() { if size == 0 { unlink(path) } }

  /// Appends bytes in one piece. If that fails, the file is as long as before.
  ///
  /// - Throws: `cannotWrite`.
  mutating func append(_ bytes: [UInt8], sync: Bool) throws(PostilError) {
    do throws(PostilError) {
      try Files.write(bytes, to: descriptor, path: path)
      if sync { try Files.sync(descriptor, path: path) }
    } catch {
      // Nothing may be claimed and nothing half may stay.
      try? cut(to: size)
      if size == 0 { unlink(path) }
      throw error
    }
    if size == 0, sync { Files.syncFolder(of: path) }
    size += bytes.count
  }
}
