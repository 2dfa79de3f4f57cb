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

  /// Names a folder, which need not exist; an empty path is the current folder.
  package init(_ path: String) { self.path = path.isEmpty ? "." : path }

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

    /// Whether there is something of this name, of whatever kind.
    package var exists: Bool { mode != 0 }

    /// Opens the file, if it is a regular one; never waits for a pipe or a device.
    ///
    /// - Parameter flags: `O_RDONLY` and the like.
    package func open(_ flags: Int32) throws(Failure) -> Int32 {
      guard exists else { throw .missing }
      guard mode & S_IFMT == S_IFREG else { throw .notRegular }
      return try checked(openat(folder, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    }

    /// Creates the file and opens it; fails with `EEXIST` if something has its name.
    package func create(_ flags: Int32, mode: mode_t = 0o666) throws(Failure) -> Int32 {
      let flags = flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      return try checked(openat(folder, name, flags, mode))
    }

    /// Whether an open file is the one of this name: it may have been replaced or deleted meanwhile.
    package func isStill(_ descriptor: Int32) -> Bool {
      var (status, named) = (stat(), stat())
      return fstat(descriptor, &status) == 0
        && fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0
        && status.st_ino == named.st_ino && status.st_dev == named.st_dev
    }

    private func checked(_ descriptor: Int32) throws(Failure) -> Int32 {
      guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw .notRegular
      }
      return descriptor
    }

    deinit { close(folder) }
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
    let descriptor = open(root.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
    folders = [descriptor]
  }

  deinit { for folder in folders { close(folder) } }

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
          whole: (names + [part]).joined(separator: "/"), mode: mode)
      }
      if mode == 0, !making { throw .missing }
      try enter(part, creating: mode == 0)
    }
    throw .notRegular
  }

  /// The kind and the rights of an entry of the present folder, links not followed; 0 if there is none.
  private func mode(of part: String) throws(FolderAccess.Failure) -> mode_t {
    var status = stat()
    if fstatat(here, part, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status.st_mode }
    guard errno == ENOENT else { throw .system(errno) }
    return 0
  }

  private mutating func enter(
    _ part: String, creating: Bool
  ) throws(FolderAccess.Failure) {
    if creating, mkdirat(here, part, 0o777) != 0, errno != EEXIST { throw .system(errno) }
    let next = openat(here, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard next >= 0 else { throw .system(errno) }
    folders.append(next)
    names.append(part)
  }

  /// Goes back to the folder above; false if that is not in the root.
  private mutating func leave() -> Bool {
    guard folders.count > 1, let last = folders.popLast() else { return false }
    close(last)
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
