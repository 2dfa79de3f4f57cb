import PostilKit
import PostilStore
import PostilSystem

/// The article to open at the start: the first with suggestions, else the first that is not done.
struct FirstArticle {
  let articles: [ArticleFile]

  /// Time limit for reading sidecars, in milliseconds, so that the prompt appears at once.
  private static let patience = 80

  func choose() throws -> ArticleFile? {
    let start = ContinuousClock.now
    var firstOpen: ArticleFile?
    for file in articles {
      if start.duration(to: .now) > .milliseconds(Self.patience) { break }
      guard Folders.exists(file.sidecarPath) else {
        firstOpen = firstOpen ?? file
        continue
      }
      guard let store = try? AnnotationStore.open(file) else { continue }
      if store.annotations.contains(where: { $0.annotation.state == .suggested }) { return file }
      if store.status == .open { firstOpen = firstOpen ?? file }
    }
    return firstOpen ?? articles.first
  }
}
