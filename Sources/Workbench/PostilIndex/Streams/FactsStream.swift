import PostilKit
import PostilPointing
import PostilStore
import PostilSystem

/// Hands over the facts of articles one after the other: those in the index, and those that it lacks read on
/// several threads.
package struct FactsStream {
  private let focus: Focus
  private let progress: (_ done: Int, _ total: Int) -> Void

  /// A stream of articles as a focus sees them: the open one as it is.
  ///
  /// - Parameter progress: Gets the number of articles done and that of all, now and then.
  package init(
    _ focus: Focus, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.focus = focus
    self.progress = progress
  }

  /// Hands over the facts of each article, in order.
  ///
  /// - Parameter isWhole: Whether these are all articles of the workspace.
  /// - Throws: `interrupted`, and what `body` throws.
  package func forEach(
    _ files: [ArticleFile], isWhole: Bool,
    _ body: (ArticleFile, Result<ArticleFacts, any Error>) throws -> Void
  ) throws {
    var done = 0
    let scan = WorkspaceScan(focus.workspace)
    try scan.forEach(files, isWhole: isWhole) { file, result in
      try focus.checkInterrupt()
      if let open = focus.open, open.name == file.name {
        try body(file, .success(ArticleFacts(open.store)))
      } else {
        try body(file, result)
      }
      done += 1
      if done & 0x3F == 0 { progress(done, files.count) }
    }
  }
}
