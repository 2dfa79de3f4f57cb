import PostilKit

/// A place or an organization of one word after a word for a relative is a person: `his wife, [Florence], said`.
struct KinRefiner: Refiner {
  private static let kin: Set<String> = [
    "wife", "husband", "widow", "widower", "son", "daughter", "mother", "father", "sister",
    "brother", "aunt", "uncle", "niece", "nephew", "cousin", "grandson", "granddaughter",
    "grandmother", "grandfather", "girlfriend", "boyfriend", "fiancé", "fiancée", "stepson",
    "stepdaughter",
  ]
  /// What closes a name in commas.
  private static let closing: Set<String> = [",", ".", ";", ")"]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices
    where candidates[place].tokens.count == 1
      && ["GPE", "LOC", "FAC", "ORG"].contains(candidates[place].label)
      && isNamed(candidates[place].tokens.lowerBound, article)
    {
      candidates[place].label = "PER"
      candidates[place].rule += ", name of a relative"
    }
  }

  /// Whether a token follows the word for a relative directly, or stands in commas after it.
  private func isNamed(_ token: Int, _ article: ScannedArticle) -> Bool {
    guard token > 1, !article.tokens[token].flags.contains(.lineBefore) else { return false }
    if Self.kin.contains(article.word(token - 1)) { return true }
    return article.word(token - 1) == "," && Self.kin.contains(article.word(token - 2))
      && token + 1 < article.tokens.count && Self.closing.contains(article.word(token + 1))
  }
}
