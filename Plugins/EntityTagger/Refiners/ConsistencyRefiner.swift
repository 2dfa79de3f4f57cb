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
    relabelSecondWords(&candidates, article)
    relabelShortForms(&candidates, article)
  }

  /// What a list knows as a company, and not as a person: `Eli Lilly`, then `[Lilly] said`.
  private func relabelSecondWords(
    _ candidates: inout [MentionCandidate], _ article: ScannedArticle
  ) {
    let companies = candidates.filter { $0.tokens.count == 2 && $0.rule.hasSuffix("known name") }
    guard !companies.isEmpty else { return }
    let words = Set(companies.map { article.word($0.tokens.upperBound - 1) })
    for place in candidates.indices
    where candidates[place].label == "PER" && candidates[place].tokens.count == 1
      && words.contains(article.word(candidates[place].tokens.lowerBound))
      && candidates[place].tokens.lowerBound > companies[0].tokens.lowerBound
    {
      candidates[place].label = "ORG"
      candidates[place].rule += MentionCandidate.secondWord
    }
  }

  /// Gives the first word of an organization's name alone its label: `Novo Nordisk`, then `[Novo]'s shares`.
  private func relabelShortForms(
    _ candidates: inout [MentionCandidate], _ article: ScannedArticle
  ) {
    var heads: Set<String> = []
    var others: Set<String> = []
    for one in candidates where one.tokens.count > 1 {
      if one.label == "ORG", one.score >= Self.mean {
        let first = one.tokens.lowerBound
        if article.tokens[first].count > 3, isRare(first, article, 1) {
          heads.insert(article.word(first))
        }
      } else {
        for token in one.tokens { others.insert(article.word(token)) }
      }
    }
    heads.subtract(others)
    guard !heads.isEmpty else { return }
    let isCapital = { (token: Int) in
      article.tokens.indices.contains(token) && article.tokens[token].isCapital
    }
    for place in candidates.indices
    where candidates[place].label == "PER" && candidates[place].tokens.count == 1
      && candidates[place].score < Self.sure
      && heads.contains(article.word(candidates[place].tokens.lowerBound))
    {
      candidates[place].label = "ORG"
      candidates[place].rule += ", short form of an organization"
    }
    let taken = Set(candidates.flatMap(\.tokens))
    let found = article.tokens.indices.filter {
      isCapital($0) && !taken.contains($0) && heads.contains(article.word($0)) && !isCapital($0 + 1)
        && (!isCapital($0 - 1) || article.tokens[$0].flags.contains(.lineBefore))
        && !isInCompound($0, article)
    }
    guard !found.isEmpty else { return }
    candidates += found.map {
      MentionCandidate(
        tokens: $0..<$0 + 1, label: "ORG", score: Self.mean, rule: "short form of an organization")
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
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

  private func isRare(_ token: Int, _ article: ScannedArticle, _ most: Int = 0) -> Bool {
    article.text.utf8.withUnsafeBufferPointer {
      model.commonness($0, article.tokens[token]) <= most
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
