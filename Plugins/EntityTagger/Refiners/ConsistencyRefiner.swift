import PostilKit

/// One name has one class in an article, that of most of its mentions by score, and a name of several words is
/// marked wherever it stands.
struct ConsistencyRefiner: Refiner {
  /// Minimum share of the score that a class must have.
  private static let share = 0.6

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var scores: [String: [String: Double]] = [:]
    for candidate in candidates {
      scores[article.words(candidate.tokens), default: [:]][candidate.label, default: 0] += candidate.score
    }
    for place in candidates.indices {
      guard let all = scores[article.words(candidates[place].tokens)], all.count > 1,
        let label = majority(all), label != candidates[place].label
      else { continue }
      candidates[place].label = label
      candidates[place].rule += ", label of the same name"
    }
  }

  /// The most frequent label of the class that has most of the score, if it is much.
  private func majority(_ scores: [String: Double]) -> String? {
    var classes: [String: Double] = [:]
    for (label, score) in scores { classes[Options.coarse(label), default: 0] += score }
    let all = classes.values.reduce(0, +)
    guard let best = classes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      best.value >= Self.share * all
    else { return nil }
    return scores.filter { Options.coarse($0.key) == best.key }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
