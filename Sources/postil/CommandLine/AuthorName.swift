import PostilSystem
import PostilTerminal

/// The name of the author of what is written.
enum AuthorName {
  /// The name that was set, else git's `user.name`, else `USER`, else "unknown".
  ///
  /// - Parameters:
  ///   - given: The name that was set; without it git is run, which takes some milliseconds.
  ///   - folder: The workspace's folder, whose repository may configure another name.
  ///   - tell: Receives a sentence if git cannot read its settings.
  static func find(
    _ given: String?, in folder: String, tell: (String) -> Void = { _ in }
  ) -> String {
    let name =
      given ?? GitSettings.userName(in: folder, tell) ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// Git's settings, read by running git, which handles included files, quoting and comments.
enum GitSettings {
  /// Time limit for git, in milliseconds.
  private static let patience = 1000

  /// The value of `user.name` in a folder; nil without git, if it is unset, and for a name that is blank
  /// or contains a control character.
  static func userName(in folder: String, _ tell: (String) -> Void = { _ in }) -> String? {
    var status: Int32?
    let name = ProgramOutput.line(
      of: "git", ["--no-pager", "config", "user.name"], in: folder, within: patience,
      status: &status)
    // Status 1 only means that the name is not set.
    if let status, status > 1 {
      tell(
        "git cannot read its settings, so your name is not taken from them;"
          + " `git config user.name` shows why, --as NAME gives a name")
    }
    guard let name, !name.trimmed.isEmpty, Escaping.shown(name) == name else { return nil }
    return name
  }
}
