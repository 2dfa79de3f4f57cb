import PostilKit

/// A possessive that owns nothing is part of a company's name: `[Moody's] cut Ghana`, `[Lloyd's] of London`.
struct PossessiveNameRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let surnames = Set(
      candidates.filter { $0.label == "PER" && $0.tokens.count > 1 }.map {
        article.word($0.tokens.upperBound - 1)
      })
    for place in candidates.indices where ["PER", "ORG"].contains(candidates[place].label) {
      let end = candidates[place].tokens.upperBound
      let isOne = candidates[place].tokens.count == 1
      guard isOne || candidates[place].label == "ORG", end + 1 < article.tokens.count,
        ["'s", "’s"].contains(article.word(end)), !article.isOwner(end),
        !surnames.contains(article.word(end - 1)),
        // `a cousin of Biden's said`
        article.word(before: candidates[place].tokens) != "of"
      else { continue }
      candidates[place].tokens = candidates[place].tokens.lowerBound..<end + 1
      candidates[place].label = "ORG"
      candidates[place].rule += ", possessive in the name"
    }
  }
}

extension ScannedArticle {
  /// Verbs that no possessive and no short `is` or `has` precedes.
  private static let verbs: Set<String> = [
    "says", "cuts", "cut", "did", "does", "has", "had", "is", "was", "will", "would", "raises",
    "lowers",
    "downgrades", "upgrades", "affirms", "rates", "puts", "warns", "sees", "rose", "fell",
    "withdrew", "withdraws",
    "gave", "took", "keeps", "expects", "assigns", "announces", "plans", "could", "might", "should",
    "of", "and",
    "which", "said", "sold", "bought", "opened",
  ]

  /// Whether a possessive owns what follows, and does not belong to the name before it.
  func isOwner(_ possessive: Int) -> Bool {
    let next = possessive + 1
    guard next < tokens.count, tokens[next].kind == .word else { return true }
    return !Self.verbs.contains(word(next).lowercased())
  }
}
