#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an annotator gets when it starts.
public struct Configuration: Sendable {
  /// The plugin's folder, with its `plugin.json`.
  public var folder: String
  /// Settings of the manifest as the user changed them.
  public var settings: JSONObject
  /// The folder of the articles, with the user's own lists and models; nil if there is none.
  public var workspace: String?

  /// Makes a configuration.
  public init(
    folder: String = ".", settings: JSONObject = JSONObject(), workspace: String? = nil
  ) {
    self.folder = folder
    self.settings = settings
    self.workspace = workspace
  }

  /// A file of the plugin's `Resources` folder, mapped into memory, not copied.
  ///
  /// - Throws: ``AnnotatorError`` that names the file.
  public func resource(_ name: String) throws -> Resource {
    try Resource(path: "\(folder)/Resources/\(name)")
  }
}

extension Configuration {
  /// A file of the workspace that a setting names, mapped into memory. It must be inside the
  /// workspace.
  ///
  /// - Throws: ``AnnotatorError`` that names the file.
  public func workspaceFile(_ path: String) throws -> Resource {
    guard let workspace else {
      throw AnnotatorError("'\(path)' is a file of the workspace, and there is no workspace")
    }
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw AnnotatorError("'\(path)' is outside the workspace; give a path inside it")
    }
    let shown = "\(workspace)/\(path)"
    let descriptor: Int32
    do throws(FolderAccess.Failure) {
      descriptor = try FolderAccess(workspace).place(path).open(O_RDONLY)
    } catch {
      throw AnnotatorError(Self.reason(error, shown))
    }
    return try Resource(descriptor, shown, limit: Resource.largest)
  }

  private static func reason(
    _ failure: FolderAccess.Failure, _ path: String
  ) -> String {
    switch failure {
    case .missing: "cannot open \(path): \(String(cString: strerror(ENOENT)))"
    case .system(let code): "cannot open \(path): \(String(cString: strerror(code)))"
    case .notRegular: "cannot read \(path): it is not a regular file"
    case .leaves(let link):
      "'\(link)' is a symbolic link that leads out of the workspace, or to nothing;"
        + " give a path inside it"
    }
  }
}

/// A file mapped into memory for as long as something holds it.
///
/// The only file access of the kit: models must be mapped by the code that uses them.
public final class Resource: Sendable {
  /// Its bytes, valid while this object lives.
  public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// The largest file of a workspace that is mapped, in bytes.
  static let largest = 1 << 30

  /// Maps a file for reading.
  ///
  /// - Throws: ``AnnotatorError`` that names the file.
  public convenience init(path: String) throws {
    // A pipe is not waited for: it cannot be mapped.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw AnnotatorError("cannot open \(path): \(String(cString: strerror(errno)))")
    }
    try self.init(descriptor, path, limit: Int.max)
  }

  /// Maps an open file and closes its descriptor.
  init(_ descriptor: Int32, _ path: String, limit: Int) throws {
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw AnnotatorError("cannot read \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw AnnotatorError("cannot read \(path): it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size <= limit else {
      throw AnnotatorError("'\(path)' has \(size) bytes, more than the limit of \(limit)")
    }
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw AnnotatorError("cannot map \(path): \(String(cString: strerror(errno)))") }
    bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  /// A copy of bytes, as if a file of them were mapped.
  ///
  /// - Throws: ``AnnotatorError`` if there is no memory.
  package init(copying content: [UInt8]) throws {
    guard !content.isEmpty else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard
      let address = mmap(
        nil, content.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      address != MAP_FAILED
    else { throw AnnotatorError("there is no memory for \(content.count) bytes") }
    UnsafeMutableRawBufferPointer(start: address, count: content.count).copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(start: address, count: content.count)
  }

  deinit {
    if let address = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
    }
  }

  /// The lines of a word list: without comments (`#` to the end of the line) and empty lines,
  /// trimmed of blanks.
  public var lines: [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
      let trimmed = content.drop(while: isBlank)
      guard let end = trimmed.lastIndex(where: { !isBlank($0) }) else { return nil }
      return String(decoding: trimmed[...end], as: UTF8.self)
    }
  }
}
