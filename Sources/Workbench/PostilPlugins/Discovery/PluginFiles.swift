import PostilSystem

/// The files of plugins, by the metadata that tells a change without reading them.
enum PluginFiles {
  /// The stamps of the files in a plugin's folder, by path; hidden files are left out.
  static func stamps(_ folder: String, depth: Int = 0) -> [String: Files.Stamp] {
    var stamps: [String: Files.Stamp] = [:]
    for entry in (try? Folders.entries(folder)) ?? [] where !entry.name.hasPrefix(".") {
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .folder, depth < 4 {
        stamps.merge(Self.stamps(path, depth: depth + 1)) { $1 }
      } else if let stamp = Files.stamp(path) {
        stamps[path] = stamp
      }
    }
    return stamps
  }
}
