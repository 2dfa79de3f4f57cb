import PostilKit

/// An annotation as the screen shows it.
package struct Mark: Hashable, Sendable {
  /// Its number in the article.
  package let number: Int
  /// Proposal or decision.
  package let state: Annotation.State
  /// Its label.
  package let label: String
  /// Where it stands, in reading order.
  package let spans: [Span]
  /// Its roles, each in words.
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

  /// From the first code point to the last.
  package var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }

  /// `PER 3`, or `PER?7` for a suggestion.
  package var caption: String { "\(label)\(state == .suggested ? "?" : " ")\(number)" }
}
