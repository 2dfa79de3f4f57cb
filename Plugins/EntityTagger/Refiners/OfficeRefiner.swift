import PostilKit
import SequenceLabeling

/// A person after the place or the business of an office: `President of [Serbia] [Milan Petric]`, `Secretary of
/// Defense [Lloyd Austin]`. The model takes the two for one name.
struct OfficeRefiner: Refiner {
  private static let businesses: Set<String> = [
    "State", "Defense", "Defence", "Health", "Finance", "Interior", "Justice", "Energy", "Labor",
    "Labour",
    "Education", "Treasury", "Commerce", "Transportation", "Transport", "Agriculture", "Culture",
    "Tourism",
    "Trade", "Industry", "Environment", "Staff", "Parliament", "Economy", "Affairs", "Security",
    "War",
  ]
  private let known: EntityList

  init(_ known: EntityList) { self.known = known }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var result: [MentionCandidate] = []
    for candidate in candidates { result += parts(candidate, article) ?? [candidate] }
    candidates = result
  }

  /// The place and the person of a candidate that is both.
  private func parts(_ candidate: MentionCandidate, _ article: ScannedArticle)
    -> [MentionCandidate]?
  {
    let tokens = candidate.tokens
    if tokens.count == 2, ["Democrat", "Republican"].contains(article.word(tokens.lowerBound + 1)) {
      return member(candidate)
    }
    guard (2...6).contains(tokens.count), candidate.label != "PER",
      followsOffice(tokens.lowerBound, article)
    else { return nil }
    if Self.businesses.contains(article.word(tokens.lowerBound)) {
      let name = tokens.dropFirst()
      return isPerson(name, article) ? [person(candidate, name)] : nil
    }
    for length in (1..<tokens.count).reversed() {
      let place = tokens.prefix(length)
      guard let entry = known.entry(article.words(place), .organizationOrPlace) else { continue }
      let name = tokens.dropFirst(length)
      guard isPerson(name, article) else { return nil }
      var one = candidate
      one.tokens = place
      one.label = entry.label
      one.rule += ", place of an office"
      return [one, person(candidate, name)]
    }
    return nil
  }

  /// `an [Atlanta] [Democrat]`
  private func member(_ candidate: MentionCandidate) -> [MentionCandidate] {
    zip(["GPE", "NORP"], candidate.tokens).map { label, token in
      MentionCandidate(
        tokens: token..<token + 1, label: label, score: candidate.score,
        rule: candidate.rule + ", member of a party")
    }
  }

  private func person(_ candidate: MentionCandidate, _ tokens: Range<Int>) -> MentionCandidate {
    MentionCandidate(
      tokens: tokens, label: "PER", score: max(0.7, candidate.score), rule: "person after an office"
    )
  }

  /// Whether `President of` or the like is before a token.
  private func followsOffice(_ token: Int, _ article: ScannedArticle) -> Bool {
    var before = token - 1
    if before > 0, article.word(before) == "the" { before -= 1 }
    guard before > 0, ["of", "to", "for"].contains(article.word(before)) else { return false }
    let office = article.word(before - 1)
    return article.tokens[before - 1].isCapital
      && (NameEdges.isTitle(office)
        || ["Head", "Secretary", "Minister", "Chief", "Envoy", "Commissioner"].contains(office))
  }

  /// Whether tokens can be a forename and a surname.
  private func isPerson(_ tokens: Range<Int>, _ article: ScannedArticle) -> Bool {
    (2...3).contains(tokens.count)
      && tokens.allSatisfy { article.isNameWord($0) && !Self.businesses.contains(article.word($0)) }
  }
}
