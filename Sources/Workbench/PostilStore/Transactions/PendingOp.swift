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

  private let file: FileAccess
  private let descriptor: Int32

  /// The folder of these files, in that of the sidecars.
  static let folder = ".postil/pending"

  private static func home(_ workspace: Workspace) -> FolderAccess {
    workspace.sidecarFolder ?? workspace.folder
  }

  /// All these files of a workspace, with the ids of their ops. Costs three system calls if there are none.
  static func all(_ workspace: Workspace) -> [(op: String, file: FileAccess)] {
    let home = home(workspace)
    return home.entries(of: folder).filter { $0.hasSuffix(".json") }.map {
      (String($0.dropLast(5)), FileAccess("\(folder)/\($0)", in: home))
    }
  }

  /// Writes and locks the file of an op. If the folder cannot be written although the sidecars can,
  /// there is no file.
  ///
  /// - Throws: `cannotWrite`, `tooLarge`.
  static func begin(
    _ record: Record, in workspace: Workspace
  ) throws(PostilError) -> PendingOp? {
    let file = FileAccess("\(folder)/\(record.op).json", in: home(workspace))
    let bytes = record.bytes
    guard bytes.count <= limit else {
      throw .file(.tooLarge(path: file.path, bytes: bytes.count, limit: limit))
    }
    guard let descriptor = try create(file) else { return nil }
    let pending = PendingOp(file, descriptor)
    do throws(PostilError) {
      try Files.write(bytes, to: descriptor, path: file.path, on: file.system)
      try Files.sync(descriptor, path: file.path, on: file.system)
      try file.syncFolder()
    } catch {
      pending.end()
      throw error
    }
    return pending
  }

  /// Opens a file left by a killed process; nil if it is locked or gone.
  static func left(_ file: FileAccess) -> PendingOp? {
    guard let place = try? file.folder.place(file.name), let descriptor = try? place.open(O_RDONLY)
    else { return nil }
    // The process that held the lock may have completed the op meanwhile.
    guard file.system.lock(descriptor, LOCK_EX | LOCK_NB) == 0, place.isStill(descriptor) else {
      file.system.closeFile(descriptor)
      return nil
    }
    return PendingOp(file, descriptor)
  }

  /// Whether a killed process has left a file.
  static func isLeft(_ file: FileAccess) -> Bool {
    switch left(file) {
    case .some: true
    case .none: false
    }
  }

  private init(_ file: FileAccess, _ descriptor: Int32) {
    self.file = file
    self.descriptor = descriptor
  }

  // Closing releases the lock. A file that still exists is left to the next command.
  deinit { file.system.closeFile(descriptor) }

  /// Removes the file, and its folders if they are empty.
  func end() {
    file.remove()
    // Otherwise a power failure could bring it back when a sidecar does not have the op any more.
    try? file.syncFolder()
    if file.folder.removeIfEmpty(Self.folder) { file.folder.removeIfEmpty(".postil") }
  }

  /// The content of the file.
  ///
  /// - Throws: `cannotRead`, `tooLarge`.
  func content() throws(PostilError) -> Content {
    var status = stat()
    guard file.system.status(of: descriptor, &status) == 0 else {
      throw .file(.cannotRead(path: file.path, errno: errno))
    }
    return Content(
      try Files.readAll(
        descriptor, expecting: Int(status.st_size), limit: Self.limit, path: file.path,
        on: file.system))
  }

  /// Creates and locks a file; nil where none can be created.
  private static func create(_ file: FileAccess) throws(PostilError) -> Int32? {
    // Another command may remove the empty folders, or see the file before it is locked.
    for _ in 0..<1000 {
      do throws(FolderAccess.Failure) {
        let place = try file.folder.place(file.name, making: true)
        // A link could make `end` delete another file.
        guard place.whole == file.name else { throw .system(ENOTDIR) }
        let descriptor = try place.create(O_RDWR)
        _ = place.system.lock(descriptor, LOCK_EX)
        if place.isStill(descriptor) { return descriptor }
        place.system.closeFile(descriptor)
      } catch .missing {
        try Folders.create(file.folder.path)
      } catch .system(ENOENT) {
      } catch .system(let code) where [EACCES, EPERM, EROFS].contains(code) {
        return nil
      } catch { throw file.writing(error) }
    }
    throw .store(.locked(path: file.path))
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
