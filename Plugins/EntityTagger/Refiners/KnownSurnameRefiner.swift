import PostilKit
import SequenceLabeling

/// What is known by its name outside the article is marked where the model has nothing, or is uncertain of another
/// class: `Putin had told [Xi] that …`, `[Sinopec] said`, `[Tsai Ing-wen]`.
///
/// A word alone must be rare, so that no other word is meant.
struct KnownSurnameRefiner: Refiner {
  private let references: ReferenceTable
  private let model: SequenceModel
  private let known: EntityList
  /// What such a mention scores.
  private static let score = 0.6
  /// Minimum score of a candidate that is kept as it is.
  private static let sure = 0.7
  /// Maximum number of words of a name.
  private static let longest = 5

  init(_ references: ReferenceTable, _ model: SequenceModel, _ known: EntityList) {
    (self.references, self.model, self.known) = (references, model, known)
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    relabel(&candidates, article)
    var added: [MentionCandidate] = []
    var place = 0
    var token = 0
    while token < article.tokens.count {
      while place < candidates.count, candidates[place].tokens.upperBound <= token { place += 1 }
      let limit =
        place < candidates.count ? candidates[place].tokens.lowerBound : article.tokens.count
      guard token < limit else {
        token = candidates[place].tokens.upperBound
        continue
      }
      let run = run(from: token, to: limit, article)
      if !run.isEmpty, !joinsName(run, article), let label = label(run, article),
        label == "ORG" || !isInSquad(run, place, candidates, article)
      {
        let hasArticle = run.count > 1 && ["The", "A"].contains(article.word(run.lowerBound))
        added.append(
          MentionCandidate(
            tokens: hasArticle ? run.dropFirst() : run, label: label, score: Self.score,
            rule: run.count == 1 && label == "PER" ? "known surname" : "known to the references"))
      }
      token = max(token + 1, run.upperBound)
    }
    guard !added.isEmpty else { return }
    candidates = (candidates + added).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// A place or an organization of one uncertain word that is only a known surname is a person: `told [Ramaphosa]`;
  /// and so is one of several words that only a person bears: `[Marine Le Pen]`.
  private func relabel(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices
    where candidates[place].tokens.count > 1
      && ["GPE", "LOC", "ORG", "FAC"].contains(candidates[place].label)
    {
      let words = article.words(candidates[place].tokens)
      guard !references.matches(words, .person).isEmpty,
        references.matches(words, .place).isEmpty, references.matches(words, .organization).isEmpty,
        known.entry(words, .organizationOrPlace) == nil
      else { continue }
      candidates[place].label = "PER"
      candidates[place].rule += ", known to the references"
    }
    for place in candidates.indices
    where candidates[place].score < Self.sure && candidates[place].tokens.count == 1
      && ["GPE", "LOC", "ORG", "FAC"].contains(candidates[place].label)
    {
      let word = article.word(candidates[place].tokens.lowerBound)
      // `JFK` is an airport.
      let isLoud = article.tokens[candidates[place].tokens.lowerBound].flags.contains(.allCapitals)
      guard !isLoud || candidates[place].label == "ORG",
        isRare(candidates[place].tokens.lowerBound, article),
        isPerson(word),
        references.matches(word, .place).isEmpty, references.matches(word, .organization).isEmpty,
        known.entry(word, .organizationOrPlace) == nil
      else { continue }
      candidates[place].label = "PER"
      candidates[place].rule += ", known surname"
    }
  }

  /// `Eddie Hernández ([Tolima]), Emilio Izaguirre (Motagua)`: whether a place in brackets after a person is a club, since
  /// clubs stand so elsewhere.
  private func isInSquad(
    _ run: Range<Int>, _ place: Int, _ candidates: [MentionCandidate], _ article: ScannedArticle
  ) -> Bool {
    let follows = { (bracket: Int, one: MentionCandidate) in
      one.label == "PER" && one.tokens.upperBound == bracket && article.word(bracket) == "("
    }
    guard place > 0, run.upperBound < article.tokens.count, article.word(run.upperBound) == ")",
      follows(run.lowerBound - 1, candidates[place - 1])
    else { return false }
    return zip(candidates, candidates.dropFirst()).contains {
      $1.label == "ORG" && $1.tokens.lowerBound > 0 && follows($1.tokens.lowerBound - 1, $0)
    }
  }

  /// The words with capitals from a token on, with what joins them: `Tsai Ing-wen`.
  private func run(from start: Int, to limit: Int, _ article: ScannedArticle) -> Range<Int> {
    guard isWord(start, article) else { return start..<start }
    var end = start + 1
    while end < limit, end - start < 2 * Self.longest {
      if article.tokens[end].flags.contains(.lineBefore) { break }
      if isWord(end, article) {
        end += 1
      } else if end + 1 < limit, article.word(end) == "-", article.tokens[end + 1].kind == .word,
        !article.tokens[end].flags.contains(.spaceBefore)
      {
        end += 2
      } else {
        break
      }
    }
    return start..<end
  }

  private func isWord(_ token: Int, _ article: ScannedArticle) -> Bool {
    let found = article.tokens[token]
    return found.kind == .word && found.isCapital
      && (!found.flags.contains(.allCapitals) || found.count == 1)
  }

  /// Whether another name or a hyphen is directly beside words.
  private func joinsName(_ run: Range<Int>, _ article: ScannedArticle) -> Bool {
    [run.lowerBound - 1, run.upperBound].contains {
      article.tokens.indices.contains($0)
        && (article.tokens[$0].isCapital
          && !article.tokens[max($0, run.lowerBound)].flags.contains(.lineBefore)
          || ["-", "–"].contains(article.word($0)))
    }
      // `Salar de [Uyuni]`, `[San Juan] del Sur`
      || [run.lowerBound - 1, run.upperBound].contains {
        article.tokens.indices.contains($0)
          && ["de", "del", "da", "do", "di"].contains(article.word($0))
      }
  }

  /// The label of what words with capitals name; nil if the references do not know, or know several kinds.
  private func label(_ run: Range<Int>, _ article: ScannedArticle) -> String? {
    if run.count == 1 {
      guard isRare(run.lowerBound, article) else { return nil }
    } else if run.allSatisfy({ !isRare($0, article) }) {
      return nil
    }
    let words = article.words(run)
    if isPerson(words) { return "PER" }
    let isListed = known.entry(words, .organizationOrPlace)?.label == "ORG"
    let isOrganization = isListed || isCertain(words, .organization)
    let isPlace = isCertain(words, .place)
    if isOrganization == isPlace { return nil }
    return isOrganization ? "ORG" : "GPE"
  }

  private func isCertain(_ words: String, _ kind: ReferenceTable.Kind) -> Bool {
    references.matches(words, kind).contains { $0.evidence == .none }
  }

  private func isPerson(_ word: String) -> Bool {
    [.surname, .person].contains { !references.matches(word, $0).isEmpty }
  }

  private func isRare(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.text.utf8.withUnsafeBufferPointer {
      model.commonness($0, article.tokens[token]) == 0
    }
  }
}
