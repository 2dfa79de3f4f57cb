import PostilKit
import SequenceLabeling

/// The body vouches for the names of a headline: `BIDEN MEETS [XI]` above `Xi Jinping`, and `[Chelsea] Sack Manager`
/// above `Chelsea have sacked`.
struct HeadlineNameRefiner: Refiner {
  /// Minimum score of a name of the body that vouches.
  private static let minimum = 0.5
  /// Minimum commonness of a word that a headline has as a word.
  private static let common = 3
  private let model: SequenceModel
  private let references: ReferenceTable

  init(_ model: SequenceModel, _ references: ReferenceTable) {
    (self.model, self.references) = (model, references)
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let headlines = article.sentences.prefix(3).filter { HeadlineCase.isHeadline($0, article) }
    guard let end = headlines.last?.upperBound, end < article.tokens.count else { return }
    let names = names(candidates.filter { $0.tokens.lowerBound >= end }, article)
    guard !names.isEmpty else { return }
    var found: [MentionCandidate] = []
    for headline in headlines {
      var token = headline.lowerBound
      while token < headline.upperBound {
        guard let one = name(token, headline, names, article), isBetter(one, candidates, article)
        else {
          token += 1
          continue
        }
        found.append(one)
        token = one.tokens.upperBound
      }
    }
    guard !found.isEmpty else { return }
    candidates.removeAll { old in found.contains { $0.tokens.overlaps(old.tokens) } }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The names of the body in capitals, with their labels; the surnames of people too.
  private func names(_ body: [MentionCandidate], _ article: ScannedArticle) -> [String:
    MentionCandidate]
  {
    var names: [String: MentionCandidate] = [:]
    for one in body where one.score >= Self.minimum && one.tokens.count <= 4 {
      names[article.words(one.tokens).uppercased()] = one
    }
    for one in body where one.label == "PER" && one.tokens.count > 1 && one.score >= Self.minimum {
      for word in [article.word(one.tokens.upperBound - 1), article.word(one.tokens.lowerBound)]
      where word.utf8.count > 1
        && (body.contains(where: { article.words($0.tokens) == word })
          || !references.matches(word, .surname).isEmpty)
      {
        if names[word.uppercased()] == nil { names[word.uppercased()] = one }
      }
    }
    return names
  }

  /// The longest name of the body that begins at a token of a headline.
  private func name(
    _ token: Int, _ headline: Range<Int>, _ names: [String: MentionCandidate],
    _ article: ScannedArticle
  ) -> MentionCandidate? {
    guard article.tokens[token].isCapital else { return nil }
    for length in (1...4).reversed() where token + length <= headline.upperBound {
      let words = article.words(token..<token + length)
      guard let one = names[words.uppercased()], length > 1 || isRare(token, article) else {
        continue
      }
      return MentionCandidate(
        tokens: token..<token + length, label: one.label, score: one.score, rule: "name of the body"
      )
    }
    return nil
  }

  /// Whether a word is hardly ever written in small letters, or nowhere in the body.
  private func isRare(_ token: Int, _ article: ScannedArticle) -> Bool {
    guard article.tokens[token].count > 1 else { return false }
    let isRare = article.text.utf8.withUnsafeBufferPointer {
      model.commonness($0, article.tokens[token]) < Self.common
    }
    if isRare { return true }
    let small = article.word(token).lowercased()
    return !article.tokens.indices.contains { article.word($0) == small }
  }

  /// Whether a name of the body replaces what is found there: nothing, a longer name that goes on with words of the
  /// headline, or the same name with another label.
  private func isBetter(
    _ one: MentionCandidate, _ candidates: [MentionCandidate], _ article: ScannedArticle
  ) -> Bool {
    let old = candidates.filter { $0.tokens.overlaps(one.tokens) }
    if old.isEmpty { return true }
    guard old.count == 1 else { return false }
    if old[0].tokens == one.tokens { return old[0].label != one.label && old[0].score < one.score }
    let words = article.words(old[0].tokens)
    return old[0].tokens.lowerBound == one.tokens.lowerBound
      && old[0].tokens.upperBound > one.tokens.upperBound
      && old[0].score < 0.9
      && !candidates.contains { $0.tokens != old[0].tokens && article.words($0.tokens) == words }
  }
}
