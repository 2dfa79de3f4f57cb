import PostilKit
import PostilSystem

/// Sets git up for sidecars, and uses its own merge for other files.
package enum GitRepository {
  /// The line of .gitattributes that names the merge driver of sidecars.
  package static let attribute = "*.jsonl merge=postil"

  /// Adds the line to a folder's .gitattributes, unless it is there.
  ///
  /// - Returns: Whether the file was changed.
  /// - Throws: What reading and writing it throws.
  package static func addAttribute(in folder: String) throws(PostilError) -> Bool {
    let file = FileAccess(".gitattributes", in: FolderAccess(folder))
    let old = try file.readIfPresent(limit: 1 << 20) ?? []
    let lines = String(decoding: old, as: UTF8.self).split(separator: "\n")
    if lines.contains(where: { $0.trimmed == attribute }) { return false }
    let start = old.isEmpty || old.last == 0x0A ? old : old + [0x0A]
    try file.replace(with: start + Array((attribute + "\n").utf8))
    return true
  }

  /// Writes the merge driver into the settings of the repository that a folder is in.
  ///
  /// - Parameter program: The command that runs Postil, for the system's shell.
  /// - Throws: `noRepository`, `gitRefused`.
  package static func addDriver(in folder: String, program: String) throws(PostilError) {
    guard git(["rev-parse", "--git-dir"], in: folder) == 0 else {
      throw .curation(.noRepository(path: folder))
    }
    let settings = [
      ("merge.postil.name", "annotations of Postil"),
      ("merge.postil.driver", "\(program) merge %O %A %B %P"),
    ]
    for (name, value) in settings {
      guard git(["config", "--local", name, value], in: folder) == 0 else {
        throw .curation(.gitRefused(folder: folder))
      }
    }
  }

  /// Merges files that are no sidecars as git merges text, with its markers where both have changed the same.
  ///
  /// - Parameter paths: The common ancestor, our version, which receives the result, and theirs.
  /// - Returns: Whether there are no conflicts.
  package static func mergeText(_ paths: [String]) -> Bool {
    git(["merge-file", "--", paths[1], paths[0], paths[2]], in: ".") == 0
  }

  private static func git(_ arguments: [String], in folder: String) -> Int32? {
    var status: Int32?
    _ = ProgramOutput.line(
      of: "git", ["--no-pager"] + arguments, in: folder, within: 10_000, status: &status)
    return status
  }
}
