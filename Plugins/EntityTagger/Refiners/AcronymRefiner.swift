import PostilKit

/// Initials in parentheses after a name have its label: `Mohammed bin Salman (MBS)`.
struct AcronymRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices.dropFirst() {
      let (name, short) = (candidates[place - 1], candidates[place])
      guard name.label != short.label, short.tokens.count == 1,
        short.tokens.lowerBound == name.tokens.upperBound + 1,
        article.word(name.tokens.upperBound) == "(", name.score >= short.score,
        initials(name, article) == article.word(short.tokens.lowerBound).lowercased()
      else { continue }
      candidates[place].label = name.label
      candidates[place].rule = "initials of the name before it"
    }
  }

  private func initials(_ name: MentionCandidate, _ article: ScannedArticle) -> String {
    String(name.tokens.compactMap { article.word($0).first(where: \.isLetter) }).lowercased()
  }
}
