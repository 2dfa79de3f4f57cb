import SequenceLabeling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns the model's mentions into candidates. Labels that are one class to most readers, such as the three
/// for places, add up their probabilities before the best class is chosen.
struct LabelChoice: Sendable {
  private let labels: [String]
  private let classes: [Int]

  init(_ labels: [String]) {
    self.labels = labels
    classes = labels.map { label in
      Self.classes.firstIndex { $0.contains(label) } ?? Self.classes.count
    }
  }

  private static let classes: [Set<String>] = [
    ["PER"], ["ORG"], ["GPE", "LOC", "FAC"], ["NORP", "EVENT", "PRODUCT", "WORK", "MISC"],
  ]

  /// The exponent of the model's odds: the model is overconfident on text unlike its training data. Fitted
  /// on news of the world.
  private static let temper = 0.65

  /// The candidate of a mention; its score is that of the label's class.
  func candidate(_ mention: LabeledMention) -> MentionCandidate {
    var candidate = MentionCandidate(
      tokens: mention.tokens, label: mention.label, score: mention.score, rule: "crf")
    if mention.scores.count == labels.count { choose(&candidate, mention.scores) }
    candidate.score = Self.tempered(candidate.score)
    return candidate
  }

  private func choose(_ candidate: inout MentionCandidate, _ scores: [Double]) {
    var sums = [Double](repeating: 0, count: Self.classes.count + 1)
    for (place, score) in scores.enumerated() { sums[classes[place]] += score }
    guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return }
    let inside = labels.indices.filter { classes[$0] == best }
    guard let label = inside.max(by: { scores[$0] < scores[$1] }) else { return }
    candidate.label = labels[label]
    candidate.score = sums[best]
  }

  /// A probability with its odds closer to even.
  static func tempered(_ score: Double) -> Double {
    let right = pow(min(1, max(0, score)), temper)
    let wrong = pow(min(1, max(0, 1 - score)), temper)
    return right / (right + wrong)
  }
}
