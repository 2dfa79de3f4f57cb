/// Finding programs, and what they get to know of our environment.
package enum Programs {
  /// Variables that a program needs to find its language, its files and its user's words.
  private static let passed = [
    "PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
  ]

  /// The path of a command's program: relative to the plugin's folder if it has a slash, else on
  /// `$PATH`.
  package static func find(_ name: String, from folder: String) -> String? {
    if name.hasPrefix("/") { return access(name, X_OK) == 0 ? name : nil }
    if name.contains("/") {
      let path = "\(folder)/\(name)"
      return access(path, X_OK) == 0 ? path : nil
    }
    let search = Platform.environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
    return search.split(separator: ":").map { "\($0)/\(name)" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// The environment of a plugin: nothing that may be a secret.
  package static func environment() -> [String] {
    passed.compactMap { name in Platform.environment(name).map { "\(name)=\($0)" } } + [
      "PYTHONUTF8=1", "PYTHONUNBUFFERED=1",
      // Compiled files would change the folder that was trusted.
      "PYTHONDONTWRITEBYTECODE=1",
      // A crash says one line instead of a page, and is over at once.
      "SWIFT_BACKTRACE=enable=no",
    ]
  }
}
