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
  /// Number of annotations that the files hold, by state.
  package internal(set) var written: [Annotation.State: Int] = [:]
  /// Number of annotations left out, by state.
  package internal(set) var leftOut: [Annotation.State: Int] = [:]
  /// Number of annotations left out since other layers, labels or annotators were chosen.
  package internal(set) var notChosen = 0
  /// Number of articles written.
  package internal(set) var articles = 0
  /// Number of articles of each part of a split; empty without one.
  package internal(set) var parts: [String: Int] = [:]
  /// Number of articles left out of a training format, since nothing was decided in them and they are
  /// not done.
  package internal(set) var undecided = 0
  /// What was found when the files were read back; nil if they were not.
  package internal(set) var check: ExportCheck.Report?
  /// All losses, article by article.
  package internal(set) var losses: [ArticleLoss] = []

  /// One sentence, such as `0 accepted annotations written, 143 suggested left out; --with=suggested adds
  /// them`.
  ///
  /// - Parameter isDryRun: Whether they only would be written.
  package func summary(isDryRun: Bool = false) -> String {
    let accepted = "\(written[.accepted] ?? 0) accepted"
    let parts = [accepted] + Self.counts(written, of: [.suggested, .rejected])
    let left = Self.counts(leftOut, of: [.suggested, .rejected])
    let noun = written.values.reduce(0, +) == 1 ? "annotation" : "annotations"
    var sentence = parts.joined(separator: " and ") + " \(noun) "
    sentence += isDryRun ? "would be written" : "written"
    if !left.isEmpty { sentence += ", " + left.joined(separator: " and ") + " left out" }
    if leftOut[.suggested] ?? 0 > 0 { sentence += "; --with=suggested adds them" }
    return sentence
  }

  /// The losses by kind, the most frequent first: `not in this format: annotator (10), score (7)` for the
  /// members that were dropped, then other kinds such as `written as 2 spans of one id (1)`.
  package var lossSummary: [String] {
    var counts: [Kind: Int] = [:]
    for item in losses { counts[Kind(item.loss), default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
    let members = sorted.compactMap { kind, count in kind.member.map { "\($0) (\(count))" } }
    return (members.isEmpty ? [] : ["not in this format: " + members.joined(separator: ", ")])
      + sorted.filter { $0.key.member == nil }.map { "\($0.key.text) (\($0.value))" }
  }

  private struct Kind: Hashable {
    let text: String
    let member: String?

    init(_ loss: ExportLoss) {
      text = loss.kind
      member = loss.member
    }
  }

  private static func counts(
    _ counts: [Annotation.State: Int], of states: [Annotation.State]
  ) -> [String] {
    states.compactMap { state in
      counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil }
    }
  }
}
