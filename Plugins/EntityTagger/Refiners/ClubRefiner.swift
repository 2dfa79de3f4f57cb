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

  init(_ known: EntityList) { self.known = known }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    candidates = candidates.flatMap { pair($0, article) }
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

  private func mayBeClub(_ candidate: MentionCandidate, _ article: ScannedArticle) -> Bool {
    switch candidate.label {
    case "ORG": return true
    case "PER": return candidate.tokens.count > 1 && candidate.score < 0.9
    case "GPE", "LOC", "FAC":
      return known.entry(article.words(candidate.tokens), .organizationOrPlace)?.label != "GPE"
    default: return false
    }
  }
}
