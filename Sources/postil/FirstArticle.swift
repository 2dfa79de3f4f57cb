import PostilKit
import PostilStore
import PostilSystem

/// The article to begin with: the first with something to decide, else the first that is not done.
struct FirstArticle {
  let articles: [ArticleFile]

  /// Looking into sidecars ends after this many milliseconds: the prompt must not wait.
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
