import PostilKit
import PostilSystem

/// The file that informs the next command about an op whose process was killed.
///
/// It is `.postil/pending/OP.json` in the folder of the sidecars: synced before the first sidecar
/// is written, locked by its writer, and removed at the end together with folders that are then
/// empty. A file whose lock is free was therefore left by a killed process.
struct PendingOp: ~Copyable {
  /// The content of the file.
  struct Record: Hashable, Sendable {
    let op: String
    let author: Author
    let command: String?
    /// The names of the articles whose sidecars the op writes.
    let articles: [String]
  }

  /// The largest file written and accepted, in bytes: room for the names of a million articles.
  static let limit = 1 << 28

  private let path: String
  private let descriptor: Int32

  /// The folder of these files in a workspace.
  static func folder(of workspace: Workspace) -> String {
    "\(workspace.sidecars ?? workspace.root)/.postil/pending"
  }

  /// Writes and locks the file of an op. If the folder cannot be written although the sidecars can,
  /// there is no file.
  ///
  /// - Throws: `cannotWrite`, `tooLarge`.
  static func begin(
    _ record: Record, in workspace: Workspace
  ) throws(PostilError) -> PendingOp? {
    let folder = folder(of: workspace)
    let path = "\(folder)/\(record.op).json"
    let bytes = record.bytes
    guard bytes.count <= limit else {
      throw .file(.tooLarge(path: path, bytes: bytes.count, limit: limit))
    }
    let descriptor = try create(path, in: folder)
    if descriptor < 0 { return nil }
    let pending = PendingOp(path, descriptor)
    do throws(PostilError) {
      try Files.write(bytes, to: descriptor, path: path)
      try Files.sync(descriptor, path: path)
      Files.syncFolder(of: path)
    } catch {
      pending.end()
      throw error
    }
    return pending
  }

  /// Opens a file left by a killed process; nil if it is locked or gone.
  ///
  /// - Parameter path: The file; a symbolic link, or anything but a regular file, is not opened.
  static func left(at path: String) -> PendingOp? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { return nil }
    var (status, named) = (stat(), stat())
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0,
      // The process that held the lock may have completed the op meanwhile.
      lstat(path, &named) == 0, named.st_ino == status.st_ino, named.st_dev == status.st_dev
    else {
      close(descriptor)
      return nil
    }
    return PendingOp(path, descriptor)
  }

  private init(_ path: String, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  // Closing releases the lock. A file that still exists is left to the next command.
  deinit { close(descriptor) }

  /// Removes the file, and its folders if they are empty.
  func end() {
    unlink(path)
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    if rmdir(folder) == 0 {
      rmdir(String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)]))
    }
  }

  /// The content of the file.
  ///
  /// - Throws: `cannotRead`, `tooLarge`.
  func content() throws(PostilError) -> Content {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .file(.cannotRead(path: path, errno: errno))
    }
    guard status.st_size <= Self.limit else {
      throw .file(.tooLarge(path: path, bytes: Int(status.st_size), limit: Self.limit))
    }
    return Content(try Files.readAll(descriptor, expecting: Int(status.st_size), path: path))
  }

  /// Creates and locks a file; -1 where none can be created.
  private static func create(_ path: String, in folder: String) throws(PostilError) -> Int32 {
    let parent = String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)])
    // Another command may remove the empty folders, or see the file before it is locked.
    for _ in 0..<1000 {
      for each in [parent, folder] {
        let code = mkdir(each, 0o777) == 0 ? 0 : errno
        if [EACCES, EPERM, EROFS].contains(code) { return -1 }
        // A symbolic link could lead out of the workspace.
        if code == EEXIST, Folders.kind(each) == .link {
          throw .file(.cannotWrite(path: each, errno: ENOTDIR))
        }
        if ![0, EEXIST, ENOENT].contains(code) {
          throw .file(.cannotWrite(path: each, errno: code))
        }
      }
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor < 0 {
        if [EACCES, EPERM, EROFS].contains(errno) { return -1 }
        if errno == ENOENT { continue }
        throw .file(.cannotWrite(path: path, errno: errno))
      }
      _ = flock(descriptor, LOCK_EX)
      var (status, named) = (stat(), stat())
      if fstat(descriptor, &status) == 0, lstat(path, &named) == 0,
        status.st_ino == named.st_ino
      {
        return descriptor
      }
      close(descriptor)
    }
    throw .store(.locked(path: path))
  }
}

extension PendingOp {
  /// The content found in a file.
  enum Content: Hashable {
    case record(Record)
    /// The file is incomplete, so its op has not begun.
    case torn
    /// JSON that Postil does not write.
    case foreign

    init(_ bytes: [UInt8]) {
      guard let value = try? bytes.withUnsafeBufferPointer({ try JSONParser.parse($0) }) else {
        self = .torn
        return
      }
      self = value.object.flatMap(Record.init).map { .record($0) } ?? .foreign
    }
  }
}

extension PendingOp.Record {
  fileprivate init?(_ object: JSONObject) {
    guard object["pending"] == 1, let op = object["op"]?.string, let by = object["by"]?.string,
      let kind = object["author"]?.string.flatMap(Author.Kind.init(rawValue:)),
      let sidecars = object["sidecars"]?.array
    else { return nil }
    let names = sidecars.compactMap { $0.string.flatMap(Self.article) }
    guard names.count == sidecars.count, !names.isEmpty else { return nil }
    self.init(
      op: op, author: Author(by: by, kind: kind), command: object["command"]?.string,
      articles: names)
  }

  /// The article for a sidecar's path relative to the folder of the sidecars; nil for any other
  /// path.
  private static func article(_ path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard path.hasSuffix(".jsonl"), !path.contains("\0"),
      !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") })
    else { return nil }
    return String(path.dropLast(6))
  }

  fileprivate var bytes: [UInt8] {
    var object = JSONObject()
    object["pending"] = 1
    object["op"] = .string(op)
    object["by"] = .string(author.name)
    object["author"] = .string(author.kind.rawValue)
    object["command"] = command.map { .string($0) }
    object["sidecars"] = .array(articles.map { .string($0 + ".jsonl") })
    var writer = JSONWriter()
    writer.write(.object(object))
    writer.write(raw: "\n")
    return writer.bytes
  }
}
