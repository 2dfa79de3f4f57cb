import PostilKit

/// Folders into which `export` has copied texts. The copies are not articles, so each such folder holds
/// a marker: a hidden file, which the tools that read the export and git leave alone.
package enum ExportFolder {
  package static let marker = ".postil-export"

  private static let note = """
    Written by postil export: the texts in this folder are copies, not articles of a workspace.
    Delete this file to annotate them.

    """

  /// Whether a folder is marked and has no settings that make it a workspace of its own.
  package static func isMarked(_ folder: String) -> Bool {
    Folders.exists("\(folder)/\(marker)") && !Folders.exists("\(folder)/postil.toml")
  }

  /// The nearest marked folder at or above a path, in the workspace that the path belongs to.
  package static func above(_ path: String) -> String? {
    guard var folder = Folders.real(path) else { return nil }
    while !Folders.exists("\(folder)/postil.toml") {
      if isMarked(folder) { return folder }
      guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { return nil }
      folder = String(folder[..<slash])
    }
    return nil
  }

  /// Marks a folder.
  ///
  /// - Throws: `cannotWrite`.
  package static func mark(_ folder: String) throws(PostilError) {
    try FileAccess(marker, in: FolderAccess(folder)).replace(with: note.utf8)
  }
}
