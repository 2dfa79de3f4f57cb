import PostilKit
import PostilStore
import PostilSystem

/// Where an export is written, and which files must not be touched there.
struct ExportTarget {
  let root: String
  /// The name of the file that takes the whole corpus, if the target is one.
  let corpus: String?
  private let force: Bool
  private let protected: Set<String>
  /// The workspace's folder, if there is one, and its real path.
  private let workspaceFolder: FolderAccess?
  private let workspace: String?

  init(
    path: String, corpusExtension: String?, force: Bool, protected: [String], workspace: String?
  ) {
    let isCorpus = corpusExtension.map { path.hasSuffix(".\($0)") } ?? false
    corpus = isCorpus ? Self.lastPart(path) : nil
    root = isCorpus ? Self.folder(path) : path
    self.force = force
    self.protected = Set(protected.map(Self.canonical))
    workspaceFolder = workspace.map { FolderAccess($0) }
    self.workspace = workspace.map(Self.canonical)
  }

  /// The path of a file below the target folder.
  ///
  /// - Throws: `hiddenName` if the name would leave the folder.
  func path(of file: ExportedFile) throws(PostilError) -> String { try path(of: file.name) }

  /// The path of a name below the target folder.
  ///
  /// - Throws: `hiddenName` if the name would leave the folder.
  func path(of name: String) throws(PostilError) -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") || $0.contains("\0") })
    else {
      throw .format(.hiddenName(name))
    }
    return root.isEmpty || root.hasSuffix("/") ? root + name : "\(root)/\(name)"
  }

  /// Whether there is something at a path.
  func exists(_ path: String) -> Bool { (try? file(path).exists()) == true }

  /// Whether a file has to be written; false if its content is the same already.
  ///
  /// - Parameter pieces: The content.
  /// - Throws: `linkLeaves`, `protectedFile`, `exists`.
  func mustWrite(_ path: String, _ pieces: [[UInt8]]) throws(PostilError) -> Bool {
    try checkRoot()
    let file = file(path)
    try file.checkReach()
    let old = try file.readIfPresent(limit: Self.largest)
    if let old, old.elementsEqual(pieces.joined()) { return false }
    // The path of a sidecar is kept free even if there is none yet.
    if isProtected(path, old ?? []) { throw .store(.protectedFile(path: path)) }
    if old != nil, !force { throw .file(.exists(path: path)) }
    return true
  }

  /// Refuses a target folder in the workspace that is a link out of it.
  ///
  /// - Throws: `linkLeaves`.
  private func checkRoot() throws(PostilError) {
    guard let workspaceFolder, let name = workspaceFolder.name(ofTyped: root) else { return }
    try FileAccess(name, in: workspaceFolder).checkReach()
  }

  /// The largest file that is compared with what would be written, in bytes.
  private static let largest = 4 << 30

  /// A file of the target folder.
  private func file(_ path: String) -> FileAccess {
    let start = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
    return FileAccess(
      path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path,
      in: FolderAccess(root), path: path)
  }

  /// Writes a file that was checked, and creates the folders above it.
  ///
  /// - Parameter content: Writes into an open file.
  /// - Throws: `cannotWrite`.
  func write(
    _ path: String, by content: (Int32) throws(PostilError) -> Void
  ) throws(PostilError) {
    try Folders.create(root)
    try file(path).replace(by: content)
  }

  /// Waits until the disk has everything.
  func sync() { Folders.sync(root) }

  // MARK: Copies of texts

  /// Whether the folder has to be marked as one of copies: the files include texts, and the folder holds
  /// no article and, outside the workspace, no other text.
  ///
  /// - Parameter paths: The files.
  /// - Throws: `holdsArticles` for a folder inside the workspace that holds articles.
  func needsMarker(_ paths: [String]) throws(PostilError) -> Bool {
    let copies = Set(paths.filter(ArticleFile.isText).map(Self.canonical))
    let folder = root.isEmpty ? "." : root
    guard !copies.isEmpty, !ExportFolder.isMarked(folder) else { return false }
    let texts = Set(Self.texts(folder).map(Self.canonical))
    let holdsArticles = !texts.isDisjoint(with: protected)
    guard isInsideWorkspace(folder) else { return !holdsArticles && texts.isSubset(of: copies) }
    if holdsArticles {
      throw .format(.holdsArticles(folder: root))
    }
    return true
  }

  /// Whether a folder that exists is below the workspace's.
  private func isInsideWorkspace(_ folder: String) -> Bool {
    guard let workspace, let real = Folders.real(folder) else { return false }
    return real != workspace && real.hasPrefix(workspace == "/" ? "/" : workspace + "/")
  }

  /// Marks the folder as one of copies.
  ///
  /// - Throws: `cannotWrite`.
  func mark() throws(PostilError) {
    let folder = root.isEmpty ? "." : root
    try Folders.create(folder)
    try ExportFolder.mark(folder)
  }

  /// The paths of the texts in a folder and its sub-folders; none where there is no folder.
  private static func texts(_ folder: String) -> [String] {
    ((try? Folders.entries(folder)) ?? []).flatMap { entry -> [String] in
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .folder { return texts(path) }
      return ArticleFile.isText(path) ? [path] : []
    }
  }

  // MARK: Checks

  /// Whether it is a file of the workspace, or any sidecar at all, known by its first line.
  private func isProtected(_ path: String, _ old: [UInt8]) -> Bool {
    if protected.contains(Self.canonical(path)) { return true }
    return old.starts(with: Array("{\"postil\":".utf8))
  }

  // MARK: Paths

  /// The same path for all spellings of it, whether or not there is a file.
  private static func canonical(_ path: String) -> String {
    if let real = Folders.real(path) { return real }
    let above = folder(path)
    guard let real = Folders.real(above.isEmpty ? "." : above) else { return path }
    return (real.hasSuffix("/") ? real : real + "/") + lastPart(path)
  }

  private static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func lastPart(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
