import PostilKit

/// A handle in parentheses after a name has its label: `Foreign Ministry (@mfa)`. The model labels other
/// handles.
struct HandleRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var result: [MentionCandidate] = []
    var taken = Set(candidates.flatMap(\.tokens))
    for (place, candidate) in candidates.enumerated() {
      result.append(candidate)
      let limit = min(candidate.tokens.upperBound + 4, article.tokens.count)
      guard
        let handle = (candidate.tokens.upperBound..<limit).first(where: {
          article.tokens[$0].kind == .handle
        }), !taken.contains(handle), isOpened(handle, article),
        place + 1 == candidates.count || candidates[place + 1].tokens.lowerBound > handle
      else { continue }
      taken.insert(handle)
      result.append(
        MentionCandidate(
          tokens: handle..<handle + 1, label: candidate.label, score: candidate.score,
          rule: "handle of the name before it"))
    }
    candidates = result
  }

  private func isOpened(_ handle: Int, _ article: ScannedArticle) -> Bool {
    article.word(handle - 1) == "("
  }
}
