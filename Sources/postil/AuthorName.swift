import PostilSystem
import PostilTerminal

/// The name of the author of what is written.
enum AuthorName {
  /// The name that was set, else git's `user.name`, else `USER`, else "unknown".
  ///
  /// - Parameters:
  ///   - given: The name that was set; without it git is run, which takes some milliseconds.
  ///   - folder: The workspace's folder, whose repository may configure another name.
  static func find(_ given: String?, in folder: String) -> String {
    let name =
      given ?? GitSettings.userName(in: folder) ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// Git's settings, read by running git, which handles included files, quoting and comments.
enum GitSettings {
  /// Time limit for git, in milliseconds.
  private static let patience = 1000

  /// The value of `user.name` in a folder; nil without git, if it is unset, and for a name that is blank
  /// or contains a control character.
  static func userName(in folder: String) -> String? {
    let name = ProgramOutput.line(
      of: "git", ["--no-pager", "config", "user.name"], in: folder, within: patience)
    guard let name, !name.trimmed.isEmpty, Escaping.shown(name) == name else { return nil }
    return name
  }
}
