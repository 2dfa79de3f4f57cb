import PostilKit
import SequenceLabeling

/// Names that `&` joins are a company: `[Marks & Spencer]`, `[Bill & Tedd LLC]`; and so is a name before its
/// legal form.
struct CompanyRefiner: Refiner {
  static let forms: Set<String> = [
    "Co", "Co.", "Inc", "Inc.", "LLC", "LLP", "Ltd", "Ltd.", "PLC", "plc", "AG", "SA", "GmbH",
    "Corp", "Corp.",
    "NV", "SE", "AB", "Oyj", "SpA", "Plc", "Company", "Sons", "Group", "Holdings",
  ]
  /// Maximum number of words before and after the sign.
  private static let longest = 3

  private let model: SequenceModel

  init(_ model: SequenceModel) { self.model = model }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var found: [MentionCandidate] = []
    for sign in article.tokens.indices.dropFirst().dropLast()
    where article.isMark(sign) && article.word(sign) == "&" {
      guard let name = name(sign, article) else { continue }
      let over = Array(candidates.over(name))
      if over.contains(where: { $0.tokens.lowerBound < name.lowerBound && $0.label == "ORG" }) {
        continue
      }
      if over.count == 1, over[0].label == "ORG", over[0].tokens.contains(sign) { continue }
      let hasForm = Self.forms.contains(article.word(name.upperBound - 1))
      let people = over.filter {
        $0.label == "PER" && !$0.tokens.contains(sign) && $0.tokens.count == 1
      }
      let isPlace = over.contains {
        ["GPE", "LOC", "NORP"].contains($0.label) && !$0.tokens.contains(sign)
      }
      if !hasForm, isPlace { continue }
      if !hasForm, people.count > 1 || over.isEmpty && !hasRareWord(name, article) { continue }
      found.append(
        MentionCandidate(
          tokens: name, label: "ORG", score: max(0.75, over.map(\.score).max() ?? 0),
          rule: "names that a sign joins"))
    }
    candidates.replace(with: found)
    relabelTraded(&candidates, article)
  }

  /// `Shares in [Tullow]`, `analysts at [Jefferies]`: one word that only a company can be, and the same word elsewhere.
  private func relabelTraded(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let traded = candidates.filter { one in
      one.tokens.count == 1 && ["PER", "GPE", "LOC"].contains(one.label)
        && follows(one.tokens.lowerBound, article)
    }
    guard !traded.isEmpty else { return }
    let words = Set(traded.map { article.words($0.tokens) })
    for place in candidates.indices
    where ["PER", "GPE", "LOC"].contains(candidates[place].label)
      && words.contains(article.words(candidates[place].tokens))
    {
      candidates[place].label = "ORG"
      candidates[place].rule += ", company"
    }
  }

  private func follows(_ name: Int, _ article: ScannedArticle) -> Bool {
    guard name > 1 else { return false }
    switch article.word(name - 2) {
    case "Shares", "shares", "stake": return ["in", "of"].contains(article.word(name - 1))
    case "Analysts", "analysts", "analyst", "Analyst", "economist", "strategist":
      return ["at", "with"].contains(article.word(name - 1))
    default: return false
    }
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
    guard start < sign, end > sign + 1,
      start == 0 || !["\"", "“", "‘", "'"].contains(article.word(start - 1))
    else { return nil }
    while end < article.tokens.count, Self.forms.contains(article.word(end)) { end += 1 }
    return start..<end
  }
}

extension ScannedArticle {
  /// Words that open a sentence with a capital and are seldom part of a name.
  private static let openers: Set<String> = [
    "In", "At", "On", "For", "With", "By", "From", "When", "While", "As", "But", "And", "Both",
    "Shares",
  ]

  func isSentenceWord(_ token: Int) -> Bool { Self.openers.contains(word(token)) }
}
