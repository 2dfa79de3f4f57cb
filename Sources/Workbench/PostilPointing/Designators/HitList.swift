import PostilStore
import PostilKit
import PostilSystem

/// A place that a search or a check has found, in whatever article.
package struct Hit: Hashable, Sendable {
  /// What the workspace calls the article.
  package let article: String
  /// The words.
  package let spans: [Span]
  /// The annotation, if it is one that was found.
  package var id: String?
  /// What the words might be marked with instead, if the check has something to propose.
  package var proposal: Proposal?

  package init(article: String, spans: [Span], id: String? = nil, proposal: Proposal? = nil) {
    self.article = article
    self.spans = spans
    self.id = id
    self.proposal = proposal
  }

  /// A label for words that have none.
  package struct Proposal: Hashable, Sendable {
    package let layer: Layer
    package let label: String
    /// The check that proposes it.
    package let rule: String

    package init(layer: Layer, label: String, rule: String) {
      self.layer = layer
      self.label = label
      self.rule = rule
    }
  }
}

/// What the last `find` or `check` has found, numbered from 1: `#3` in any command that takes a span.
package struct HitList: Hashable, Sendable {
  package private(set) var hits: [Hit] = []

  package init(_ hits: [Hit] = []) { self.hits = hits }

  /// The hits that a designator names.
  ///
  /// - Throws: `badSpan` if there is none of that number.
  package func chosen(_ which: Designator.Hits, source: String) throws(PostilError) -> [Hit] {
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
