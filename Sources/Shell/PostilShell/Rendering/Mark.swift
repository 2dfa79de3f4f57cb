import PostilKit

/// An annotation as the screen shows it.
struct Mark: Hashable, Sendable {
  /// Its number in the article.
  let number: Int
  /// Proposal or decision.
  let state: Annotation.State
  /// Its label.
  let label: String
  /// Where it stands, in reading order.
  let spans: [Span]
  /// Its roles, each in words.
  let roles: [String]

  init(
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
  var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }

  /// `PER 3`, or `PER?7` for a suggestion.
  var caption: String { "\(label)\(state == .suggested ? "?" : " ")\(number)" }
}

extension Annotation.State {
  /// The letter before a number on the screen.
  var letter: String {
    switch self {
    case .suggested: "?"
    case .accepted: "e"
    case .rejected: "x"
    }
  }
}
