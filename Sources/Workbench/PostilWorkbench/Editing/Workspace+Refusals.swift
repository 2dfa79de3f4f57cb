import PostilKit
import PostilSettings
import PostilStore
import PostilSystem

extension Workspace {
  /// Refuses an output that would write over what belongs to the workspace: an article, a sidecar or the
  /// place of one, settings, plugins and hidden files; and one that would become an article.
  ///
  /// - Throws: `protectedFile`, `wouldBeArticle`, `ownFile`, and what reading throws.
  package func refuseToReplace(_ file: FileAccess) throws(PostilError) {
    if try isSidecar(file) { throw .store(.protectedFile(path: file.path)) }
    guard file.folder == folder else { return }
    if ArticleFile.isText(file.name) {
      throw try .store(
        file.exists() ? .protectedFile(path: file.path) : .wouldBeArticle(path: file.path))
    }
    let parts = file.name.split(separator: "/")
    let isOwn =
      parts.count == 1
      && [WorkspaceSettings.name, PublishedTable.name, Assignments.name].contains(file.name)
      || parts.count > 1 && parts[0] == "plugins" || parts.contains { $0.hasPrefix(".") }
    if isOwn {
      throw .store(.ownFile(path: file.path))
    }
  }

  /// Whether a file is a sidecar, known by its first line, or has the name of an article's.
  private func isSidecar(_ file: FileAccess) throws(PostilError) -> Bool {
    let opening = Array("{\"postil\":".utf8)
    if try file.start(opening.count) == opening { return true }
    guard file.folder == folder, file.name.hasSuffix(".jsonl") else { return false }
    for ending in [".txt", ".md"] {
      let text = FileAccess(file.name.dropLast(6) + ending, in: folder)
      if try text.exists() { return true }
    }
    return false
  }
}
