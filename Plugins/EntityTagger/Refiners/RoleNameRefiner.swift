import PostilKit

/// The word before somebody's role, where the model has nothing: `[Maharashtra] Chief Minister Vikram Rane`,
/// `[RBI] governor Anil Rao`, `[Villarreal] captain Raúl Ibarra`.
struct RoleNameRefiner: Refiner {
  /// Those of a place.
  private static let offices: Set<String> = [
    "Chief", "Minister", "Governor", "Mayor", "Senator", "governor", "mayor", "MP", "lawmaker",
    "president", "police", "Attorney", "General", "Gov.", "Deputy", "Lieutenant", "prosecutor",
  ]
  /// Those of a team.
  private static let players: Set<String> = [
    "captain", "coach", "manager", "striker", "midfielder", "defender", "goalkeeper", "forward",
    "winger", "boss", "keeper", "head", "skipper", "fly-half", "pitcher", "quarterback",
  ]
  /// Those of an organization.
  private static let posts: Set<String> = [
    "governor", "spokesman", "spokeswoman", "spokesperson", "chief", "executive", "chairman",
    "chairwoman", "director", "general", "secretary", "president", "leader", "worker", "employee",
    "engineer", "analyst", "economist", "CEO", "boss", "founder", "co-founder", "host", "driver",
    "reporter", "correspondent", "finance",
  ]
  /// Words before a role that say more of it.
  private static let common: Set<String> = [
    "Press", "News", "State", "Party", "Team", "Club", "Union", "Company", "Bank", "Foreign",
    "Finance", "Home", "Opposition", "Former", "Then", "Both", "Local", "National", "Senior",
    "Assistant", "The", "Church", "School", "Council", "City", "County", "Army", "Police",
  ]
  private static let score = 0.6

  private let known: EntityList
  private let references: ReferenceTable

  init(_ known: EntityList, _ references: ReferenceTable) {
    (self.known, self.references) = (known, references)
  }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var found: [MentionCandidate] = []
    for (place, person) in candidates.enumerated() where person.label == "PER" {
      let end = place > 0 ? candidates[place - 1].tokens.upperBound : 0
      guard let name = name(before: person.tokens.lowerBound, from: end, article),
        let label = label(name, person.tokens.lowerBound, article)
      else { continue }
      found.append(
        MentionCandidate(
          tokens: name..<name + 1, label: label, score: Self.score, rule: "name before a role"))
    }
    guard !found.isEmpty else { return }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The capitalized word before the role before a person, alone or at the start of a sentence.
  private func name(before person: Int, from end: Int, _ article: ScannedArticle) -> Int? {
    var token = person - 1
    while token >= end, person - token <= 4, isRole(article.word(token)) { token -= 1 }
    guard token >= end, token < person - 1, article.tokens[token].kind == .word,
      article.tokens[token].isCapital,
      !(token..<person).dropFirst().contains(where: {
        article.tokens[$0].flags.contains(.lineBefore)
      }),
      token == 0 || !article.tokens[token - 1].isCapital || article.isMark(token - 1)
        || article.tokens[token].flags.contains(.lineBefore)
    else { return nil }
    return token
  }

  private func isRole(_ word: String) -> Bool {
    Self.offices.contains(word) || Self.players.contains(word) || Self.posts.contains(word)
  }

  private func label(_ name: Int, _ person: Int, _ article: ScannedArticle) -> String? {
    let word = article.word(name)
    if Self.common.contains(word) { return nil }
    let roles = (name + 1..<person).map(article.word)
    let entry = known.entry(word, .organizationOrPlace)
    if entry?.label == "GPE" { return "GPE" }
    let isOrganization = entry?.label == "ORG" || isCertain(word, .organization)
    let isPlace = !references.matches(word, .place).isEmpty
    if isPlace, roles.allSatisfy(Self.offices.contains), isCertain(word, .place) { return "GPE" }
    if isPlace || isOrganization, roles.allSatisfy(Self.players.contains) { return "ORG" }
    guard roles.allSatisfy(Self.posts.contains) else { return nil }
    let isInitials =
      article.tokens[name].flags.contains(.allCapitals) && (2...5).contains(word.count)
      && !["CEO", "TV", "IT", "PR", "HR", "MP", "PM", "VP", "A", "I"].contains(word)
    return isOrganization || isInitials ? "ORG" : nil
  }

  private func isCertain(_ word: String, _ kind: ReferenceTable.Kind) -> Bool {
    references.matches(word, kind).contains { $0.evidence == .none }
  }
}
