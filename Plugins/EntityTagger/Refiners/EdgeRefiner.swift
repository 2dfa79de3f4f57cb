import PostilKit
import SequenceLabeling

/// Removes determiners, titles and the possessive from a name: `President [Raisi]'s`.
struct EdgeRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    candidates = candidates.compactMap { candidate in
      let tokens = NameEdges.trimmed(
        candidate.tokens, isPerson: candidate.label == "PER", article.text, article.tokens)
      guard !tokens.isEmpty, tokens != candidate.tokens else {
        return tokens.isEmpty ? nil : candidate
      }
      var trimmed = candidate
      trimmed.tokens = tokens
      trimmed.rule = "crf, edges trimmed"
      return trimmed
    }
  }
}
