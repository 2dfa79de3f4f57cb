import PostilSystem
import PostilTerminal

/// Who decides.
enum AuthorName {
  /// The name that was set, else git's `user.name`, the login name, "unknown".
  ///
  /// - Parameters:
  ///   - given: The name that was set. Without it git is run, which takes some milliseconds.
  ///   - folder: The workspace's folder, whose repository may have a name of its own.
  static func find(_ given: String?, in folder: String) -> String {
    let name =
      given ?? GitSettings.userName(in: folder) ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// Settings of git, as git itself reads them: included files, quoting and comments are its matter.
enum GitSettings {
  /// How long git may take, in milliseconds.
  private static let patience = 1000

  /// `user.name` as it holds in a folder; nil without git, without a name, and for a name that is
  /// blank or has a control character.
  static func userName(in folder: String) -> String? {
    let name = ProgramOutput.line(
      of: "git", ["--no-pager", "config", "user.name"], in: folder, within: patience)
    guard let name, !name.trimmed.isEmpty, Escaping.shown(name) == name else { return nil }
    return name
  }
}
