import PostilKit
import PostilTagger

/// Changes, drops or adds candidates; they stay in reading order and do not overlap.
protocol Refiner: Sendable {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle)
}

/// All refiners, in the order in which they run: edges first, since the others compare names.
let refiners: [any Refiner] = [
  EdgeRefiner(), DatelineRefiner(), HandleRefiner(), SurnameRefiner(),
]

/// Takes determiners, titles and the possessive off a name: `President [Raisi]'s`.
struct EdgeRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
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

/// What a dateline begins with is a place, however its capitals look: `[ROTTERDAM], 4 May (Wire) -`.
struct DatelineRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for start in article.tokens.indices
    where article.tokens[start].flags.contains([.paragraphBefore, .allCapitals]) {
      guard let place = Dateline(article.text, article.tokens, from: start)?.place else { continue }
      let old = candidates.first { $0.tokens.overlaps(place) }
      if let old, ["GPE", "LOC"].contains(old.label) { continue }
      candidates.removeAll { $0.tokens.overlaps(place) }
      candidates.append(
        Candidate(tokens: place, label: "GPE", score: max(old?.score ?? 0, 0.8), rule: "dateline"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}

/// A handle in parentheses behind a name is the same entity: `Foreign Ministry (@mfa)`. Other handles
/// are what the model says.
struct HandleRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    var result: [Candidate] = []
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
        Candidate(
          tokens: handle..<handle + 1, label: candidate.label, score: candidate.score,
          rule: "handle of the name before it"))
    }
    candidates = result
  }

  private func isOpened(_ handle: Int, _ article: ScannedArticle) -> Bool {
    article.word(handle - 1) == "("
  }
}

/// Once a person's full name is sure, the surname alone is that person too, where the model saw
/// nothing in it.
struct SurnameRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    var surnames: [String: Double] = [:]
    for candidate in candidates where candidate.label == "PER" && candidate.tokens.count > 1 {
      let surname = article.word(candidate.tokens.upperBound - 1)
      if candidate.score >= 0.8, surname.utf8.count > 3 {
        surnames[surname] = max(candidate.score, surnames[surname] ?? 0)
      }
    }
    guard !surnames.isEmpty else { return }
    let taken = Set(candidates.flatMap(\.tokens))
    let isCapital = { (index: Int) in
      article.tokens.indices.contains(index) && article.tokens[index].isCapital
    }
    for index in article.tokens.indices where isCapital(index) && !taken.contains(index) {
      guard let score = surnames[article.word(index)], !isCapital(index - 1) || index == 0,
        !isCapital(index + 1)
      else { continue }
      candidates.append(
        Candidate(
          tokens: index..<index + 1, label: "PER", score: score,
          rule: "surname of a full name"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}
