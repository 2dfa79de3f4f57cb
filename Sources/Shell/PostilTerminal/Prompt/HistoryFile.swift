import PostilSystem

/// The history of lines typed in a workspace, readable by its owner only. Each is appended at once,
/// under a lock, so that a killed session loses none and two sessions do not overwrite each other.
package struct HistoryFile {
  private let path: String

  private static let kept = 2000
  /// The part of the file that is read, from its end.
  private static let mostBytes = 4 << 20
  private static let mode: mode_t = 0o600

  /// Locates the history file of a workspace: `$XDG_STATE_HOME/postil/history/` and a hash of the path of
  /// the workspace; nil if there is no home folder.
  package init?(workspace root: String) {
    let state =
      Terminal.environment("XDG_STATE_HOME")
      ?? Terminal.environment("HOME").map { "\($0)/.local/state" }
    guard let state, state.hasPrefix("/") else { return nil }
    let folder = "\(state)/postil/history"
    var made = ""
    for part in folder.split(separator: "/") {
      made += "/\(part)"
      mkdir(made, 0o700)
    }
    let real = realpath(root, nil)
    defer { free(real) }
    let name = real.map { String(cString: $0) } ?? root
    path = "\(folder)/\(SHA256.hex(Array(name.utf8)).prefix(16))"
  }

  init(path: String) { self.path = path }

  /// The newest lines, oldest first, at most `kept` of them.
  package func lines() -> [String] {
    guard let bytes = try? FileAccess(path: path).end(Self.mostBytes) else { return [] }
    chmod(path, Self.mode)
    var all = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let isCut = bytes.count == Self.mostBytes
    // The first line may be half a line.
    if isCut { all = Array(all.dropFirst()) }
    if isCut || all.count > Self.kept * 2 { shorten(to: Array(all.suffix(Self.kept))) }
    return Array(all.suffix(Self.kept))
  }

  /// Appends a line, unless it starts with white space.
  package func append(_ line: String) {
    guard let first = line.first, !first.isWhitespace, !line.contains("\n") else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, Self.mode)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    fchmod(descriptor, Self.mode)
    try? Files.write(Array((line + "\n").utf8), to: descriptor, path: path)
  }

  private func shorten(to lines: [String]) {
    try? Files.replace(path, with: Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
