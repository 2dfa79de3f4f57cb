import PostilKit

/// One annotation, as it is compared: two that are equal are the same.
package struct ScoredItem: Hashable, Sendable {
  package let article: String
  package let layer: Layer
  package let label: String
  package let spans: [Span]
}
