import PostilKit
import PostilSystem

/// The files of a revision of git's, read by running git: nothing is checked out.
struct GitRevision {
  /// Time limit for a step of git's, in milliseconds.
  private static let patience = 20_000.0
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
  ///
  /// - Throws: `cannotRead`.
  func sidecars() throws(PostilError) -> [String] {
    try lines(["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", hash], of: hash)
      .filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix("\"") }
  }

  /// The lines of a file.
  ///
  /// - Throws: `cannotRead`.
  func lines(of path: String) throws(PostilError) -> [String] {
    try lines(["cat-file", "blob", "\(hash):./\(path)"], of: path)
  }

  /// All that git prints, in lines: everything or nothing.
  private func lines(_ arguments: [String], of what: String) throws(PostilError) -> [String] {
    let deadline = Platform.milliseconds() + Self.patience
    guard let path = Programs.find("git", from: folder),
      let process = try? ChildProcess(
        path, arguments: ["git", "--no-pager"] + arguments, environment: Programs.environment(),
        folder: folder, limits: ProcessLimits())
    else { throw .file(.cannotRead(path: what, errno: ENOENT)) }
    process.closeInput()
    defer { process.end(grace: 0) }
    var lines: [String] = []
    while Platform.milliseconds() < deadline, let found = try? process.turn(milliseconds: 50) {
      lines += found.map { String(decoding: $0, as: UTF8.self) }
    }
    guard process.exitStatus(by: deadline) == 0 else {
      throw .file(.cannotRead(path: what, errno: EIO))
    }
    return lines
  }
}
