#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder, and the one way to the files in it that cannot lead out of it.
///
/// A name is relative to the folder, its parts joined by `/`. It is walked part by part from the folder's
/// descriptor, and no part is opened through a symbolic link: a link is read, and its target is walked in
/// the same way. So links inside the folder work and none leads out, even if the folder changes
/// meanwhile.
package struct FolderAccess: Hashable, Sendable {
  /// The folder's path, as given; it may itself be a link.
  package let path: String
  /// The file system that it is in.
  package let system: any FileSystem

  /// Names a folder, which need not exist; an empty path is the current folder.
  package init(_ path: String, on system: any FileSystem = ComputerFiles.all) {
    self.path = path.isEmpty ? "." : path
    self.system = system
  }

  package static func == (left: FolderAccess, right: FolderAccess) -> Bool {
    left.path == right.path && left.system === right.system
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(path) }

  /// Why a file cannot be reached.
  package enum Failure: Error, Hashable {
    /// There is no file of this name.
    case missing
    /// The link at this path leads out of the folder, or to nothing.
    case leaves(link: String)
    /// It is a folder, a pipe, a device or a socket.
    case notRegular
    /// A system call failed with this error number.
    case system(Int32)
  }

  /// Where a name leads.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - making: Whether missing folders above the file are created.
  package func place(_ name: String, making: Bool = false) throws(Failure) -> Place {
    var walk = try Walk(self, name)
    return try walk.place(making: making)
  }

  /// The name in this folder of a path that begins with the folder's; nil for another path.
  package func name(of path: String) -> String? {
    let start = self.path.hasSuffix("/") ? self.path : self.path + "/"
    return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
  }

  /// The path of a name, to show and for messages.
  package func shown(_ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }
}

extension FolderAccess {
  /// An open folder, reached without a link, and the name in it of a file that is not a link.
  package struct Place: ~Copyable {
    /// The descriptor of the folder.
    package let folder: Int32
    /// The name of the file in the folder.
    package let name: String
    /// The name of the file in the ``FolderAccess`` that it was reached from, without links.
    package let whole: String
    /// The kind and the rights of the file, as in `st_mode`; 0 if there is no file.
    package let mode: mode_t
    /// The file system that it is in.
    package let system: any FileSystem

    /// Whether there is something of this name, of whatever kind.
    package var exists: Bool { mode != 0 }

    /// Opens the file, if it is a regular one; never waits for a pipe or a device.
    ///
    /// - Parameter flags: `O_RDONLY` and the like.
    package func open(_ flags: Int32) throws(Failure) -> Int32 {
      guard exists else { throw .missing }
      guard mode & S_IFMT == S_IFREG else { throw .notRegular }
      return try checked(
        system.openFile(name, in: folder, flags | O_NOFOLLOW | O_NONBLOCK, mode: 0))
    }

    /// Creates the file and opens it; fails with `EEXIST` if something has its name.
    package func create(_ flags: Int32, mode: mode_t = 0o666) throws(Failure) -> Int32 {
      let flags = flags | O_CREAT | O_EXCL | O_NOFOLLOW
      return try checked(system.openFile(name, in: folder, flags, mode: mode))
    }

    /// Whether an open file is the one of this name: it may have been replaced or deleted meanwhile.
    package func isStill(_ descriptor: Int32) -> Bool {
      var (status, named) = (stat(), stat())
      return system.status(of: descriptor, &status) == 0
        && system.status(of: name, in: folder, &named) == 0
        && status.st_ino == named.st_ino && status.st_dev == named.st_dev
    }

    private func checked(_ descriptor: Int32) throws(Failure) -> Int32 {
      guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
      var status = stat()
      guard system.status(of: descriptor, &status) == 0 else {
        let code = errno
        system.closeFile(descriptor)
        throw .system(code)
      }
      guard status.st_mode & S_IFMT == S_IFREG else {
        system.closeFile(descriptor)
        throw .notRegular
      }
      return descriptor
    }

    deinit { system.closeFile(folder) }
  }
}

/// A walk from a folder to a file.
private struct Walk: ~Copyable {
  /// The most links that are followed.
  private static let mostLinks = 40

  private let root: FolderAccess
  /// The descriptors of the folders entered, the root's first.
  private var folders: [Int32] = []
  /// The names of the folders entered, without the root's.
  private var names: [String] = []
  /// The parts of the name that are still to walk, the next one last.
  private var parts: [Substring]
  /// The path of the link that was followed last.
  private var link: String
  private var links = 0
  /// While at least this many parts are left, the next one is of a link's target, of whichever link.
  private var ownParts = Int.max
  /// While at least this many parts are left, the next one is of the target of ``link``.
  private var linkParts = Int.max

  init(_ root: FolderAccess, _ name: String) throws(FolderAccess.Failure) {
    self.root = root
    link = root.shown(name)
    parts = Self.split(name)
    guard !name.utf8.contains(0) else { throw .system(EINVAL) }
    let descriptor = root.system.openFolder(root.path)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
    folders = [descriptor]
  }

  deinit { for folder in folders { root.system.closeFile(folder) } }

  private static func split(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }.reversed()
  }

  private var here: Int32 { folders.last ?? -1 }

  mutating func place(making: Bool) throws(FolderAccess.Failure) -> FolderAccess.Place {
    while let part = parts.popLast().map(String.init) {
      let isOfLink = parts.count >= ownParts
      if part == ".." {
        if !leave() { try reroute() }
        continue
      }
      let mode = try mode(of: part)
      if mode & S_IFMT == S_IFLNK {
        try follow(part, isOfLink)
        continue
      }
      // The target of a link is never created.
      if mode == 0, isOfLink { throw .leaves(link: link) }
      if parts.isEmpty {
        return FolderAccess.Place(
          folder: folders.removeLast(), name: part,
          whole: (names + [part]).joined(separator: "/"), mode: mode, system: root.system)
      }
      if mode == 0, !making { throw .missing }
      try enter(part, creating: mode == 0)
    }
    throw .notRegular
  }

  /// The kind and the rights of an entry of the present folder, links not followed; 0 if there is none.
  private func mode(of part: String) throws(FolderAccess.Failure) -> mode_t {
    var status = stat()
    if root.system.status(of: part, in: here, &status) == 0 { return status.st_mode }
    guard errno == ENOENT else { throw .system(errno) }
    return 0
  }

  private mutating func enter(
    _ part: String, creating: Bool
  ) throws(FolderAccess.Failure) {
    if creating { try make(part) }
    let next = root.system.openFile(
      part, in: here, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, mode: 0)
    guard next >= 0 else { throw .system(errno) }
    folders.append(next)
    names.append(part)
  }

  /// Creates a folder, whose name then survives a power failure, as what is written into it must.
  private func make(_ part: String) throws(FolderAccess.Failure) {
    if root.system.makeFolder(part, in: here) != 0 {
      guard errno == EEXIST else { throw .system(errno) }
    } else {
      try root.system.keepNames(in: here)
    }
  }

  /// Goes back to the folder above; false if that is not in the root.
  private mutating func leave() -> Bool {
    guard folders.count > 1, let last = folders.popLast() else { return false }
    root.system.closeFile(last)
    names.removeLast()
    return true
  }

  /// Goes on from the root, by a name without links, where the target of the last link leads: a path from
  /// `/` on, or one through folders above, may come back.
  private mutating func reroute() throws(FolderAccess.Failure) {
    guard parts.count >= linkParts, let inside = Self.real(root.path), let real = Self.real(link),
      let name = FolderAccess(inside).name(of: real)
    else { throw .leaves(link: link) }
    while leave() {}
    parts = parts.prefix(linkParts) + Self.split(name)
  }

  /// Puts the target of a link in its place.
  private mutating func follow(
    _ part: String, _ isOfLink: Bool
  ) throws(FolderAccess.Failure) {
    links += 1
    guard links <= Self.mostLinks else { throw .system(ELOOP) }
    link = root.shown((names + [part]).joined(separator: "/"))
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlinkat(here, part, &buffer, buffer.count - 1)
    guard count > 0 else { throw .system(errno) }
    let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    if !isOfLink { ownParts = parts.count }
    linkParts = parts.count
    if target.hasPrefix("/") { try reroute() } else { parts += Self.split(target) }
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }
}
