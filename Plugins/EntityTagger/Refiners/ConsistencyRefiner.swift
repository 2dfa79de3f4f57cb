import PostilKit
import SequenceLabeling

/// One name has one class in an article, that of most of its mentions by score, and a name that is no word is
/// marked wherever it stands.
struct ConsistencyRefiner: Refiner {
  /// Minimum score of a mention that vouches for others alone.
  private static let certain = 0.85
  /// Minimum mean score of several.
  private static let mean = 0.62
  /// Minimum score of a mention that keeps its label.
  private static let sure = 0.92
  private let model: SequenceModel

  init(_ model: SequenceModel) { self.model = model }

  /// Minimum share of the score that a class must have.
  private static let share = 0.6

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var scores: [String: [String: Double]] = [:]
    for candidate in candidates {
      scores[article.words(candidate.tokens), default: [:]][candidate.label, default: 0] +=
        candidate.score
    }
    for place in candidates.indices where candidates[place].score < Self.sure {
      guard let all = scores[article.words(candidates[place].tokens)], all.count > 1,
        let label = majority(all), label != candidates[place].label
      else { continue }
      candidates[place].label = label
      candidates[place].rule += ", label of the same name"
    }
    addMissed(&candidates, article)
  }

  /// Adds the other places of names of one rare word.
  private func addMissed(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var all: [String: [MentionCandidate]] = [:]
    for one in candidates where one.tokens.count == 1 {
      all[article.word(one.tokens.lowerBound), default: []].append(one)
    }
    let names = all.filter { word, found in
      word.utf8.count > 2 && Set(found.map(\.label)).count == 1
        && (found.count > 1 || found[0].score >= Self.certain)
        && found.reduce(0) { $0 + $1.score } >= Self.mean * Double(found.count)
    }
    guard !names.isEmpty else { return }
    let taken = Set(candidates.flatMap(\.tokens))
    let isCapital = { (token: Int) in
      article.tokens.indices.contains(token) && article.tokens[token].isCapital
    }
    var found: [MentionCandidate] = []
    for token in article.tokens.indices
    where isCapital(token) && article.tokens[token].kind == .word && !taken.contains(token) {
      guard let name = names[article.word(token)]?.first, !isCapital(token + 1),
        !isInCompound(token, article),
        token == 0 || !isCapital(token - 1) || article.tokens[token].flags.contains(.lineBefore),
        isRare(token, article)
      else { continue }
      found.append(
        MentionCandidate(
          tokens: token..<token + 1, label: name.label, score: name.score, rule: "the same name"))
    }
    guard !found.isEmpty else { return }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a hyphen joins a token to another: `U.S.-led`.
  private func isInCompound(_ token: Int, _ article: ScannedArticle) -> Bool {
    [token - 1, token + 1].contains {
      article.tokens.indices.contains($0)
        && !article.tokens[max($0, token)].flags.contains(.spaceBefore)
        && ["-", "–", "/", "@", "#"].contains(article.word($0))
    }
  }

  private func isRare(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.text.utf8.withUnsafeBufferPointer {
      model.commonness($0, article.tokens[token]) == 0
    }
  }

  /// The most frequent label of the class that has most of the score, if it is much. Peoples and things are left
  /// out: one word is often the name of both a people and its organization.
  private func majority(_ scores: [String: Double]) -> String? {
    var classes: [String: Double] = [:]
    for (label, score) in scores { classes[Options.coarse(label), default: 0] += score }
    let all = classes.values.reduce(0, +)
    guard let best = classes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      best.value >= Self.share * all, best.key != "MISC"
    else { return nil }
    return scores.filter { Options.coarse($0.key) == best.key }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
