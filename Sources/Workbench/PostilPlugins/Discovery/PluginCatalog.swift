import PostilKit
import PostilSettings
import PostilStore
import PostilSystem

/// The plugins found in a list of folders.
package struct PluginCatalog: Sendable {
  /// A folder that contains plugins' folders.
  package struct Folder: Sendable, Hashable {
    /// Its path; it need not exist.
    package let path: String
    /// The origin of its plugins, which determines whether they are trusted.
    package let origin: Manifest.Origin
    /// The folder that no link may lead out of; nil if links are followed.
    package let inside: FolderAccess?

    /// Creates a folder.
    ///
    /// - Parameter inside: The folder of the workspace, for its plugins; nil for the folder itself.
    package init(
      _ path: String, _ origin: Manifest.Origin = .environment, inside: FolderAccess? = nil
    ) {
      self.path = path
      self.origin = origin
      self.inside = origin == .workspace ? inside ?? FolderAccess(path) : nil
    }
  }

  /// The usable plugins, sorted by name.
  package private(set) var manifests: [Manifest] = []
  /// Plugins that cannot be used, and why.
  package private(set) var problems: [Finding] = []
  /// The workspace's plugins that the user has not trusted yet.
  package private(set) var untrusted: [Manifest] = []
  /// Why a plugin of this name is not used, so that no other plugin takes its place.
  private var refused: [String: PostilError] = [:]

  /// Searches folders; of several plugins with one name, the one in the first folder is used.
  ///
  /// - Parameter trust: Which plugins of a workspace may run; nil for none.
  package init(folders: [Folder], trust: Trust? = nil) {
    for folder in folders {
      do throws(PostilError) {
        for entry in try Folders.entries(folder.path) { admit(entry.name, in: folder, trust) }
      } catch {
        if case FileFact.noSuchFile = error.fact { continue }
        problems.append(Finding(file: folder.path, code: "unreadable", error: error))
      }
    }
    manifests.sort { $0.name < $1.name }
  }

  /// The default folders: those in `$POSTIL_PLUGINS` (separated by colons), the user's, those
  /// installed with Postil, and `plugins/` of the workspace.
  ///
  /// - Parameter workspace: The workspace, if there is one.
  package static func standard(workspace: Workspace?) -> PluginCatalog {
    var folders = (Platform.environment("POSTIL_PLUGINS") ?? "").split(separator: ":")
      .map { Folder(String($0), .environment) }
    if let data = Platform.dataFolder { folders.append(Folder("\(data)/plugins", .user)) }
    if let prefix = installationPrefix {
      folders.append(Folder("\(prefix)/lib/postil/plugins", .builtin))
    }
    if let workspace {
      folders.append(Folder("\(workspace.root)/plugins", .workspace, inside: workspace.folder))
    }
    var catalog = PluginCatalog(
      folders: folders, trust: Platform.dataFolder.map { Trust(folder: $0) })
    if let workspace { catalog.add(settings: workspace.settings.plugins) }
    return catalog
  }

  /// Adds the plugins that settings make of another one, `[plugins.works] plugin = "entity-tagger"`, and gives those
  /// that learn the layers that settings name.
  package mutating func add(settings: [String: JSONObject]) {
    for (name, table) in settings.sorted(by: { $0.key < $1.key })
    where IdentifierRules.isPlugin(name) {
      if let place = manifests.firstIndex(where: { $0.name == name }) {
        manifests[place] = manifests[place].instance(named: name, settings: table)
      } else if let base = table[Manifest.base]?.string,
        let manifest = manifests.first(where: { $0.name == base })
      {
        manifests.append(manifest.instance(named: name, settings: table))
      }
    }
    manifests.sort { $0.name < $1.name }
  }

  /// The parent of the folder `bin` that contains the executable.
  static var installationPrefix: String? {
    guard let parts = Platform.executablePath()?.split(separator: "/"), parts.count > 2 else {
      return nil
    }
    return "/" + parts.dropLast(2).joined(separator: "/")
  }

  /// The plugin with that name, or the only one with that prefix. A plugin that has exactly that name
  /// and may not run is an error, even if another one has the name as its prefix.
  ///
  /// - Throws: `notTrusted`, `severalUntrusted`, `unknown`, and why a plugin of that name is not used.
  package func manifest(named name: String) throws(PostilError) -> Manifest {
    if let exact = manifests.first(where: { $0.name == name }) { return exact }
    if let waiting = untrusted.first(where: { $0.name == name }) {
      throw .plugin(.notTrusted(name: name, folder: waiting.folder))
    }
    if let reason = refused[name] { throw reason }
    let matching = name.isEmpty ? [] : manifests.filter { $0.name.hasPrefix(name) }
    if matching.count == 1 { return matching[0] }
    let waiting = name.isEmpty ? [] : untrusted.filter { $0.name.hasPrefix(name) }
    if matching.isEmpty, waiting.count == 1 {
      throw .plugin(.notTrusted(name: waiting[0].name, folder: waiting[0].folder))
    }
    if matching.isEmpty, waiting.count > 1 {
      throw .plugin(.severalUntrusted(prefix: name, names: waiting.map(\.name)))
    }
    let known = matching.isEmpty ? manifests : matching
    throw .plugin(.unknown(name: name, known: known.map(\.name)))
  }

  /// The plugin to train: the one with that name, else the only one that can be trained.
  ///
  /// - Throws: `notTrusted`, `unknown`, `refused` if it cannot be trained, `noLearner`,
  ///   `severalLearners`.
  package func learner(named name: String?) throws(PostilError) -> (Manifest, Manifest.Learning) {
    if let name {
      let manifest = try manifest(named: name)
      guard let learning = manifest.learning else {
        throw .plugin(.refused(name: manifest.name, reason: "it has no trainable model"))
      }
      return (manifest, learning)
    }
    let learners = manifests.filter { $0.learning != nil }
    guard let manifest = learners.first, let learning = manifest.learning else {
      throw .plugin(.noLearner)
    }
    guard learners.count == 1 else {
      throw .plugin(.severalLearners(learners.map(\.name)))
    }
    return (manifest, learning)
  }

  private mutating func admit(_ name: String, in folder: Folder, _ trust: Trust?) {
    let path = "\(folder.path)/\(name)"
    do throws(PostilError) {
      let manifest = try Manifest(folder: path, origin: folder.origin, inside: folder.inside)
      if let first = manifests.first(where: { $0.name == manifest.name }) {
        add(
          manifest, "shadowed",
          "'\(manifest.name)' is not used: \(first.folder) has a plugin of the same name")
      } else if let reason = Ownership.objection(to: manifest) {
        add(manifest, "unsafe-plugin", "'\(manifest.name)' is not used: \(reason)")
        refused[manifest.name] = .plugin(.refused(name: manifest.name, reason: reason))
      } else if folder.origin == .workspace, trust?.covers(manifest) != true {
        untrusted.append(manifest)
        problems.append(
          Finding(
            file: manifest.path, code: "not-trusted",
            error: .plugin(.notTrusted(name: manifest.name, folder: manifest.folder))))
      } else {
        manifests.append(manifest)
      }
    } catch {
      // A folder without a manifest is not a plugin.
      if case FileFact.noSuchFile = error.fact { return }
      problems.append(Finding(file: "\(path)/plugin.json", code: "bad-manifest", error: error))
      refused[name] = error
    }
  }

  private mutating func add(_ manifest: Manifest, _ code: String, _ text: String) {
    problems.append(Finding(file: manifest.path, code: code, text: text))
  }

  /// The names in a folder, sorted; none if it does not exist or cannot be read.
  static func names(in folder: String) -> [String] {
    ((try? Folders.entries(folder)) ?? []).map(\.name).sorted()
  }
}

/// Whether another user could have modified a plugin's files.
enum Ownership {
  /// Why a plugin must not be loaded, or nil.
  static func objection(to manifest: Manifest) -> String? {
    for path in [manifest.folder, manifest.path, manifest.libraryPath].compactMap({ $0 }) {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IWOTH != 0, status.st_mode & S_ISVTX == 0 {
        return "any user may write to \(path); run `chmod o-w` on it"
      }
      let isOwn = status.st_uid == geteuid() || status.st_uid == 0
      if !isOwn, manifest.origin == .user || manifest.origin == .workspace {
        return "\(path) belongs to another user"
      }
    }
    return nil
  }
}
