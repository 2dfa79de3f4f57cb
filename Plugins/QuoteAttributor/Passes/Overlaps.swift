import QuoteEnglish

/// Drops attributions whose content is mostly an earlier one's, and sorts the rest by their content. Nested
/// attributions stay if they are certainly speech and the attribution around them stays; they come last.
struct Overlaps: Pass {
  /// For each token whether it is the content of an attribution.
  private var isTaken: [Bool]

  static func run(on article: inout TaggedArticle) {
    var pass = Overlaps(isTaken: [Bool](repeating: false, count: article.tokens.count))
    var outer = article.attributions
    let nested = outer.filter { $0.parent != nil }
    outer.removeAll { $0.parent != nil || !pass.take($0) }
    outer.sort { $0.content[0].lowerBound < $1.content[0].lowerBound }
    let others = nested.filter { one in
      // `Malik said the party should first explain the bills`: nobody has said it.
      if let cue = one.cue, article.words[cue.lowerBound].isOne(of: ["should", "must"]) {
        return false
      }
      // `Minister, you have said that`: who takes part in a conversation is not quoted by it.
      return one.source.map { !article.words[$0.lowerBound].isOne(of: ["i", "we", "you"]) } ?? true
    }
    article.attributions = outer + kept(others, in: outer)
  }

  /// Takes the content of an attribution; false if more than three tenths of it are taken already.
  private mutating func take(_ attribution: Attribution) -> Bool {
    var taken = 0
    var size = 0
    for part in attribution.content {
      for token in part where isTaken[token] { taken += 1 }
      size += part.count
    }
    if taken * 10 > size * 3 { return false }
    for part in attribution.content {
      for token in part { isTaken[token] = true }
    }
    return true
  }

  private static func kept(_ nested: [Attribution], in outer: [Attribution]) -> [Attribution] {
    if nested.isEmpty { return [] }
    let parents = Set(outer.compactMap(\.number))
    return nested.filter {
      ($0.kind == .say || $0.kind == .tell) && $0.source != nil
        && $0.parent.map(parents.contains) == true
    }
  }
}
