import PostilStore
import PostilKit
import PostilSystem

/// A place found by a search or a check, in any article.
package struct Hit: Hashable, Sendable {
  /// The article's name in the workspace.
  package let article: String
  /// The words.
  package let spans: [Span]
  /// The annotation, if the hit is one.
  package var id: String?
  /// The annotation that a check proposes for the words, if any.
  package var proposal: Proposal?

  package init(article: String, spans: [Span], id: String? = nil, proposal: Proposal? = nil) {
    self.article = article
    self.spans = spans
    self.id = id
    self.proposal = proposal
  }

  /// A label proposed for words without one.
  package struct Proposal: Hashable, Sendable {
    package let layer: Layer
    package let label: String
    /// The check that made the proposal.
    package let rule: String
    /// How likely it is right, from 0 to 1; nil if the check does not say.
    package let score: Double?
    /// The attributes that it has besides.
    package let attributes: [String: JSONValue]

    package init(
      layer: Layer, label: String, rule: String, score: Double? = nil,
      attributes: [String: JSONValue] = [:]
    ) {
      self.layer = layer
      self.label = label
      self.rule = rule
      self.score = score
      self.attributes = attributes
    }
  }
}

/// The hits of the last `find` or `check`, numbered from 1; `#3` refers to one in any command that
/// takes a span.
package struct HitList: Hashable, Sendable {
  package let hits: [Hit]
  private let isSearched: Bool

  /// The hits of a search or a check.
  package init(_ hits: [Hit]) { (self.hits, isSearched) = (hits, true) }

  /// The list before the first search.
  package init() { (hits, isSearched) = ([], false) }

  /// The hits that a designator refers to.
  ///
  /// - Throws: `badSpan` if there is no hit with that number.
  package func chosen(_ which: Designator.Hits, source: String) throws(PostilError) -> [Hit] {
    guard let last = hits.last else {
      throw .pointing(.badSpan(span: source, isSearched ? .noHits : .noSearch))
    }
    switch which {
    case .all: return hits
    case .last: return [last]
    case .numbers(let first, let end):
      guard end <= hits.count else {
        throw .pointing(.badSpan(span: source, .hitCount(hits.count)))
      }
      return Array(hits[(first - 1)..<end])
    }
  }
}
