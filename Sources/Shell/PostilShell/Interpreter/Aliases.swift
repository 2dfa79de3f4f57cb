import PostilSystem
import PostilTerminal

/// A person's own names for commands, kept in `$XDG_CONFIG_HOME/postil/aliases`, one `name = command` a
/// line.
package struct Aliases {
  private var commands: [String: String] = [:]
  private let path: String?

  /// Reads a file of aliases; nil, or one that is not there, gives none.
  package init(path: String? = nil) {
    self.path = path
    guard let path, let bytes = try? Files.read(path, limit: 1 << 20, onlyRegular: true) else {
      return
    }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
      commands[line[..<equals].trimmed] = line[equals...].dropFirst().trimmed
    }
  }

  /// The user's file.
  package static var userPath: String? {
    let config =
      Terminal.environment("XDG_CONFIG_HOME")
      ?? Terminal.environment("HOME").map { "\($0)/.config" }
    return config.flatMap { $0.hasPrefix("/") ? "\($0)/postil/aliases" : nil }
  }

  /// The command of a name.
  package subscript(name: String) -> String? { commands[name] }

  /// All, by name.
  package var all: [(name: String, command: String)] {
    commands.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Gives a name a command, or takes it away.
  ///
  /// - Throws: `cannotWrite`; the alias holds in this session all the same.
  package mutating func set(_ name: String, _ command: String?) throws(PostilError) {
    commands[name] = command
    guard let path, let slash = path.lastIndex(of: "/") else { return }
    try Folders.create(String(path[..<slash]))
    let lines = all.map { "\($0.name) = \($0.command)\n" }.joined()
    try Files.replace(path, with: Array(lines.utf8))
  }
}
