import PostilKit
import SequenceLabeling

/// A word that is no word otherwise, and the surname of someone whom news names by it, is a person if the model
/// has no candidate there: `Putin had told [Xi] that …`.
struct KnownSurnameRefiner: Refiner {
  private let references: ReferenceTable
  private let model: SequenceModel
  /// What such a mention scores.
  private static let score = 0.6

  init(_ references: ReferenceTable, _ model: SequenceModel) {
    (self.references, self.model) = (references, model)
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    var added: [MentionCandidate] = []
    for token in article.tokens.indices where isAlone(token, article) && !taken.contains(token) {
      let isRare = article.text.utf8.withUnsafeBufferPointer {
        model.commonness($0, article.tokens[token]) == 0
      }
      guard isRare, isKnown(article.word(token)) else { continue }
      added.append(
        MentionCandidate(
          tokens: token..<token + 1, label: "PER", score: Self.score, rule: "known surname"))
    }
    guard !added.isEmpty else { return }
    candidates = (candidates + added).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private func isKnown(_ word: String) -> Bool {
    [.surname, .person].contains { !references.matches(word, $0).isEmpty }
  }

  /// Whether a word has a capital, and none of its neighbours has, nor a hyphen beside it.
  private func isAlone(_ token: Int, _ article: ScannedArticle) -> Bool {
    func isPart(_ other: Int) -> Bool {
      article.tokens.indices.contains(other)
        && (article.tokens[other].isCapital || ["-", "–"].contains(article.word(other)))
    }
    let found = article.tokens[token]
    return found.kind == .word && found.isCapital && !found.flags.contains(.allCapitals)
      && !isPart(token - 1) && !isPart(token + 1)
  }
}
