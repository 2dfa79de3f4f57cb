import PostilKit

/// A family name in capitals belongs to the given name with a hyphen after it, as East Asian media write
/// them: `LIN Mei-hua`.
struct FamilyNameRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].label == "PER" {
      let tokens = candidates[place].tokens
      let family = tokens.lowerBound - 1
      guard tokens.count >= 3, article.word(tokens.lowerBound + 1) == "-",
        !article.tokens[tokens.lowerBound + 2].isCapital, family >= 0,
        article.tokens[family].flags.contains(.allCapitals),
        !article.tokens[tokens.lowerBound].flags.contains(.allCapitals),
        place == 0 || candidates[place - 1].tokens.upperBound <= family
          || candidates[place - 1].tokens == family..<family + 1
      else { continue }
      candidates[place].tokens = family..<tokens.upperBound
      candidates[place].rule += ", family name in capitals"
    }
    let starts = Set(candidates.filter { $0.tokens.count > 1 }.map(\.tokens.lowerBound))
    candidates.removeAll { $0.tokens.count == 1 && starts.contains($0.tokens.lowerBound) }
  }
}
