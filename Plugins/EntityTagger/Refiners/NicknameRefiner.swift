import PostilKit

/// A nickname in quotation marks is part of the name around it: `[Darren "Dazza" Pike]`.
struct NicknameRefiner: Refiner {
  private static let marks: [String: String] = ["\"": "\"", "“": "”", "'": "'", "‘": "’"]
  /// Words with a capital in a headline that are no surname.
  private static let small: Set<String> = [
    "As", "In", "At", "On", "Of", "And", "Is", "To", "For", "With", "By", "After", "Over", "Not",
    "But", "Or",
    "From", "Was", "Has", "Will", "About", "Are", "Before", "Into", "Amid",
  ]
  /// Maximum number of words of a nickname.
  private static let longest = 4

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var found: [MentionCandidate] = []
    for opening in article.tokens.indices.dropFirst() where article.isMark(opening) {
      guard let mark = Self.marks[article.word(opening)], let name = name(opening, mark, article)
      else {
        continue
      }
      let over = candidates.over(name)
      guard over.contains(where: { $0.label == "PER" }) || over.isEmpty else { continue }
      let start = min(name.lowerBound, over.first?.tokens.lowerBound ?? name.lowerBound)
      let end = max(name.upperBound, over.last?.tokens.upperBound ?? 0)
      let score = max(0.7, over.map(\.score).max() ?? 0)
      found.append(
        MentionCandidate(
          tokens: start..<end, label: "PER", score: score, rule: "nickname in a name"))
    }
    candidates.replace(with: found)
    let nicknames = Set(
      found.flatMap { $0.tokens.dropFirst().dropLast() }.filter(article.isNameWord).map(
        article.word))
    guard !nicknames.isEmpty else { return }
    let inside = Set(found.flatMap(\.tokens))
    let alone = article.tokens.indices.filter {
      article.tokens[$0].isCapital && !inside.contains($0) && nicknames.contains(article.word($0))
        && ($0 + 1 == article.tokens.count || !article.tokens[$0 + 1].isCapital)
    }
    candidates.replace(
      with: alone.compactMap { token in
        let over = candidates.filter { $0.tokens.contains(token) }
        guard over.allSatisfy({ $0.tokens.contains(where: article.isMark) }) else { return nil }
        return MentionCandidate(
          tokens: token..<token + 1, label: "PER", score: 0.6, rule: "nickname of a person")
      })
  }

  /// The given name, the nickname and the surname around an opening mark.
  private func name(_ opening: Int, _ mark: String, _ article: ScannedArticle) -> Range<Int>? {
    guard article.isNameWord(opening - 1), article.tokens[opening].flags.contains(.spaceBefore)
    else {
      return nil
    }
    let limit = min(article.tokens.count, opening + Self.longest + 2)
    guard
      let closing = (opening + 1..<max(opening + 1, limit)).first(where: {
        article.word($0) == mark
      }),
      closing > opening + 1, closing + 1 < article.tokens.count, article.isNameWord(closing + 1),
      !Self.small.contains(article.word(closing + 1)),
      article.tokens[closing + 1].flags.contains(.spaceBefore),
      !article.tokens[closing].flags.contains(.spaceBefore),
      (opening + 1..<closing).allSatisfy({ article.tokens[$0].kind == .word }),
      article.tokens[opening + 1].isCapital,
      !(opening...closing + 1).contains(where: { article.tokens[$0].flags.contains(.lineBefore) })
    else { return nil }
    return opening - 1..<closing + 2
  }
}

extension ScannedArticle {
  /// Whether a token is a word with a capital that can be part of a person's name.
  func isNameWord(_ token: Int) -> Bool {
    tokens[token].kind == .word && tokens[token].isCapital
      && !["The", "A", "An"].contains(word(token))
  }
}
