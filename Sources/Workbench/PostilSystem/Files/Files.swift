/// Reads and writes whole files; the result of every system call is checked.
package enum Files {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - limit: The largest size accepted, in bytes.
  ///   - onlyRegular: Whether a pipe or device is refused; otherwise reading waits for its data.
  /// - Throws: `noSuchFile`, `cannotRead`, `tooLarge`, `notRegular` for a refused kind of file.
  package static func read(
    _ path: String, limit: Int = Int.max, onlyRegular: Bool = false
  ) throws(PostilError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (onlyRegular ? O_NONBLOCK : 0))
    guard descriptor >= 0 else {
      throw .file(
        errno == ENOENT ? .noSuchFile(path: path) : .cannotRead(path: path, errno: errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .file(.cannotRead(path: path, errno: errno))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .file(.cannotRead(path: path, errno: EISDIR))
    }
    if onlyRegular, status.st_mode & S_IFMT != S_IFREG {
      throw .file(.notRegular(path: path))
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw .file(.tooLarge(path: path, bytes: size, limit: limit)) }
    return try readAll(descriptor, expecting: size, path: path)
  }

  /// Reads an open file from its current position to the end.
  ///
  /// - Throws: `cannotRead`.
  package static func readAll(
    _ descriptor: Int32, expecting size: Int = 0, path: String
  ) throws(PostilError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(size + 1, 65_536))
    while true {
      let count = chunk.withUnsafeMutableBytes { posixRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { throw .file(.cannotRead(path: path, errno: errno)) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes all bytes to an open file.
  ///
  /// - Throws: `cannotWrite`.
  package static func write(
    _ bytes: some Sequence<UInt8>, to descriptor: Int32, path: String
  ) throws(PostilError) {
    let failure = ContiguousArray(bytes).withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let count = posixWrite(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0 { return errno }
        done += count
      }
      return 0
    }
    if failure != 0 { throw .file(.cannotWrite(path: path, errno: failure)) }
  }

  /// Replaces the content of a file atomically, so that a reader sees the old content or the new:
  /// writes a temporary file beside it, syncs it and renames it. Keeps the mode of an existing file
  /// and follows a symbolic link.
  ///
  /// - Throws: `exists` if the file exists and must not be replaced, `cannotWrite`.
  package static func replace(
    _ path: String, with bytes: some Sequence<UInt8>, replacing: Bool = true
  ) throws(PostilError) {
    let target = resolved(path)
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists, !replacing { throw .file(.exists(path: path)) }
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    let mode = exists ? old.st_mode & 0o7777 : 0o666
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .file(.cannotWrite(path: path, errno: errno)) }
    do throws(PostilError) {
      defer { close(descriptor) }
      if exists { fchmod(descriptor, mode) }
      try write(bytes, to: descriptor, path: path)
      try sync(descriptor, path: path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw .file(.cannotWrite(path: path, errno: code))
    }
    syncFolder(of: target)
  }

  /// Saves a copy of a file's content beside it under a free name; returns that path.
  ///
  /// - Throws: `exists`, `cannotWrite`.
  package static func keep(_ path: String, _ bytes: [UInt8]) throws(PostilError) -> String {
    let old = try spare(path)
    if link(path, old) != 0 { try replace(old, with: bytes, replacing: false) }
    return old
  }

  /// A free path beside a file: `harbour.jsonl.old`, `harbour.jsonl.old2`.
  ///
  /// - Throws: `exists`.
  package static func spare(_ path: String) throws(PostilError) -> String {
    for number in 1...999 {
      let old = "\(path).old\(number == 1 ? "" : String(number))"
      if Folders.kind(old) == nil { return old }
    }
    throw .file(.exists(path: path + ".old"))
  }

  /// The metadata by which a change of a file is noticed without reading it.
  package struct Stamp: Hashable, Sendable {
    let inode: UInt64
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    /// Whether the file was last changed so long ago, by the clock of file times, that any later change
    /// gets another time.
    package var isSettled: Bool {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      let elapsed = (Int(now.tv_sec) - seconds) * 1_000_000_000 + Int(now.tv_nsec) - nanoseconds
      return elapsed > Self.tick
    }

    /// The longest step of the clock of file times, in nanoseconds.
    private static let tick = 20_000_000
  }

  /// The stamp of a file, or nil if there is none.
  package static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      inode: UInt64(truncatingIfNeeded: status.st_ino), size: Int(status.st_size),
      seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
  }

  /// Flushes an open file to the disk (`fsync`), so that its content survives a power failure.
  ///
  /// - Throws: `cannotWrite`.
  package static func sync(_ descriptor: Int32, path: String) throws(PostilError) {
    #if canImport(Darwin)
      let result = fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fdatasync(descriptor)
    #endif
    if result != 0 { throw .file(.cannotWrite(path: path, errno: errno)) }
  }

  /// Flushes a folder, so that a new name in it survives a power failure; ignores a folder that
  /// cannot be synced.
  package static func syncFolder(of path: String) {
    let folder = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) : "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  /// Deletes temporary files that a killed ``replace(_:with:replacing:)`` of this file left beside
  /// it. The caller must hold the file's lock.
  package static func sweep(of path: String) {
    let target = resolved(path)
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    for entry in (try? Folders.entries(folder.isEmpty ? "/" : folder)) ?? []
    where entry.kind == .file && entry.name.hasPrefix(name + ".") && entry.name.hasSuffix(".tmp") {
      unlink("\(folder)/\(entry.name)")
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

// Inside `Files`, `read` and `write` would mean its own methods.
private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  while true {
    let result = read(descriptor, buffer, count)
    if result >= 0 || errno != EINTR { return result }
  }
}

private func posixWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  while true {
    let result = write(descriptor, buffer, count)
    if result >= 0 || errno != EINTR { return result }
  }
}
