import PostilKit

/// Towns that play each other are clubs: `[Brighton] beat [Aston Villa] 3-2`. Countries are not.
struct ClubRefiner: Refiner {
  /// Verbs between two teams.
  private static let verbs: Set<String> = [
    "beat", "beats", "thrashed", "thrash", "edged", "edge", "host", "hosts", "hosted", "trounced",
    "routed",
    "stunned", "hammered", "downed", "overcame", "outplayed", "eliminated", "swept", "topped",
    "blanked",
  ]
  /// The same with a preposition.
  private static let phrases: [String: Set<String>] = [
    "lost": ["to", "at", "against"], "lose": ["to", "at"], "travel": ["to"], "travels": ["to"],
    "drew": ["with", "at"], "draw": ["with", "at"], "won": ["at", "against"],
    "play": ["at", "against"],
    "played": ["at", "against"], "fell": ["to"], "face": [""], "prevailed": ["over", "against"],
  ]

  private let known: EntityList
  private let references: ReferenceTable

  init(_ known: EntityList, _ references: ReferenceTable) {
    (self.known, self.references) = (known, references)
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    candidates = candidates.flatMap { pair($0, article) }
    for place in candidates.indices
    where candidates[place].label == "ORG"
      && Self.nations.contains(article.words(candidates[place].tokens))
    {
      candidates[place].label = "GPE"
      candidates[place].rule += ", nation"
    }
    for place in candidates.indices.dropLast() {
      let (one, other) = (candidates[place], candidates[place + 1])
      guard
        play(one.tokens.upperBound..<max(one.tokens.upperBound, other.tokens.lowerBound), article),
        mayBeClub(one, article), mayBeClub(other, article),
        one.label != "PER" || other.label != "PER"
      else { continue }
      for index in [place, place + 1] where candidates[index].label != "ORG" {
        candidates[index].label = "ORG"
        candidates[index].rule += ", team"
      }
    }
    relabelOpponents(&candidates, article)
    relabelSides(&candidates, article)
  }

  /// Words of a report about a match.
  private static let match: Set<String> = [
    "goal", "goals", "half-time", "kick-off", "shots", "penalty", "striker", "midfielder",
    "defender", "goalkeeper", "equaliser", "scored", "league", "League", "coach", "substitute",
  ]

  /// `[Villarreal] had two shots on target`: a person of one uncertain word that is the name of a town or a club, in
  /// the report of a match of clubs.
  private func relabelSides(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let isUncertain = { (one: MentionCandidate) in
      one.label == "PER" && one.tokens.count == 1 && one.score < 0.85
    }
    guard candidates.contains(where: isUncertain),
      candidates.contains(where: { $0.label == "ORG" }),
      Set(article.tokens.indices.map(article.word)).intersection(Self.match).count > 1
    else { return }
    let names = candidates.filter { $0.label == "PER" && $0.tokens.count > 1 }
    let surnames = Set(names.flatMap { $0.tokens.map(article.word) })
    for place in candidates.indices where isUncertain(candidates[place]) {
      let word = article.words(candidates[place].tokens)
      guard !surnames.contains(word), references.matches(word, .surname).isEmpty,
        !references.matches(word, .organization).isEmpty
      else { continue }
      candidates[place].label = "ORG"
      candidates[place].rule += ", team"
    }
  }

  /// Nouns before the loser or the winner of a match, with their prepositions.
  private static let results: [String: Set<String>] = [
    "win": ["over", "against", "at"], "victory": ["over", "against", "at"],
    "defeat": ["to", "by", "against", "at"], "loss": ["to", "against", "at"],
    "draw": ["with", "against", "at"], "triumph": ["over", "against"], "rout": ["of"],
    "thrashing": ["of", "by"], "beating": ["by"], "drubbing": ["of", "by"],
  ]
  /// Last words of the names of clubs that are towns otherwise.
  private static let endings: Set<String> = [
    "Town", "United", "Rovers", "Wanderers", "Albion", "Hotspur", "Athletic", "County", "Rangers",
    "Villa", "Argyle",
    "Palace", "Forest", "Wednesday", "Orient", "Alexandra", "Vale", "Celtic", "Thistle", "FC",
    "AFC", "Stanley",
  ]

  /// `a 3-0 win over [Luton Town]`, then `[Luton] boss`: the town after the result of a match, and its first word.
  private func relabelOpponents(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var towns: Set<String> = []
    for place in candidates.indices
    where ["GPE", "LOC", "FAC"].contains(candidates[place].label) {
      let tokens = candidates[place].tokens
      guard tokens.lowerBound > 1, mayBeClub(candidates[place], article),
        Self.results[article.word(tokens.lowerBound - 2)]?.contains(
          article.word(tokens.lowerBound - 1)) == true,
        tokens.count > 1 && Self.endings.contains(article.word(tokens.upperBound - 1))
          || hasScore(before: tokens.lowerBound, article)
      else { continue }
      candidates[place].label = "ORG"
      candidates[place].rule += ", team"
      towns.insert(article.words(tokens))
      if tokens.count > 1 { towns.insert(article.word(tokens.lowerBound)) }
    }
    guard !towns.isEmpty else { return }
    for place in candidates.indices
    where candidates[place].label == "GPE"
      && towns.contains(article.words(candidates[place].tokens))
    {
      let before = candidates[place].tokens.lowerBound - 1
      if before >= 0, ["in", "at", "near", "from", "of", "to"].contains(article.word(before)) {
        continue
      }
      candidates[place].label = "ORG"
      candidates[place].rule += ", team"
    }
  }

  /// Whether the score of a match is among the few tokens before one: `a 3-0 win over`.
  private func hasScore(before token: Int, _ article: ScannedArticle) -> Bool {
    (max(0, token - 9)..<max(0, token - 2)).contains {
      article.tokens[$0].kind == .number && ["-", "–"].contains(article.word($0 + 1))
        && article.tokens[$0 + 2].kind == .number && article.tokens[$0].count < 4
    }
  }

  /// The two teams of a candidate with a verb between them: `[Newcastle] host [Wolves]`.
  private func pair(_ candidate: MentionCandidate, _ article: ScannedArticle) -> [MentionCandidate]
  {
    let tokens = candidate.tokens
    guard tokens.count > 2,
      let verb = tokens.first(where: { Self.verbs.contains(article.word($0)) }),
      verb > tokens.lowerBound, verb + 1 < tokens.upperBound
    else { return [candidate] }
    return [tokens.lowerBound..<verb, verb + 1..<tokens.upperBound].map { part in
      MentionCandidate(
        tokens: part, label: "ORG", score: candidate.score, rule: candidate.rule + ", team")
    }
  }

  /// Whether the words between two names say that they play each other.
  private func play(_ between: Range<Int>, _ article: ScannedArticle) -> Bool {
    switch between.count {
    case 1: return Self.verbs.contains(article.word(between.lowerBound))
    case 2:
      return Self.phrases[article.word(between.lowerBound)]?.contains(
        article.word(between.lowerBound + 1))
        ?? false
    default: return false
    }
  }

  /// Whether a word is the name of a town or a club, and no surname: `[Villarreal] drew with Real Betis`.
  private func isTown(_ word: String) -> Bool {
    references.matches(word, .surname).isEmpty
      && [.place, .organization].contains { !references.matches(word, $0).isEmpty }
  }

  /// Nations with teams that are no states.
  private static let nations: Set<String> = [
    "England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Catalonia", "Hong Kong",
    "Puerto Rico",
  ]

  private func mayBeClub(_ candidate: MentionCandidate, _ article: ScannedArticle) -> Bool {
    switch candidate.label {
    case "ORG": return true
    case "PER":
      return candidate.tokens.count > 1 && candidate.score < 0.9
        || candidate.tokens.count == 1 && isTown(article.words(candidate.tokens))
    case "GPE", "LOC", "FAC":
      if Self.nations.contains(article.words(candidate.tokens)) { return false }
      return known.entry(article.words(candidate.tokens), .organizationOrPlace)?.label != "GPE"
    default: return false
    }
  }
}
