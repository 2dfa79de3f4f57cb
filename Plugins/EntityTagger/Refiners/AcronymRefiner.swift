import PostilKit

/// Initials in parentheses after a name have its label (`Mohammed bin Salman (MBS)`), and initials of an
/// organization that the article names are that organization: `African Development Bank`, then `[AfDB]`.
struct AcronymRefiner: Refiner {
  /// Maximum number of names that initials are compared with.
  private static let mostNames = 60

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices.dropFirst() {
      let (name, short) = (candidates[place - 1], candidates[place])
      guard name.label != short.label, short.tokens.count == 1,
        short.tokens.lowerBound == name.tokens.upperBound + 1,
        article.word(name.tokens.upperBound) == "(", name.score >= short.score,
        initials(name, article) == article.word(short.tokens.lowerBound).lowercased()
      else { continue }
      candidates[place].label = name.label
      candidates[place].rule = "initials of the name before it"
    }
    addInitials(&candidates, article)
  }

  private func initials(_ name: MentionCandidate, _ article: ScannedArticle) -> String {
    String(name.tokens.compactMap { article.word($0).first(where: \.isLetter) }).lowercased()
  }

  /// Adds words that are the initials of an organization of three words or more.
  private func addInitials(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let names = Set(
      candidates.filter { $0.label == "ORG" && $0.tokens.count > 2 }.map {
        article.words($0.tokens)
      }
    )
    .sorted().prefix(Self.mostNames).map { Name($0, of: .other) }
    guard !names.isEmpty else { return }
    let taken = Set(candidates.flatMap(\.tokens))
    var known: [String: Bool] = [:]
    for token in article.tokens.indices
    where article.tokens[token].isCapital && !taken.contains(token)
      && mayBeInitials(token, article)
    {
      let word = article.word(token)
      let isInitials =
        known[word]
        ?? names.contains {
          Name(word, of: .other).relation(to: $0) == .acronym
        }
      known[word] = isInitials
      guard isInitials else { continue }
      candidates.append(
        MentionCandidate(
          tokens: token..<token + 1, label: "ORG", score: 0.7, rule: "initials of an organization"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether a word has three letters or more and two capitals at least.
  private func mayBeInitials(_ token: Int, _ article: ScannedArticle) -> Bool {
    guard article.tokens[token].kind == .word, (3...8).contains(article.tokens[token].count) else {
      return false
    }
    return article.text.utf8.withUnsafeBufferPointer { bytes in
      bytes[article.tokens[token].bytes].count { $0 &- 0x41 < 26 } > 1
    }
  }
}
