import PostilKit
import PostilSystem

/// A place that a search or a check has found, in whatever article.
struct Hit: Hashable, Sendable {
  /// What the workspace calls the article.
  let article: String
  /// The words.
  let spans: [Span]
  /// The annotation, if it is one that was found.
  var id: String?
  /// What the words might be marked with instead, if the check has something to propose.
  var proposal: Proposal?

  /// A label for words that have none.
  struct Proposal: Hashable, Sendable {
    let layer: Layer
    let label: String
    /// The check that proposes it.
    let rule: String
  }
}

/// What the last `find` or `check` has found, numbered from 1: `#3` in any command that takes a span.
struct HitList: Hashable, Sendable {
  private(set) var hits: [Hit] = []

  init(_ hits: [Hit] = []) { self.hits = hits }

  /// The hits that a designator names.
  ///
  /// - Throws: `badSpan` if there is none of that number.
  func chosen(_ which: Designator.Hits, source: String) throws(PostilError) -> [Hit] {
    guard let last = hits.last else {
      throw .badSpan(span: source, reason: "nothing was searched yet; say find \"WORDS\"")
    }
    switch which {
    case .all: return hits
    case .last: return [last]
    case .numbers(let first, let end):
      guard end <= hits.count else {
        throw .badSpan(
          span: source,
          reason: "the last search has \(hits.count) hit\(hits.count == 1 ? "" : "s")")
      }
      return Array(hits[(first - 1)..<end])
    }
  }
}
