import PostilKit
import SequenceLabeling

/// A word with a capital after a title that only people have is a person, if the model has nothing there: `Queen
/// [Letizia]`, `Lord [Darroch]`, `Dear [Ama],`.
struct BareTitleNameRefiner: Refiner {
  private static let titles: Set<String> = [
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady",
    "Baroness", "Baron",
    "Queen", "King", "Prince", "Princess", "Sheikh", "Sheikha", "Sultan", "Archbishop", "Bishop",
    "Cardinal", "Sgt",
    "Sgt.", "Col.", "Gen.", "Sen.", "Rep.", "Gov.", "Capt.", "Lt.", "Judge", "Justice", "Dear",
    "Hey", "Hello", "Hi", "Madam", "Alhaji", "Alhaja", "Hajia", "Insp", "CSP", "DSP", "Supt", "Rev",
    "Rev.", "Pastor", "Engr",
  ]
  private static let greetings: Set<String> = ["Dear", "Hey", "Hello", "Hi"]
  /// Minimum commonness of a word that is no name.
  private static let common = 2
  /// What such a mention scores.
  private static let score = 0.6
  private let model: SequenceModel

  init(_ model: SequenceModel) { self.model = model }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var place = 0
    var found: [MentionCandidate] = []
    for token in article.tokens.indices.dropFirst() {
      while place < candidates.count, candidates[place].tokens.upperBound <= token { place += 1 }
      guard article.tokens[token].isCapital, article.tokens[token - 1].isCapital,
        article.tokens[token].count > 2, article.tokens[token].kind == .word,
        place == candidates.count || candidates[place].tokens.lowerBound > token,
        Self.titles.contains(article.word(token - 1)), mayBeName(token, article),
        place == candidates.count
          || candidates[place].tokens.lowerBound >= end(of: token, article)
      else { continue }
      found.append(
        MentionCandidate(
          tokens: token..<end(of: token, article), label: "PER", score: Self.score,
          rule: "person after a title"))
    }
    guard !found.isEmpty else { return }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The end of the name at a token: after a rare second word that no other follows.
  private func end(of token: Int, _ article: ScannedArticle) -> Int {
    let next = token + 1
    guard next < article.tokens.count, article.isNameWord(next), isRare(next, article),
      !article.tokens[next].flags.contains(.lineBefore),
      next + 1 == article.tokens.count
        || !article.tokens[next + 1].isCapital && !["-", "–"].contains(article.word(next + 1))
    else { return next }
    return next + 1
  }

  private func mayBeName(_ token: Int, _ article: ScannedArticle) -> Bool {
    let next = token + 1
    if next < article.tokens.count {
      if article.tokens[next].isCapital, end(of: token, article) == next { return false }
      if ["-", "&"].contains(article.word(next)) { return false }
      if Self.greetings.contains(article.word(token - 1)),
        ![",", "!", "."].contains(article.word(next))
      {
        return false
      }
    }
    return !NameEdges.isTitle(article.word(token))
      && !article.tokens[token].flags.contains(.lineBefore)
      && isRare(token, article)
  }

  private func isRare(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.text.utf8.withUnsafeBufferPointer {
      model.commonness($0, article.tokens[token]) < Self.common
    }
  }
}
