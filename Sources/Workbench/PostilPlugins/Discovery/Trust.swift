import PostilKit
import PostilSystem

/// The workspace plugins that the user has inspected and allowed to run.
///
/// Trust applies to a path and a content: a plugin that was moved, or of which a byte changed, is
/// no longer trusted. The content is all files of the plugin's folder, and the files outside it that its
/// command names. The list is kept outside every workspace, so that none can declare itself
/// trusted.
package struct Trust: Sendable {
  private let folder: String

  /// Uses the list in `trust/` of a folder, by default ``Platform/dataFolder``.
  package init(folder: String) { self.folder = "\(folder)/trust" }

  /// Whether the plugin is trusted in its present state.
  package func covers(_ manifest: Manifest) -> Bool {
    guard let digest = try? Self.content(manifest).digest else { return false }
    return access("\(folder)/\(digest)", F_OK) == 0
  }

  /// Trusts a plugin in its present state.
  ///
  /// - Throws: `cannotRead`, `cannotWrite`, `refused` if its command names a folder outside its own.
  package func trust(_ manifest: Manifest) throws(PostilError) {
    let digest = try Self.content(manifest).digest
    try Folders.create(folder)
    try Files.replace("\(folder)/\(digest)", with: Array((manifest.folder + "\n").utf8))
  }

  /// Withdraws trust from the present and every earlier content of the plugin at its path.
  ///
  /// - Throws: `cannotWrite`.
  package func untrust(_ manifest: Manifest) throws(PostilError) {
    for name in PluginCatalog.names(in: folder) {
      let path = "\(folder)/\(name)"
      guard let content = try? Files.read(path, limit: 1 << 16),
        String(decoding: content, as: UTF8.self) == manifest.folder + "\n"
      else { continue }
      guard unlink(path) == 0 || errno == ENOENT else {
        throw .file(.cannotWrite(path: path, errno: errno))
      }
    }
  }

  /// The files of a plugin and the hash that is trusted: that of its path and of all its files, sorted by
  /// name.
  ///
  /// - Returns: The files, those of its folder relative to it, and those outside it by their paths.
  /// - Throws: `cannotRead`, `tooLarge`, `refused` if its command names a folder outside its own.
  package static func content(
    _ manifest: Manifest
  ) throws(PostilError) -> (files: [(name: String, bytes: Int)], digest: String) {
    let folder = manifest.folder
    guard let root = Folders.real(folder) else {
      throw .file(.cannotRead(path: folder, errno: errno))
    }
    var files: [(name: String, bytes: Int)] = []
    var listing = "\(root)\0"
    func add(_ name: String, _ file: FileAccess) throws(PostilError) {
      let bytes = try file.read(limit: largest)
      files.append((name, bytes.count))
      listing += "\(name)\0\(SHA256.hex(bytes))\0"
    }
    for name in try Self.files(root, below: "") {
      try add(name, FileAccess(name, in: FolderAccess(root)))
    }
    for path in try CommandFiles(manifest, in: root).outside() {
      try add(path, FileAccess(path: path))
    }
    return (files, SHA256.hex(listing.utf8))
  }

  /// The largest file of a plugin, in bytes.
  private static let largest = 1 << 30

  private static func files(
    _ root: String, below path: String, depth: Int = 0
  ) throws(PostilError) -> [String] {
    var found: [String] = []
    for name in try names(in: path.isEmpty ? root : "\(root)/\(path)") {
      let path = path.isEmpty ? name : "\(path)/\(name)"
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else {
        throw .file(.cannotRead(path: "\(root)/\(path)", errno: errno))
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where depth < 32: found += try files(root, below: path, depth: depth + 1)
      case S_IFREG: found.append(path)
      // The target of a link can change unnoticed; a pipe or device has no content to hash.
      default: throw .file(.cannotRead(path: "\(root)/\(path)", errno: ELOOP))
      }
    }
    return found
  }

  /// All names in a folder, also hidden ones, as bytes: every file must be part of the hash.
  private static func names(in path: String) throws(PostilError) -> [String] {
    guard let folder = opendir(path) else { throw .file(.cannotRead(path: path, errno: errno)) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder), let offset = MemoryLayout<dirent>.offset(of: \.d_name) {
      let start = UnsafeRawPointer(entry).advanced(by: offset)
      guard let name = String(validatingCString: start.assumingMemoryBound(to: CChar.self)) else {
        throw .file(.cannotRead(path: path, errno: EILSEQ))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
