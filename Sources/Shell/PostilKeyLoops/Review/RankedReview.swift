import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews

/// A review in an order that goes across articles, and may change while it lasts.
package struct RankedReview {
  /// A suggestion to decide.
  package struct Item {
    package let article: OpenArticle
    package let stored: StoredAnnotation
    /// What comes first: the largest.
    package var rank: Double

    package init(article: OpenArticle, stored: StoredAnnotation, rank: Double) {
      (self.article, self.stored, self.rank) = (article, stored, rank)
    }
  }

  private let session: Session
  private let request: Request
  private let keys: any KeySource
  private let isLive: Bool

  package init(session: Session, request: Request, keys: any KeySource, isLive: Bool) {
    (self.session, self.request, self.keys, self.isLive) = (session, request, keys, isLive)
  }

  /// Reviews until all is decided or the person leaves.
  ///
  /// - Parameter rerank: Called after each item with those that are left; gives them another rank, or nil.
  package func run(_ items: [Item], rerank: ([Item]) -> [Item]?) throws {
    var rest = Self.sorted(items)
    var counts: [Annotation.State: Int] = [:]
    while !rest.isEmpty {
      let item = rest.removeFirst()
      if item.article !== session.focus.open {
        session.focus.turn(to: item.article)
        if isLive { try session.console.out.print(session.lines(of: item.article).summary) }
      }
      let reviewer = Reviewer(
        session: session, request: request, article: item.article, annotations: [item.stored],
        among: Array(Set(items.map(\.article.name))).compactMap { name in
          items.first { $0.article.name == name }?.article
        }, byScore: false, keys: keys, isLive: isLive)
      reviewer?.isPart = true
      let end = try reviewer?.run() ?? .finished
      let state = item.article.store[id: item.stored.id]?.annotation.state
      if let state, state != item.stored.annotation.state { counts[state, default: 0] += 1 }
      if end == .left { break }
      rest.removeAll { $0.article.store[id: $0.stored.id]?.annotation.state != .suggested }
      if let new = rerank(rest) { rest = Self.sorted(new) }
    }
    try session.console.out.print(
      "\(counts[.accepted] ?? 0) accepted, \(counts[.rejected] ?? 0) rejected; \(rest.count) left")
  }

  private static func sorted(_ items: [Item]) -> [Item] {
    items.sorted {
      ($1.rank, $0.article.name, $0.stored.number) < ($0.rank, $1.article.name, $1.stored.number)
    }
  }
}
