import PostilKit

/// What somebody is known as has the label of the name before it: `[López Obrador]{PER}, known as [AMLO]{PER}`.
struct KnownAsRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var labels: [String: String] = [:]
    for place in candidates.indices.dropFirst() {
      let (name, other) = (candidates[place - 1], candidates[place])
      let isOther = article.isKnownAs(
        name.tokens.upperBound..<max(name.tokens.upperBound, other.tokens.lowerBound))
      if isOther, ["PER", "ORG"].contains(name.label),
        !["GPE", "NORP", "LOC"].contains(other.label),
        name.label != other.label
      {
        labels[article.words(other.tokens)] = name.label
      }
    }
    guard !labels.isEmpty else { return }
    for place in candidates.indices {
      guard let label = labels[article.words(candidates[place].tokens)] else { continue }
      candidates[place].label = label
      candidates[place].rule += ", other name"
    }
  }
}

extension ScannedArticle {
  private static let adverbs: Set<String> = [
    "widely", "better", "also", "commonly", "popularly", "formerly", "previously", "once", "often",
    "simply",
    "usually", "locally", "generally", "sometimes", "variously", "then", "still", "affectionately",
    "who", "is",
    "was", "which", ",", "the", "by", "its", "acronym", "in", "English", "Spanish", "Russian",
    "Arabic", "for",
    "short", "his", "her", "nickname", "initials",
  ]

  private static let quotationMarks: Set<String> = ["\"", "“", "'", "‘"]
  private static let naming: Set<String> = ["nicknamed", "dubbed", "called", "aka", "abbreviated"]

  /// Whether the words between two names say that one is the other's other name: `, better known as`.
  func isKnownAs(_ between: Range<Int>) -> Bool {
    guard (2...9).contains(between.count) else { return false }
    var words = between.map(word)
    if let last = words.last, Self.quotationMarks.contains(last) { words.removeLast() }
    if words.last == "the" { words.removeLast() }
    if let last = words.last, Self.naming.contains(last) {
      return words.first == "," && words.dropLast().allSatisfy(Self.adverbs.contains)
    }
    while let last = words.last,
      last == "acronym" || last == "initials" || last == "by" || last == "its"
    {
      words.removeLast()
    }
    guard words.last == "as" || words.last == "known" else { return false }
    if words.last == "as" { words.removeLast() }
    return words.last == "known" && words.dropLast().allSatisfy(Self.adverbs.contains)
  }
}
