import PostilKit
import SequenceLabeling

/// The surname of a person whose full name is certain is that person too, if the model has no candidate
/// there or, for a surname in capitals, another label.
struct SurnameRefiner: Refiner {
  /// Words before which a surname names a company.
  private static let companies: Set<String> = [
    "company", "companies", "conglomerate", "group", "subsidiary",
  ]
  /// Words with a capital that no surname has before its hyphen.
  private static let prefixes: Set<String> = ["Anti", "Pro", "Non", "Ex", "Post", "Pre", "Mid"]
  /// Minimum score of a full name.
  private static let minimumScore = 0.7

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let surnames = surnames(candidates, article)
    guard !surnames.isEmpty else { return }
    for place in candidates.indices where candidates[place].label != "PER" {
      let token = candidates[place].tokens.lowerBound
      guard candidates[place].tokens.count == 1, isInCapitals(token, article),
        let score = surnames[article.word(token)]
      else { continue }
      candidates[place] = mention(token, score)
    }
    relabelMiddle(&candidates, article)
    addAlone(surnames, &candidates, article)
    addAfterOthers(surnames, &candidates, article)
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Adds surnames that stand alone or after a hyphen.
  private func addAlone(
    _ surnames: [String: Double], _ candidates: inout [MentionCandidate],
    _ article: ScannedArticle
  ) {
    let taken = Set(candidates.flatMap(\.tokens))
    let isCapital = article.isCapital
    for index in article.tokens.indices where isCapital(index) && !taken.contains(index) {
      guard let score = surnames[article.word(index)], !isCapital(index - 1) || index == 0,
        !isCapital(index + 1)
      else { continue }
      switch joint(before: index, article) {
      case nil:
        var found = mention(index, score)
        // `another [Adani] company`
        if index + 1 < article.tokens.count, Self.companies.contains(article.word(index + 1)) {
          found.label = "ORG"
        }
        candidates.append(found)
      case let first? where Self.prefixes.contains(article.word(first)):
        candidates.append(mention(index, score))
      // `Tache-[Green]`, but not `pro-Green`.
      case let first? where isCapital(first) && !taken.contains(first):
        var found = mention(index, score)
        found.tokens = first..<index + 1
        candidates.append(found)
      default: continue
      }
    }
  }

  /// Adds surnames after another word with a capital, as another spelling of the forename.
  private func addAfterOthers(
    _ surnames: [String: Double], _ candidates: inout [MentionCandidate],
    _ article: ScannedArticle
  ) {
    let isCapital = article.isCapital
    // `Ghasem Soleimani` beside `Qassem Soleimani`: the same surname after another word with a capital.
    let now = Set(candidates.flatMap(\.tokens))
    for index in article.tokens.indices.dropFirst(2) where isCapital(index) && !now.contains(index)
    {
      guard let score = surnames[article.word(index)], article.isNameWord(index - 1),
        !now.contains(index - 1), !isCapital(index - 2), !isCapital(index + 1),
        !article.tokens[index - 1].flags.contains(.lineBefore), !article.isMark(index - 2),
        !NameEdges.isTitle(article.word(index - 1))
      else { continue }
      var found = mention(index, score)
      found.tokens = index - 1..<index + 1
      candidates.append(found)
    }
  }

  /// The word that a hyphen joins to a token.
  private func joint(before token: Int, _ article: ScannedArticle) -> Int? {
    guard token > 1, ["-", "–"].contains(article.word(token - 1)),
      !article.tokens[token].flags.contains(.spaceBefore),
      !article.tokens[token - 1].flags.contains(.spaceBefore)
    else { return nil }
    return token - 2
  }

  /// `Vicente Fox Quesada`, then `[Fox]`: an organization of one word that is the first of two surnames is the person,
  /// if no organization's longer name has it.
  private func relabelMiddle(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var middle: Set<String> = []
    var others: Set<String> = []
    for one in candidates where one.tokens.count > 1 {
      if one.label == "PER", one.score >= Self.minimumScore, one.tokens.count == 3 {
        middle.insert(article.word(one.tokens.lowerBound + 1))
      } else if one.label != "PER" {
        others.formUnion(one.tokens.map(article.word))
      }
    }
    middle.subtract(others)
    guard !middle.isEmpty else { return }
    for place in candidates.indices
    where candidates[place].label == "ORG" && candidates[place].tokens.count == 1
      && middle.contains(article.words(candidates[place].tokens))
    {
      candidates[place] = mention(candidates[place].tokens.lowerBound, candidates[place].score)
    }
  }

  /// The surnames of persons whose full names are certain, with their scores.
  private func surnames(
    _ candidates: [MentionCandidate], _ article: ScannedArticle
  ) -> [String: Double] {
    var surnames: [String: Double] = [:]
    for candidate in candidates
    where candidate.label == "PER" && candidate.tokens.count > 1
      && candidate.score >= Self.minimumScore
    {
      guard let surname = surname(candidate, article) else { continue }
      surnames[surname] = max(candidate.score, surnames[surname] ?? 0)
    }
    return surnames
  }

  /// The last word of a full name, or its one word in capitals.
  private func surname(_ candidate: MentionCandidate, _ article: ScannedArticle) -> String? {
    let capitals = candidate.tokens.filter { isInCapitals($0, article) }
    if capitals.count == 1 { return article.word(capitals[0]) }
    let last = article.word(candidate.tokens.upperBound - 1)
    return last.utf8.count > 3 ? last : nil
  }

  private func isInCapitals(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.tokens[token].flags.contains(.allCapitals)
  }

  private func mention(_ token: Int, _ score: Double) -> MentionCandidate {
    MentionCandidate(
      tokens: token..<token + 1, label: "PER", score: score, rule: "surname of a full name")
  }
}

extension ScannedArticle {
  /// Whether a token begins with a capital; false outside the article.
  fileprivate func isCapital(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].isCapital
  }
}
