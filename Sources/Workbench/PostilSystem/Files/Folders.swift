/// Lists folders without following symbolic links out of them.
package enum Folders {
  /// The type of a folder's entry.
  package enum Kind: Sendable { case file, folder, link, other }

  /// The entries of a folder, sorted by name; skips hidden entries and names that are not UTF-8.
  ///
  /// - Throws: `noSuchFile`, `cannotRead`.
  package static func entries(
    _ path: String
  ) throws(PostilError) -> [(name: String, kind: Kind)] {
    var skipped: [(name: String, kind: Kind)] = []
    return try entries(path, skipped: &skipped)
  }

  /// Does the same.
  ///
  /// - Parameter skipped: Receives the entries whose names are not UTF-8, their bytes escaped as in
  ///   `caf\\xE9.txt`.
  package static func entries(
    _ path: String, skipped: inout [(name: String, kind: Kind)]
  ) throws(PostilError) -> [(name: String, kind: Kind)] {
    guard let folder = opendir(path) else {
      throw .file(
        errno == ENOENT ? .noSuchFile(path: path) : .cannotRead(path: path, errno: errno))
    }
    defer { closedir(folder) }
    var entries: [(name: String, kind: Kind)] = []
    while let entry = readdir(folder) {
      guard let name = name(entry) else {
        let name = escapedName(entry)
        if !name.hasPrefix(".") { skipped.append((name, kind(entry.pointee.d_type, path))) }
        continue
      }
      if name.hasPrefix(".") { continue }
      entries.append((name, kind(entry.pointee.d_type, "\(path)/\(name)")))
    }
    skipped.sort { $0.name < $1.name }
    return entries.sorted { $0.name < $1.name }
  }

  /// The files in a folder and its sub-folders, as paths relative to it, each folder sorted by name.
  ///
  /// - Parameter isWanted: Called with a file's name.
  /// - Throws: `noSuchFile`, `cannotRead`.
  package static func files(
    _ path: String, where isWanted: (String) -> Bool
  ) throws(PostilError) -> [String] {
    var names: [String] = []
    for (name, kind) in try entries(path) {
      if kind == .folder {
        names += try files("\(path)/\(name)", where: isWanted).map { "\(name)/\($0)" }
      } else if isWanted(name) {
        names.append(name)
      }
    }
    return names
  }

  /// Creates a folder and the missing ones above it, whose names then survive a power failure.
  ///
  /// - Throws: `cannotWrite`.
  package static func create(_ path: String) throws(PostilError) {
    if path.isEmpty || make(path) || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw .file(.cannotWrite(path: path, errno: errno))
    }
    try create(String(path[..<slash]))
    if !make(path), errno != EEXIST { throw .file(.cannotWrite(path: path, errno: errno)) }
  }

  /// Creates a folder and syncs the one above it; false with `errno` set if it is not created.
  private static func make(_ path: String) -> Bool {
    guard mkdir(path, 0o777) == 0 else { return false }
    let above = open(Files.split(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if above >= 0 {
      fsync(above)
      close(above)
    }
    return true
  }

  /// Waits until the disk has all that was written to the file system of a folder: once, for many files
  /// that can be made again.
  package static func sync(_ path: String) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // glibc has syncfs, and its Swift module does not show it.
    typealias Function = @convention(c) (Int32) -> Int32
    if let function = dlsym(nil, "syncfs") {
      _ = unsafeBitCast(function, to: Function.self)(descriptor)
    } else {
      fsync(descriptor)
    }
  }

  /// The path with links, `.` and `..` resolved; nil if it does not exist.
  package static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }

  /// Whether a path exists; a link counts as its target.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path belongs to the user of this process.
  package static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_uid == geteuid()
  }

  /// The type of what is at a path, links not followed; nil if nothing is there.
  package static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return kind(mode: status.st_mode)
  }

  /// Makes a folder the current one.
  ///
  /// - Throws: `noSuchFolder`, `cannotRead`.
  package static func enter(_ path: String) throws(PostilError) {
    guard chdir(path.isEmpty ? "." : path) != 0 else { return }
    throw .file(errno == ENOENT ? .noSuchFolder(path: path) : .cannotRead(path: path, errno: errno))
  }

  /// Paths in the same folder with a similar spelling.
  package static func similar(_ path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let names = ((try? entries(folder.isEmpty ? "." : folder)) ?? []).map(\.name)
    return Spelling.nearest(name, in: names).map { folder + $0 }
  }

  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> String? {
    bytes(entry).flatMap { String(validatingCString: $0) }
  }

  private static func bytes(_ entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar>? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    return UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
  }

  /// A name that is not UTF-8, each byte that is not ASCII as `\\xE9`.
  private static func escapedName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    guard let start = bytes(entry) else { return "" }
    return UnsafeBufferPointer(start: start, count: strlen(start)).map { byte in
      let code = UInt8(bitPattern: byte)
      return code < 0x80
        ? String(Unicode.Scalar(code)) : "\\x" + String(code, radix: 16, uppercase: true)
    }.joined()
  }

  private static func kind(_ type: UInt8, _ path: @autoclosure () -> String) -> Kind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): kind(path()) ?? .other
    default: .other
    }
  }

  private static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }
}
