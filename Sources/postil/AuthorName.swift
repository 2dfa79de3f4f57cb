import PostilStore
import PostilSystem
import PostilTerminal

/// Who decides.
enum Author {
  /// The name that was said, else git's `user.name`, the login name.
  static func name(_ given: String?) -> String {
    let name =
      given ?? GitSettings.userName ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// What git's user settings say; read directly, since starting git would cost the first prompt its
/// speed.
enum GitSettings {
  /// `user.name`, if it is set.
  static var userName: String? {
    let home = Terminal.environment("HOME")
    let paths = [
      ".git/config", home.map { "\($0)/.gitconfig" },
      (Terminal.environment("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }).map {
        "\($0)/git/config"
      },
    ]
    return paths.lazy.compactMap { $0 }.compactMap { path in
      (try? Files.read(path, limit: 1 << 20)).flatMap {
        name(in: String(decoding: $0, as: UTF8.self))
      }
    }.first
  }

  /// The `name` of the section `[user]`.
  static func name(in text: String) -> String? {
    var isUser = false
    for line in text.split(separator: "\n") {
      let line = line.trimmed
      if line.hasPrefix("[") { isUser = line.lowercased() == "[user]" }
      let parts = line.split(separator: "=", maxSplits: 1)
      guard isUser, parts.count == 2, parts[0].trimmed.lowercased() == "name" else { continue }
      let value = parts[1].trimmed
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }
}
