import PostilKit

/// An annotation as the screen shows it.
package struct Mark: Hashable, Sendable {
  /// The annotation's number in the article.
  package let number: Int
  /// Whether it is suggested, accepted or rejected.
  package let state: Annotation.State
  package let label: String
  /// Its spans, in reading order.
  package let spans: [Span]
  /// A description of each role.
  package let roles: [String]

  package init(
    number: Int, state: Annotation.State = .accepted, label: String, spans: [Span],
    roles: [String] = []
  ) {
    self.number = number
    self.state = state
    self.label = label
    self.spans = spans
    self.roles = roles
  }

  /// The span from the first code point to the last.
  package var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }

  /// The caption in the lanes: `PER 3`, or `PER?7` for a suggestion.
  package var caption: String { "\(label)\(state == .suggested ? "?" : " ")\(number)" }
}
