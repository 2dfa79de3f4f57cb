import PostilKit
import PostilSystem
import Synchronization

/// Reads articles for the steps of one run and keeps them in memory, so that a later step need not read
/// and hash them again.
package final class LoadedArticles: Sendable {
  private struct Cache {
    var articles: [String: LoadedArticle] = [:]
    var bytes = 0
  }

  /// The most bytes of text to keep; articles beyond that are read again.
  private let capacity: Int
  private let cache = Mutex(Cache())

  /// Keeps nothing yet.
  package init(capacity: Int = 64 << 20) { self.capacity = capacity }

  /// An article: the one in memory if its file has not changed since, else as
  /// ``LoadedArticle/read(_:limit:published:)`` reads it. What is known of its publication is as on the
  /// first reading.
  ///
  /// - Throws: What reading throws.
  package func read(
    _ file: ArticleFile, limit: Int = 64 << 20, published: CalendarDate? = nil
  ) throws -> LoadedArticle {
    if let article = cache.withLock({ $0.articles[file.textPath] }), article.stamp != nil,
      article.stamp == Files.stamp(file.textPath)
    {
      return article
    }
    let article = try LoadedArticle.read(file, limit: limit, published: published)
    let size = article.article.text.utf8.count
    cache.withLock { cache in
      guard article.stamp != nil, cache.bytes + size <= capacity else { return }
      cache.bytes += size
      cache.articles[file.textPath] = article
    }
    return article
  }
}
