import PostilKit
import SequenceLabeling

/// A surname with initials after a title is a person, as Indian papers write them: `Chief Justice [D Y Rao]`, which
/// the model takes for an organization.
struct InitialNameRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices
    where candidates[place].label != "PER" && candidates[place].tokens.count > 1 {
      let tokens = candidates[place].tokens
      let name = tokens.drop { NameEdges.isTitle(article.word($0)) || article.word($0) == "Chief" }
      let isTitled =
        name.count < tokens.count
        || tokens.lowerBound > 0 && NameEdges.isTitle(article.word(tokens.lowerBound - 1))
      guard isTitled, (2...5).contains(name.count), let first = name.first, let last = name.last,
        isInitial(first, article), !isInitial(last, article), article.isNameWord(last)
      else { continue }
      candidates[place].tokens = name
      candidates[place].label = "PER"
      candidates[place].rule += ", initials after a title"
    }
  }

  private func isInitial(_ token: Int, _ article: ScannedArticle) -> Bool {
    let found = article.tokens[token]
    return found.isCapital
      && (found.count == 1 || found.count <= 4 && article.word(token).hasSuffix("."))
  }
}
