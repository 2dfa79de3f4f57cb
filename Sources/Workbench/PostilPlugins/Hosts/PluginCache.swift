import PostilSystem

/// The folder in which a plugin may keep files from one run to the next: models, answers of a server.
enum PluginCache {
  /// The folder of a plugin, `$XDG_CACHE_HOME/postil/plugins/NAME`, which need not exist; nil if there is
  /// no home folder.
  static func folder(of name: String) -> String? {
    let base =
      Platform.environment("XDG_CACHE_HOME")
      ?? Platform.environment("HOME").map { "\($0)/.cache" }
    return base.flatMap { $0.hasPrefix("/") ? "\($0)/postil/plugins/\(name)" : nil }
  }

  /// Makes a plugin's folder, and returns its real path; nil if that is not possible.
  static func made(for name: String) -> String? {
    guard let path = folder(of: name), (try? Folders.create(path)) != nil else { return nil }
    return Folders.real(path)
  }
}
