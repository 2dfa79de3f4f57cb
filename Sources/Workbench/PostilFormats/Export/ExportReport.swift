import PostilKit

/// What an export did.
package struct ExportReport: Hashable, Sendable {
  /// A loss with the article it happened in.
  package struct ArticleLoss: Hashable, Sendable {
    /// The article's id.
    package let article: String
    /// What was lost of which annotation.
    package let loss: ExportLoss
  }

  /// The format's name.
  package let format: String
  /// The paths written, in order.
  package internal(set) var files: [String] = []
  /// The paths of files that had the right content already.
  package internal(set) var unchanged: [String] = []
  /// Number of annotations written, by state.
  package internal(set) var written: [Annotation.State: Int] = [:]
  /// Number of annotations left out, by state.
  package internal(set) var leftOut: [Annotation.State: Int] = [:]
  /// All losses, article by article.
  package internal(set) var losses: [ArticleLoss] = []

  /// One sentence, such as `0 accepted written, 143 suggested left out; add --with suggested`.
  package var summary: String {
    let accepted = "\(written[.accepted] ?? 0) accepted"
    let parts = [accepted] + Self.counts(written, of: [.suggested, .rejected])
    let left = Self.counts(leftOut, of: [.suggested, .rejected])
    var sentence = parts.joined(separator: " and ") + " written"
    if !left.isEmpty { sentence += ", " + left.joined(separator: " and ") + " left out" }
    if leftOut[.suggested] ?? 0 > 0 { sentence += "; add --with suggested" }
    return sentence
  }

  /// The losses by kind, the most frequent first: `score dropped: 143`.
  package var lossSummary: [String] {
    var counts: [String: Int] = [:]
    for item in losses { counts[Self.kind(item.loss.what), default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.key): \($0.value)"
    }
  }

  /// A loss without the id of another annotation, so that losses of one kind are counted together.
  private static func kind(_ what: String) -> String {
    if what.hasPrefix("dropped: it overlaps ") { return "dropped: it overlaps a longer one" }
    return what
  }

  private static func counts(
    _ counts: [Annotation.State: Int], of states: [Annotation.State]
  ) -> [String] {
    states.compactMap { state in
      counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
    }
  }
}
