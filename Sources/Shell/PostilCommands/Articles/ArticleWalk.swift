import PostilShell
import PostilPointing
import PostilStore
import PostilSystem

/// Finds the article before or after the open one.
struct ArticleWalk {
  let articles: [ArticleFile]
  let open: OpenArticle?

  func neighbour(isForward: Bool, isTodo: Bool) throws -> ArticleFile {
    let here = open.flatMap { open in articles.firstIndex { $0.name == open.name } }
    let rest =
      isForward
      ? Array(articles[((here ?? -1) + 1)...])
      : Array(articles[..<(here ?? articles.count)].reversed())
    for file in rest where try !isTodo || Self.isOpen(file) { return file }
    throw PostilError.command(
      .noNeighbour(of: open?.name ?? "this", isForward: isForward, isTodo: isTodo))
  }

  /// Whether an article is not done.
  static func isOpen(_ file: ArticleFile) throws -> Bool {
    try AnnotationStore.open(file).status == .open
  }
}
