import PostilKit
import PostilSystem

/// The files of a revision of git's, read by running git: nothing is checked out.
struct GitRevision {
  /// Time limit for a step of git's, in milliseconds.
  private static let patience = 20_000.0
  /// The longest line that is read, in bytes, is that of a process's answer.
  private let folder: String
  private let hash: String

  init(_ hash: String, in folder: String) {
    self.hash = hash
    self.folder = folder
  }

  /// The hash of a revision; nil if there is none of that name, or no git.
  static func hash(of name: String, in folder: String) -> String? {
    ProgramOutput.line(
      of: "git",
      [
        "--no-pager", "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}",
      ], in: folder, within: 2000
    ).flatMap { $0.allSatisfy(\.isHexDigit) && !$0.isEmpty ? $0 : nil }
  }

  /// The paths of the sidecars below the folder, relative to it.
  func sidecars() -> [String] {
    lines(["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", hash]).filter {
      $0.hasSuffix(".jsonl") && !$0.hasPrefix("\"")
    }
  }

  /// The lines of a file; nil if the revision does not have it.
  func lines(of path: String) -> [String] {
    lines(["cat-file", "blob", "\(hash):./\(path)"])
  }

  /// All that git prints, in lines.
  private func lines(_ arguments: [String]) -> [String] {
    let deadline = Platform.milliseconds() + Self.patience
    guard let path = Programs.find("git", from: folder),
      let process = try? ChildProcess(
        path, arguments: ["git", "--no-pager"] + arguments, environment: Programs.environment(),
        folder: folder, limits: ProcessLimits())
    else { return [] }
    process.closeInput()
    defer { process.end(grace: 0) }
    var lines: [String] = []
    while Platform.milliseconds() < deadline, let found = try? process.turn(milliseconds: 50) {
      lines += found.map { String(decoding: $0, as: UTF8.self) }
    }
    return lines
  }
}
