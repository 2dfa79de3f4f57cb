import PostilSystem

/// A command as it is kept in sidecars: without the folders of this machine.
enum LoggedCommand {
  /// The words of a command with each absolute path relative to the workspace, or its last part if it is
  /// not in there. Only what exists, or would be in a folder that exists, is a path: `/a/b/` may be a
  /// pattern.
  static func text(_ source: String, workspace: String) -> String {
    guard source.contains("/") else { return source }
    var result = ""
    var rest = source[...]
    while let slash = rest.firstIndex(of: "/") {
      let before = rest[..<slash].last
      let end = end(of: rest[slash...], closing: before == "\"" ? "\"" : " ")
      result += rest[..<slash]
      let word = String(rest[slash..<end])
      result += before.map { " \"=".contains($0) } ?? true ? shown(word, workspace) : word
      rest = rest[end...]
    }
    return result + rest
  }

  private static func end(of word: Substring, closing: Character) -> String.Index {
    word.firstIndex(of: closing) ?? word.endIndex
  }

  private static func shown(_ path: String, _ workspace: String) -> String {
    let (folder, name) = Files.split(path.hasSuffix("/") ? String(path.dropLast()) : path)
    guard folder != "/", folder != ".", Folders.exists(path) || Folders.exists(folder) else {
      return path
    }
    guard let root = Folders.real(workspace), let real = real(path, folder, name) else {
      return name
    }
    if real == root { return "." }
    return real.hasPrefix(root + "/") ? String(real.dropFirst(root.count + 1)) : name
  }

  private static func real(_ path: String, _ folder: String, _ name: String) -> String? {
    Folders.real(path) ?? Folders.real(folder).map { "\($0)/\(name)" }
  }
}
