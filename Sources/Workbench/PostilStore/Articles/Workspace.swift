import PostilKit
import PostilSchema
import PostilSettings
import PostilSystem

/// A folder of articles with their sidecars and settings.
package struct Workspace: Sendable {
  /// The folder's path, as given.
  package let root: String
  /// The settings from its `postil.toml`, or the defaults.
  package let settings: WorkspaceSettings
  /// The folder in which sidecars are stored, mirroring the tree; nil if they are beside the texts.
  package let sidecarFolder: FolderAccess?
  package var sidecars: String? { sidecarFolder?.path }

  private let listed: PublishedTable

  /// The schema of its annotations: that of the settings, or the built-in news schema. Unless it is closed, it
  /// has the layers of entities, quotes and dates that Postil's own plugins make.
  package let schema: Schema

  /// The folder, as the way to everything in it.
  package var folder: FolderAccess { FolderAccess(root) }

  /// Opens a workspace without looking for its articles.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - sidecars: A folder for the sidecars, if those of the texts cannot be written.
  /// - Throws: `noSuchFolder`, `cannotRead`, `badSettings`, `linkLeaves`.
  package init(root: String, sidecars: String? = nil) throws {
    try self.init(root: root, sidecarsIn: sidecars.map { FolderAccess(Self.trimmed($0)) })
  }

  /// Opens a workspace whose sidecars are in a folder of any file system.
  ///
  /// - Throws: What ``init(root:sidecars:)`` throws.
  init(root: String, sidecarsIn sidecars: FolderAccess?) throws {
    guard Folders.real(root) != nil else { throw PostilError.file(.noSuchFolder(path: root)) }
    self.root = Self.trimmed(root)
    sidecarFolder = sidecars
    let folder = FolderAccess(self.root)
    settings = try WorkspaceSettings.read(workspace: folder)
    schema = Self.schema(settings)
    listed = try PublishedTable.read(FileAccess(PublishedTable.name, in: folder))
  }

  /// A workspace whose folder does not exist, with the default settings, for what needs none. Looking
  /// for its articles fails.
  package init(missing root: String) {
    self.root = root
    sidecarFolder = nil
    settings = WorkspaceSettings()
    schema = Self.schema(settings)
    listed = PublishedTable()
  }

  /// A file that a person names, by a path relative to the current folder.
  ///
  /// A path into the workspace is reached through its folder, so that a link that came with the workspace
  /// leads nowhere else. Outside it, a person's own links are followed.
  package func file(atPath path: String) -> FileAccess {
    if let name = folder.name(ofTyped: path) { return FileAccess(name, in: folder, path: path) }
    let (folder, name) = Files.split(Folders.real(path) ?? path)
    return FileAccess(name, in: FolderAccess(folder), path: path)
  }

  private static func schema(_ settings: WorkspaceSettings) -> Schema {
    var schema = settings.schema
    schema.admit([.entity, .quote, .timex])
    return schema
  }

  /// Whether the file system of the sidecars has no locks, so that a file beside each sidecar stands for
  /// its lock while it is written.
  package var lacksLocks: Bool { LockFile.isNeeded(in: sidecars ?? root) }

  /// The articles, sorted by name: `.txt` and `.md` files, also in subfolders. Skipped are hidden
  /// folders, the copies in folders that `export` made, links that lead out of the root, pipes, devices,
  /// files such as README.md without a sidecar, and two texts that would share one sidecar.
  ///
  /// - Throws: `cannotRead`.
  package func articles() throws -> [ArticleFile] {
    var clashes: [PostilError] = []
    return try articles(clashes: &clashes)
  }

  /// The articles, sorted by name, and which were skipped because two texts would share one
  /// sidecar, or because their names are not UTF-8.
  ///
  /// - Parameter clashes: Receives a `sharedSidecar` for each pair, and an `oddName` for each text, or
  ///   folder, whose name is not UTF-8.
  /// - Throws: `cannotRead`.
  package func articles(clashes: inout [PostilError]) throws -> [ArticleFile] {
    var paths: [(name: String, path: String)] = []
    try collect("", into: &paths, &clashes)
    paths.sort { $0 < $1 }
    var clashing: Set<String> = []
    for (first, second) in zip(paths, paths.dropFirst()) where first.name == second.name {
      clashing.insert(first.name)
      clashes.append(.store(.sharedSidecar(path: first.path, other: second.path)))
    }
    return paths.filter { !clashing.contains($0.name) }
      .map { file(name: $0.name, text: FileAccess($0.path, in: folder)) }
  }

  /// The article with that name: exact, with or without `.txt`, else the only one whose name starts
  /// or ends with it. A name may have `./` before it, which tells it from a word that means several articles.
  ///
  /// - Throws: `noArticle`, `sharedSidecar` for a name that two texts
  ///   have; what ``articles()`` throws.
  package func article(named name: String) throws -> ArticleFile {
    var clashes: [PostilError] = []
    let all = try articles(clashes: &clashes)
    let name = ArticleFile.name(ofTyped: name)
    let wanted = ArticleFile.stem(name) ?? name
    for clash in clashes {
      if case StoreFact.sharedSidecar(let path, _) = clash.fact, ArticleFile.stem(path) == wanted {
        throw clash
      }
    }
    if let exact = all.first(where: { $0.name == name || $0.name == wanted }) { return exact }
    let similar = all.filter { Self.isSimilar($0.name, to: wanted) }
    if similar.count == 1, !wanted.isEmpty { return similar[0] }
    throw Self.noArticle(name, among: all.map(\.name))
  }

  /// The error for a name that no article has, with the articles whose names start or end with it.
  package static func noArticle(_ name: String, among articles: [String]) -> PostilError {
    let similar = articles.filter { isSimilar($0, to: ArticleFile.stem(name) ?? name) }
    return .store(.noArticle(name: name, similar: similar, known: articles))
  }

  private static func isSimilar(_ article: String, to name: String) -> Bool {
    article.hasPrefix(name) || article.hasSuffix(name)
  }

  /// The article at a path, in the workspace that it belongs to: the nearest folder above it with a
  /// `postil.toml`, else its own folder.
  ///
  /// - Throws: `noSuchFile`, `badEnding`, `sharedSidecar`, and what ``init(root:sidecars:)`` throws.
  package static func article(
    path: String, sidecars: String? = nil
  ) throws -> (Workspace, ArticleFile) {
    guard Folders.exists(path) else { throw PostilError.file(.noSuchFile(path: path)) }
    guard let stem = ArticleFile.stem(path) else {
      throw PostilError.store(.badEnding(path: path))
    }
    let (folder, _) = split(path)
    let root = rootAbove(folder) ?? folder
    let workspace = try Workspace(root: root, sidecars: sidecars)
    for ending in [".txt", ".md"] where !path.lowercased().hasSuffix(ending) {
      let other = stem + ending
      if Folders.kind(other) == .file {
        throw PostilError.store(.sharedSidecar(path: path, other: other))
      }
    }
    let name = workspace.name(ofStem: stem)
    let text = FileAccess(
      name + path.dropFirst(stem.count), in: workspace.folder, path: path)
    return (workspace, workspace.file(name: name, text: text))
  }

  /// The paths of an article that does not exist yet.
  ///
  /// - Throws: `hiddenName` for a name that would be hidden or leave the workspace, `nameTaken` if the
  ///   path is already in use; `linkLeaves` if a folder of the name is a link out of the workspace.
  package func newArticle(named name: String) throws(PostilError) -> ArticleFile {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }), !name.contains("\0") else {
      throw .store(.hiddenName(name))
    }
    let file = file(name: name, text: FileAccess("\(name).txt", in: folder))
    for file in [file.text, file.sidecar] where try file.exists() {
      throw .store(.nameTaken(path: file.path))
    }
    return file
  }

  private func file(name: String, text: FileAccess) -> ArticleFile {
    let sidecar =
      sidecarFolder.map { FileAccess("\(name).jsonl", in: $0) }
      ?? FileAccess(
        "\(name).jsonl", in: folder, path: (ArticleFile.stem(text.path) ?? text.path) + ".jsonl")
    return ArticleFile(name: name, text: text, sidecar: sidecar, listedPublished: listed[name])
  }

  private func collect(
    _ folder: String, into paths: inout [(name: String, path: String)],
    _ odd: inout [PostilError], depth: Int = 0
  ) throws {
    let here = folder.isEmpty ? root : "\(root)/\(folder)"
    var skipped: [(name: String, kind: Folders.Kind)] = []
    let entries = try Folders.entries(here, skipped: &skipped)
    for entry in skipped where entry.kind == .folder || ArticleFile.stem(entry.name) != nil {
      odd.append(.store(.oddName(path: folder.isEmpty ? entry.name : "\(folder)/\(entry.name)")))
    }
    for entry in entries {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      switch entry.kind {
      case .folder where depth < 64 && !ExportFolder.isMarked("\(root)/\(path)"):
        try? collect(path, into: &paths, &odd, depth: depth + 1)
      case .file, .link:
        guard let name = ArticleFile.stem(path), isWanted(name, path, entry.kind) else { continue }
        paths.append((name, path))
      default: continue
      }
    }
  }

  private func isWanted(_ name: String, _ path: String, _ kind: Folders.Kind) -> Bool {
    if !settings.articles.isEmpty, !settings.articles.contains(where: { Glob.matches(path, $0) }) {
      return false
    }
    if path == settings.schema.guidelines { return false }
    if kind == .link, !staysInside(path) { return false }
    let last = Self.split(name).1.lowercased()
    return !Self.aboutTheFolder.contains(last)
      || Folders.exists(file(name: name, text: FileAccess(path, in: folder)).sidecarPath)
  }

  private func staysInside(_ path: String) -> Bool {
    guard let target = Folders.real("\(root)/\(path)"), let inside = Folders.real(root) else {
      return false
    }
    return target.hasPrefix(inside == "/" ? "/" : inside + "/") && Folders.kind(target) == .file
  }

  /// File names of texts about a folder, which are usually not articles.
  private static let aboutTheFolder: Set = [
    "readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors",
    "code_of_conduct", "security", "architecture", "guidelines",
  ]
}

extension Workspace {
  private static func trimmed(_ folder: String) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// The nearest folder at or above this one with a `postil.toml`.
  private static func rootAbove(_ folder: String) -> String? {
    guard var folder = Folders.real(folder) else { return nil }
    while true {
      if Folders.kind("\(folder)/postil.toml") == .file { return folder }
      if folder == "/" { return nil }
      folder = split(folder).folder
    }
  }

  private func name(ofStem stem: String) -> String {
    let (folder, last) = Self.split(stem)
    guard let inside = Folders.real(root), let real = Folders.real(folder), real != inside,
      real.hasPrefix(inside == "/" ? "/" : inside + "/")
    else { return last }
    return real.dropFirst(inside == "/" ? 1 : inside.count + 1) + "/" + last
  }
}
