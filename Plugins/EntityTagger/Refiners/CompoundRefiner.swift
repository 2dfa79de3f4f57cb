import PostilKit

/// Parts of a compound that lists have are names: `[Sino]–[Russian] ties`, `pro-[Russian]`. Much of the
/// model's training data has such compounds as one word and not a name. The model labels a name before a
/// participle, as in `US-led`.
struct CompoundRefiner: Refiner {
  /// The score of a name found here.
  private static let score = 0.8
  /// Forms of the names of peoples before another name.
  private static let combiningForms: Set<String> = [
    "Anglo", "Austro", "Franco", "Greco", "Indo", "Italo", "Luso", "Russo", "Sino", "Turco",
  ]

  private let known: EntityList

  init(_ known: EntityList) { self.known = known }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var place = 0
    var found: [MentionCandidate] = []
    var dropped: Set<Int> = []
    for compound in article.compounds {
      while place < candidates.count,
        candidates[place].tokens.upperBound <= compound.lowerBound
      { place += 1 }
      let parts = names(compound, article)
      guard !parts.isEmpty else { continue }
      let over = candidates[place...].prefix { $0.tokens.lowerBound < compound.upperBound }
      let split = over.indices.filter { isSum(candidates[$0], of: parts, compound, article) }
      dropped.formUnion(split)
      found += parts.filter { part in
        !over.indices.contains {
          !split.contains($0) && candidates[$0].tokens.overlaps(part.tokens)
        } && isWhole(part.tokens, over, article)
      }
    }
    guard !found.isEmpty else { return }
    candidates = candidates.indices.filter { !dropped.contains($0) }.map { candidates[$0] } + found
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The parts of a compound that are names.
  private func names(_ compound: Range<Int>, _ article: ScannedArticle) -> [MentionCandidate] {
    guard article.tokens[compound.upperBound - 1].isCapital else { return [] }
    let labels = compound.map { ($0, label(article.word($0), article.tokens[$0])) }
    let hasName = labels.contains { $0.1 != nil }
    return labels.compactMap { token, label in
      let isForm = hasName && Self.combiningForms.contains(article.word(token))
      guard let label = label ?? (isForm ? "NORP" : nil) else { return nil }
      return MentionCandidate(
        tokens: token..<token + 1, label: label, score: Self.score, rule: "part of a compound")
    }
  }

  private func label(_ word: String, _ token: Token) -> String? {
    guard token.isCapital else { return nil }
    if let place = known.entry(word, EntityKind("GPE")), place.label != "ORG" { return place.label }
    return known.entry(word, EntityKind("NORP"))?.label
  }

  /// Whether a candidate consists of these names and what joins them, or is a single combining form.
  private func isSum(
    _ candidate: MentionCandidate, of parts: [MentionCandidate], _ compound: Range<Int>,
    _ article: ScannedArticle
  ) -> Bool {
    if candidate.tokens.count == 1 {
      return Self.combiningForms.contains(article.word(candidate.tokens.lowerBound))
    }
    return candidate.label != "PER" && candidate.tokens.clamped(to: compound) == candidate.tokens
      && candidate.tokens.allSatisfy { token in
        !article.tokens[token].isCapital || parts.contains { $0.tokens.contains(token) }
      }
  }

  /// Whether a part of a compound is not a part of a longer name beside it: `East Timor-China`.
  private func isWhole(
    _ part: Range<Int>, _ over: ArraySlice<MentionCandidate>, _ article: ScannedArticle
  ) -> Bool {
    [part.lowerBound - 1, part.upperBound].allSatisfy { neighbour in
      !article.tokens.indices.contains(neighbour) || !article.tokens[neighbour].isCapital
        || ["The", "A", "An"].contains(article.word(neighbour))
        || over.contains { $0.tokens.contains(neighbour) }
        || article.tokens[max(neighbour, part.lowerBound)].flags.contains(.lineBefore)
    }
  }
}
