import PostilKit

/// A dateline begins with a place, however it is capitalized: `[ROTTERDAM], 4 May (Wire) -`.
struct DatelineRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for start in article.tokens.indices
    where article.tokens[start].flags.contains([.paragraphBefore, .allCapitals]) {
      guard let place = Dateline(article.text, article.tokens, from: start)?.place else { continue }
      let old = candidates.first { $0.tokens.overlaps(place) }
      if let old, ["GPE", "LOC"].contains(old.label) { continue }
      candidates.removeAll { $0.tokens.overlaps(place) }
      candidates.append(
        MentionCandidate(
          tokens: place, label: "GPE", score: max(old?.score ?? 0, 0.8), rule: "dateline"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}
