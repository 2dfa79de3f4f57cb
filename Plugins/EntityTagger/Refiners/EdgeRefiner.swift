import PostilKit
import SequenceLabeling

/// Removes determiners, titles and the possessive from a name: `President [Raisi]'s`.
struct EdgeRefiner: Refiner {
  /// British titles and ranks before a name.
  private static let ranks: Set<String> = [
    "Cllr", "Cllr.", "Councillor", "Ald", "PC", "WPC", "Const", "Sgt", "Det", "Insp", "DI", "DCI",
    "DS", "DC", "Supt", "CSP", "DSP", "ASP", "DCP", "ACP", "Adv", "Adv.", "Barr", "Barr.", "Engr",
    "Engr.", "Alhaji", "Alhaja", "Hajia", "Madam",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    candidates = candidates.compactMap { candidate in
      let candidate = withoutMarkup(candidate, article)
      var tokens = NameEdges.trimmed(
        candidate.tokens, isPerson: candidate.label == "PER", article.text, article.tokens)
      if candidate.label == "PER", tokens.count > 1,
        Self.ranks.contains(article.word(tokens.lowerBound))
      {
        tokens = tokens.dropFirst()
      }
      if candidate.label == "PER", let of = affiliation(in: tokens, article) {
        tokens = tokens.lowerBound..<of
      }
      if isOfTitle(candidate, article) { tokens = candidate.tokens.lowerBound..<tokens.upperBound }
      guard !tokens.isEmpty, tokens != candidate.tokens else {
        return tokens.isEmpty ? nil : candidate
      }
      var trimmed = candidate
      trimmed.tokens = tokens
      trimmed.rule = "crf, edges trimmed"
      return trimmed
    }
  }

  /// The candidate without markup at its edges: `**[Elon Musk]**`.
  private func withoutMarkup(
    _ candidate: MentionCandidate, _ article: ScannedArticle
  ) -> MentionCandidate {
    guard let first = candidate.tokens.first, let last = candidate.tokens.last,
      article.isMarkup(first) || article.isMarkup(last)
    else { return candidate }
    var trimmed = candidate
    let inner = candidate.tokens.drop(while: article.isMarkup)
    let end = inner.last { !article.isMarkup($0) }
    trimmed.tokens = inner.lowerBound..<(end.map { $0 + 1 } ?? inner.lowerBound)
    return trimmed
  }

  /// Whether a determiner with a capital inside a sentence is part of a work's title: `[The Long Rain]`.
  private func isOfTitle(_ candidate: MentionCandidate, _ article: ScannedArticle) -> Bool {
    let first = candidate.tokens.lowerBound
    guard candidate.label == "WORK", candidate.tokens.count > 1, first > 0,
      ["The", "A", "An"].contains(article.word(first)),
      !article.tokens[first].flags.contains(.lineBefore)
    else { return false }
    // `in "[A Doll's House]" at`: all that is in marks.
    let end = candidate.tokens.upperBound
    return !article.isMark(first - 1)
      || end < article.tokens.count && ["\"", "”", "’", "'"].contains(article.word(end))
        && ["\"", "“", "‘", "'"].contains(article.word(first - 1))
  }

  /// `[Wei Zhang] of Stanford`: the `of` after a forename and a surname.
  private func affiliation(in tokens: Range<Int>, _ article: ScannedArticle) -> Int? {
    guard let of = tokens.first(where: { article.word($0) == "of" }),
      of >= tokens.lowerBound + 2, of + 1 < tokens.upperBound,
      !(tokens.lowerBound..<of).contains(where: {
        NameEdges.isTitle(article.word($0)) || !article.tokens[$0].isCapital
      })
    else { return nil }
    return of
  }
}
