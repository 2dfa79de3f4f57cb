import PostilSystem

/// Which plugins of workspaces the user has looked at and allowed to run.
///
/// Trust is given to a place and a content: the plugin moved, or a byte of it changed, is a stranger
/// again. What is trusted is kept outside every workspace, so that none can vouch for itself.
package struct Trust: Sendable {
  private let folder: String

  /// Trust as kept in `trust/` of a folder, usually ``Platform/dataFolder``.
  package init(folder: String) { self.folder = "\(folder)/trust" }

  /// Whether the plugin, as it lies there now, is trusted.
  package func covers(_ manifest: Manifest) -> Bool {
    guard let digest = try? Self.digest(manifest.folder) else { return false }
    return access("\(folder)/\(digest)", F_OK) == 0
  }

  /// Trusts a plugin as it lies there now.
  ///
  /// - Throws: `cannotRead`, `cannotWrite`.
  package func trust(_ manifest: Manifest) throws(PostilError) {
    let digest = try Self.digest(manifest.folder)
    try Folders.create(folder)
    try Files.replace("\(folder)/\(digest)", with: Array((manifest.folder + "\n").utf8))
  }

  /// Takes trust back, from this content of the plugin and from every earlier one at its place.
  ///
  /// - Throws: `cannotWrite`.
  package func untrust(_ manifest: Manifest) throws(PostilError) {
    for name in PluginCatalog.names(in: folder) {
      let path = "\(folder)/\(name)"
      guard let content = try? Files.read(path, limit: 1 << 16),
        String(decoding: content, as: UTF8.self) == manifest.folder + "\n"
      else { continue }
      guard unlink(path) == 0 || errno == ENOENT else {
        throw .cannotWrite(path: path, errno: errno)
      }
    }
  }

  /// The files of a plugin, below its folder, and the hash that trust is given to.
  ///
  /// - Throws: `cannotRead`.
  package static func content(
    _ manifest: Manifest
  ) throws(PostilError) -> (files: [(name: String, bytes: Int)], digest: String) {
    try content(manifest.folder)
  }

  /// The hash of a plugin's place and of all its files, by name.
  ///
  /// - Throws: `cannotRead`.
  static func digest(_ folder: String) throws(PostilError) -> String {
    try content(folder).digest
  }

  private static func content(
    _ folder: String
  ) throws(PostilError) -> (files: [(name: String, bytes: Int)], digest: String) {
    guard let root = Folders.real(folder) else { throw .cannotRead(path: folder, errno: errno) }
    var files: [(name: String, bytes: Int)] = []
    var listing = "\(root)\0"
    for path in try Self.files(root, below: "") {
      let bytes = try Files.read("\(root)/\(path)")
      files.append((path, bytes.count))
      listing += "\(path)\0\(SHA256.hex(bytes))\0"
    }
    return (files, SHA256.hex(listing.utf8))
  }

  private static func files(
    _ root: String, below path: String, depth: Int = 0
  ) throws(PostilError) -> [String] {
    var found: [String] = []
    for name in try names(in: path.isEmpty ? root : "\(root)/\(path)") {
      let path = path.isEmpty ? name : "\(path)/\(name)"
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else {
        throw .cannotRead(path: "\(root)/\(path)", errno: errno)
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where depth < 32: found += try files(root, below: path, depth: depth + 1)
      case S_IFREG: found.append(path)
      // A link may point at what changes unseen; a pipe or device has no content to look at.
      default: throw .cannotRead(path: "\(root)/\(path)", errno: ELOOP)
      }
    }
    return found
  }

  /// All names in a folder, hidden ones too, as bytes: what is not looked at is not trusted.
  private static func names(in path: String) throws(PostilError) -> [String] {
    guard let folder = opendir(path) else { throw .cannotRead(path: path, errno: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder), let offset = MemoryLayout<dirent>.offset(of: \.d_name) {
      let start = UnsafeRawPointer(entry).advanced(by: offset)
      guard let name = String(validatingCString: start.assumingMemoryBound(to: CChar.self)) else {
        throw .cannotRead(path: path, errno: EILSEQ)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
