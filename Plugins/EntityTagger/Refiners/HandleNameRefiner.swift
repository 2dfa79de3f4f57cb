import PostilKit

/// A handle that spells a full name of the article has its label: `@IlhamAliyev`.
struct HandleNameRefiner: Refiner {
  /// Minimum score of a full name.
  private static let minimumScore = 0.7

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    let handles = article.tokens.indices.filter {
      article.tokens[$0].kind == .handle && !taken.contains($0)
    }
    guard !handles.isEmpty else { return }
    var names: [String: MentionCandidate] = [:]
    for candidate in candidates
    where candidate.tokens.count > 1 && candidate.score >= Self.minimumScore {
      names[Self.letters(article.words(candidate.tokens))] = candidate
    }
    for handle in handles {
      guard let name = names[Self.letters(article.word(handle))] else { continue }
      candidates.append(
        MentionCandidate(
          tokens: handle..<handle + 1, label: name.label, score: name.score,
          rule: "handle that spells a name"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private static func letters(_ words: String) -> String {
    words.lowercased().filter(\.isLetter)
  }
}
