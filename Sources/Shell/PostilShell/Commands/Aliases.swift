import PostilSystem
import PostilTerminal

/// The user's aliases of commands, stored in `$XDG_CONFIG_HOME/postil/aliases`, one `name = command` per
/// line.
package struct Aliases {
  private var commands: [String: String] = [:]
  private let path: String?

  /// Reads a file of aliases; without a path, or if the file does not exist, there are none.
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

  /// The path of the user's file of aliases; nil without a home folder.
  package static var userPath: String? {
    let config =
      Terminal.environment("XDG_CONFIG_HOME")
      ?? Terminal.environment("HOME").map { "\($0)/.config" }
    return config.flatMap { $0.hasPrefix("/") ? "\($0)/postil/aliases" : nil }
  }

  /// The command of an alias, or nil.
  package subscript(name: String) -> String? { commands[name] }

  /// All aliases, sorted by name.
  package var all: [(name: String, command: String)] {
    commands.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Sets the command of an alias, or removes the alias.
  ///
  /// - Throws: `cannotWrite`; the change holds in this session even then.
  package mutating func set(_ name: String, _ command: String?) throws(PostilError) {
    commands[name] = command
    guard let path, let slash = path.lastIndex(of: "/") else { return }
    try Folders.create(String(path[..<slash]))
    let lines = all.map { "\($0.name) = \($0.command)\n" }.joined()
    try Files.replace(path, with: Array(lines.utf8))
  }
}
