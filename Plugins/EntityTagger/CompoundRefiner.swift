import PostilKit

/// What a hyphen or a dash joins are names by themselves where lists have them: `[Sino]–[Russian] ties`,
/// `pro-[Russian]`. Much of what the model has learnt from took such compounds for one word and no name.
/// A name before a participle, `US-led`, is what the model says.
struct CompoundRefiner: Refiner {
  /// As sure as a name so found is.
  private static let sure = 0.8
  /// What peoples are called in front of another.
  private static let combiningForms: Set<String> = [
    "Anglo", "Austro", "Franco", "Greco", "Indo", "Italo", "Luso", "Russo", "Sino", "Turco",
  ]

  private let known: EntityList

  init(_ known: EntityList) { self.known = known }

  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    var place = 0
    var found: [Candidate] = []
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
        } && stands(part.tokens, over, article)
      }
    }
    guard !found.isEmpty else { return }
    candidates = candidates.indices.filter { !dropped.contains($0) }.map { candidates[$0] } + found
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The parts of a compound that are names.
  private func names(_ compound: Range<Int>, _ article: ScannedArticle) -> [Candidate] {
    guard article.tokens[compound.upperBound - 1].isCapital else { return [] }
    let labels = compound.map { ($0, label(article.word($0), article.tokens[$0])) }
    let hasName = labels.contains { $0.1 != nil }
    return labels.compactMap { token, label in
      let isForm = hasName && Self.combiningForms.contains(article.word(token))
      guard let label = label ?? (isForm ? "NORP" : nil) else { return nil }
      return Candidate(
        tokens: token..<token + 1, label: label, score: Self.sure, rule: "part of a compound")
    }
  }

  private func label(_ word: String, _ token: Token) -> String? {
    guard token.isCapital else { return nil }
    return (known.entry(word, EntityKind("GPE")) ?? known.entry(word, EntityKind("NORP")))?.label
  }

  /// Whether a candidate is nothing but these names and what joins them, or a combining form alone.
  private func isSum(
    _ candidate: Candidate, of parts: [Candidate], _ compound: Range<Int>, _ article: ScannedArticle
  ) -> Bool {
    if candidate.tokens.count == 1 {
      return Self.combiningForms.contains(article.word(candidate.tokens.lowerBound))
    }
    return candidate.label != "PER" && candidate.tokens.clamped(to: compound) == candidate.tokens
      && candidate.tokens.allSatisfy { token in
        !article.tokens[token].isCapital || parts.contains { $0.tokens.contains(token) }
      }
  }

  /// Whether a part of a compound is not a piece of a longer name beside it: `East Timor-China`.
  private func stands(
    _ part: Range<Int>, _ over: ArraySlice<Candidate>, _ article: ScannedArticle
  ) -> Bool {
    [part.lowerBound - 1, part.upperBound].allSatisfy { neighbour in
      !article.tokens.indices.contains(neighbour) || !article.tokens[neighbour].isCapital
        || ["The", "A", "An"].contains(article.word(neighbour))
        || over.contains { $0.tokens.contains(neighbour) }
        || article.tokens[max(neighbour, part.lowerBound)].flags.contains(.lineBefore)
    }
  }
}

extension ScannedArticle {
  /// Runs of words with nothing but a hyphen or a dash between them.
  var compounds: [Range<Int>] {
    var compounds: [Range<Int>] = []
    for joint in tokens.indices.dropFirst().dropLast() where isJoint(joint) {
      if let last = compounds.last, last.upperBound == joint {
        compounds[compounds.count - 1] = last.lowerBound..<joint + 2
      } else {
        compounds.append(joint - 1..<joint + 2)
      }
    }
    return compounds
  }

  private func isJoint(_ token: Int) -> Bool {
    guard tokens[token].kind == .punctuation, tokens[token].count <= 3,
      !tokens[token].flags.contains(.spaceBefore), !tokens[token + 1].flags.contains(.spaceBefore)
    else { return false }
    return ["-", "–", "\u{2010}", "\u{2011}"].contains(word(token))
  }
}
