import PostilKit

/// Reads and writes whole files; the result of every system call is checked.
///
/// What belongs to a workspace, or comes with one, is reached through ``FileAccess`` instead.
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
    // A pipe or a device is not even opened: that can wait or change it.
    if onlyRegular, !isRegular(path) {
      throw .file(.notRegular(path: path))
    }
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
    return try readAll(
      descriptor, expecting: Int(status.st_size), limit: limit, path: path)
  }

  /// Whether a path leads to a regular file, to a folder or to nothing, about which opening it tells.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    return [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// The size of an open file, in bytes.
  static func size(_ descriptor: Int32, on system: any FileSystem = ComputerFiles.all) -> Int {
    var status = stat()
    return system.status(of: descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Reads an open file from its current position to the end.
  ///
  /// - Parameters:
  ///   - size: The size that is expected, in bytes.
  ///   - limit: The largest size accepted. It is applied while reading: a file may grow, and the size of
  ///     a device is not known before.
  ///   - path: The path to show.
  ///   - system: The file system in which it is open.
  /// - Throws: `cannotRead`, `tooLarge`.
  package static func readAll(
    _ descriptor: Int32, expecting size: Int = 0, limit: Int = Int.max, path: String,
    on system: any FileSystem = ComputerFiles.all
  ) throws(PostilError) -> [UInt8] {
    guard size <= limit else { throw .file(.tooLarge(path: path, bytes: size, limit: limit)) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(size + 1, 65_536))
    while true {
      let count = chunk.withUnsafeMutableBytes { system.readBytes(descriptor, into: $0) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .file(.cannotRead(path: path, errno: errno)) }
      if count == 0 { return bytes }
      guard count <= limit - bytes.count else {
        throw .file(.tooLarge(path: path, bytes: bytes.count + count, limit: limit))
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Writes all bytes to an open file.
  ///
  /// - Throws: `cannotWrite`.
  package static func write(
    _ bytes: some Sequence<UInt8>, to descriptor: Int32, path: String,
    on system: any FileSystem = ComputerFiles.all
  ) throws(PostilError) {
    let failure = ContiguousArray(bytes).withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = system.writeBytes(rest, to: descriptor)
        if count < 0, errno == EINTR { continue }
        if count < 0 { return errno }
        done += count
      }
      return 0
    }
    if failure != 0 { throw .file(.cannotWrite(path: path, errno: failure)) }
  }

  /// Replaces the content of a file atomically, as ``FileAccess/replace(with:replacing:making:)`` does;
  /// follows a symbolic link wherever it leads, but not to nothing.
  ///
  /// - Throws: `exists` if the file exists and must not be replaced, `linkLeaves`, `cannotWrite`,
  ///   `notRegular` if it is not a regular file.
  package static func replace(
    _ path: String, with bytes: some Sequence<UInt8>, replacing: Bool = true
  ) throws(PostilError) {
    let (folder, name) = split(resolved(path))
    try FileAccess(name, in: FolderAccess(folder), path: path)
      .replace(with: bytes, replacing: replacing)
  }

  /// Replaces the content of a file at a place.
  ///
  /// - Parameter path: The path to show.
  /// - Throws: `cannotWrite`.
  static func replace(
    _ place: borrowing FolderAccess.Place, with bytes: some Sequence<UInt8>, path: String
  ) throws(PostilError) {
    let system = place.system
    try replace(place, path: path) { descriptor throws(PostilError) in
      try write(bytes, to: descriptor, path: path, on: system)
      try sync(descriptor, path: path, on: system)
    }
    try syncFolder(of: place, path: path)
  }

  /// Replaces a file at a place by what a function writes into a temporary one beside it; syncs nothing.
  ///
  /// - Parameters:
  ///   - path: The path to show.
  ///   - content: Writes into an open file.
  /// - Throws: `cannotWrite`, and what `content` throws; the file is as it was then.
  static func replace(
    _ place: borrowing FolderAccess.Place, path: String,
    by content: (Int32) throws(PostilError) -> Void
  ) throws(PostilError) {
    let system = place.system
    var old = stat()
    let exists = system.status(of: place.name, in: place.folder, &old) == 0
    let temporary = temporaryName(of: place.name)
    let descriptor = system.openFile(
      temporary, in: place.folder, O_WRONLY | O_CREAT | O_EXCL,
      mode: exists ? old.st_mode & 0o7777 : 0o666)
    guard descriptor >= 0 else { throw .file(.cannotWrite(path: path, errno: errno)) }
    do throws(PostilError) {
      defer { system.closeFile(descriptor) }
      if exists { system.setRights(descriptor, like: old) }
      try content(descriptor)
      let folder = place.folder
      guard system.renameFile(temporary, in: folder, to: place.name, in: folder) == 0 else {
        throw .file(.cannotWrite(path: path, errno: errno))
      }
    } catch {
      _ = system.remove(temporary, in: place.folder, isFolder: false)
      throw error
    }
  }

  /// Flushes the folder of a file, so that a name in it survives a power failure.
  ///
  /// - Throws: `cannotWrite`.
  static func syncFolder(
    of place: borrowing FolderAccess.Place, path: String
  ) throws(PostilError) {
    do throws(FolderAccess.Failure) { try place.system.keepNames(in: place.folder) } catch {
      guard case .system(let code) = error else { return }
      throw .file(.cannotWrite(path: path, errno: code))
    }
  }

  /// A name for a new temporary file beside a file: `harbour.jsonl.postil-411-90210.tmp`.
  private static func temporaryName(of name: String) -> String {
    "\(name).postil-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
  }

  /// Whether ``temporaryName(of:)`` makes names like this one.
  static func isTemporary(_ temporary: String, of name: String) -> Bool {
    guard temporary.hasPrefix(name + ".postil-"), temporary.hasSuffix(".tmp") else { return false }
    let numbers = temporary.dropFirst(name.count + 8).dropLast(4)
      .split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// The metadata by which a change of a file is noticed without reading it.
  package struct Stamp: Hashable, Sendable {
    let inode: UInt64
    package let size: Int
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

    /// Whether a file was changed before another one.
    package func isOlder(than other: Stamp) -> Bool {
      (seconds, nanoseconds) < (other.seconds, other.nanoseconds)
    }

    /// The time of the last change, as ``Timestamp`` writes it.
    package var time: String {
      Timestamp.string(seconds: seconds, milliseconds: nanoseconds / 1_000_000)
    }

    /// The latest time at which the file can have been written: its own may be a step of the clock older.
    package var latestTime: String {
      let later = nanoseconds + Self.tick
      return Timestamp.string(
        seconds: seconds + later / 1_000_000_000, milliseconds: later / 1_000_000 % 1000)
    }

    /// Size and time, without what differs between copies of a file.
    package var summary: String { "\(size) \(seconds).\(nanoseconds)" }

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

  /// Flushes an open file to the disk, so that its content survives a power failure.
  ///
  /// - Throws: `cannotWrite`.
  package static func sync(
    _ descriptor: Int32, path: String, on system: any FileSystem = ComputerFiles.all
  ) throws(PostilError) {
    while system.syncContent(descriptor) != 0 {
      if errno != EINTR { throw .file(.cannotWrite(path: path, errno: errno)) }
    }
  }

  /// The folder that holds a file, and the file's name in it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
