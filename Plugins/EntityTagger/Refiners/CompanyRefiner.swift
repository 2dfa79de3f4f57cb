import PostilKit
import SequenceLabeling

/// Names that `&` joins are a company: `[Marks & Spencer]`, `[Bill & Tedd LLC]`; and so is a name before its
/// legal form.
struct CompanyRefiner: Refiner {
  static let forms: Set<String> = [
    "Co", "Co.", "Inc", "Inc.", "LLC", "LLP", "Ltd", "Ltd.", "PLC", "plc", "AG", "SA", "GmbH", "Corp", "Corp.",
    "NV", "SE", "AB", "Oyj", "SpA", "Plc", "Company", "Sons", "Group", "Holdings",
  ]
  /// Maximum number of words before and after the sign.
  private static let longest = 3

  private let model: SequenceModel

  init(_ model: SequenceModel) { self.model = model }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for sign in article.tokens.indices.dropFirst().dropLast() where article.word(sign) == "&" {
      guard let name = name(sign, article) else { continue }
      let over = candidates.filter { $0.tokens.overlaps(name) }
      if over.contains(where: { $0.tokens.lowerBound < name.lowerBound && $0.label == "ORG" }) { continue }
      if over.count == 1, over[0].label == "ORG", over[0].tokens.contains(sign) { continue }
      let hasForm = Self.forms.contains(article.word(name.upperBound - 1))
      let people = over.filter { $0.label == "PER" && !$0.tokens.contains(sign) && $0.tokens.count == 1 }
      let isPlace = over.contains {
        ["GPE", "LOC", "NORP"].contains($0.label) && !$0.tokens.contains(sign)
      }
      if !hasForm, isPlace { continue }
      if !hasForm, people.count > 1 || over.isEmpty && !hasRareWord(name, article) { continue }
      candidates.removeAll { $0.tokens.overlaps(name) }
      candidates.append(
        MentionCandidate(
          tokens: name, label: "ORG", score: max(0.75, over.map(\.score).max() ?? 0),
          rule: "names that a sign joins"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a name has a word that is hardly ever written in small letters.
  private func hasRareWord(_ name: Range<Int>, _ article: ScannedArticle) -> Bool {
    article.text.utf8.withUnsafeBufferPointer { bytes in
      name.contains {
        article.tokens[$0].kind == .word && model.commonness(bytes, article.tokens[$0]) < 2
      }
    }
  }

  /// The capitalized words around a sign, with the legal form after them.
  private func name(_ sign: Int, _ article: ScannedArticle) -> Range<Int>? {
    var start = sign
    while start > 0, sign - start < Self.longest, article.isNameWord(start - 1),
      start == sign || !article.tokens[start].flags.contains(.lineBefore),
      !article.isSentenceWord(start - 1)
    { start -= 1 }
    var end = sign + 1
    if end < article.tokens.count, article.isNameWord(end) { end += 1 }
    guard start < sign, end > sign + 1 else { return nil }
    while end < article.tokens.count, Self.forms.contains(article.word(end)) { end += 1 }
    if end < article.tokens.count, ["'s", "’s"].contains(article.word(end)), !isOwner(end, article) {
      end += 1
    }
    return start..<end
  }

  /// Whether what a possessive owns follows it: no verb, and no end of the clause.
  private func isOwner(_ possessive: Int, _ article: ScannedArticle) -> Bool {
    article.isOwner(possessive)
  }
}

extension ScannedArticle {
  /// Words that open a sentence with a capital and are seldom part of a name.
  private static let openers: Set<String> = [
    "In", "At", "On", "For", "With", "By", "From", "When", "While", "As", "But", "And", "Both", "Shares",
  ]

  func isSentenceWord(_ token: Int) -> Bool { Self.openers.contains(word(token)) }

  /// Verbs that follow the name of a company in the news.
  private static let verbs: Set<String> = [
    "said", "says", "cut", "cuts", "did", "does", "has", "had", "is", "was", "will", "would", "raised",
    "raises", "lowered", "downgraded", "downgrades", "upgraded", "affirmed", "affirms", "rated", "rates",
    "kept", "keeps", "put", "puts", "warned", "warns", "expects", "expected", "assigned", "withdraws",
    "withdrew", "placed", "sees", "rose", "fell", "announced", "announces", "plans", "sold", "opened", "and",
    "or", "changed", "revised", "changes", "closed", "bought", "reported", "reports", "called", "also", "could",
    "may", "can", "might", "should", "followed", "gave", "gives", "takes", "took",
  ]

  /// Whether a possessive owns what follows, and does not belong to the name before it: `[Moody's] cut Ghana`.
  func isOwner(_ possessive: Int) -> Bool {
    let next = possessive + 1
    guard next < tokens.count, tokens[next].kind == .word else { return false }
    return !Self.verbs.contains(word(next).lowercased())
  }
}
