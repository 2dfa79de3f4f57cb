import PostilKit
import SequenceLabeling

/// A title is no person, unless it stands for one whose name it precedes in the article: `the Crown Prince`.
struct TitleAloneRefiner: Refiner {
  private static let titles: Set<String> = [
    "Supreme", "Crown", "First", "Lady", "Grand", "Deputy", "Vice",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let titles = candidates.flatMap { article.titles(before: $0) }
    let borne = Set(titles.map(article.words))
    // Directly before the name it is a title of it.
    let places = Set(titles)
    candidates.removeAll { $0.label != "PER" && places.contains($0.tokens) }
    // `Secretary of State` is an office.
    candidates.removeAll { one in
      one.tokens.lowerBound > 1 && article.words(one.tokens) == "State"
        && article.word(one.tokens.lowerBound - 1) == "of"
        && ["Secretary", "Secretaries", "Undersecretary"].contains(
          article.word(one.tokens.lowerBound - 2))
    }
    candidates.removeAll { isOffice($0, article) }
    candidates.removeAll { one in
      ["PER", "ORG"].contains(one.label) && one.tokens.count > 1
        && !borne.contains(article.words(one.tokens))
        && one.tokens.allSatisfy {
          NameEdges.isTitle(article.word($0)) || Self.titles.contains(article.word($0))
        }
    }
  }

  private static let businesses: Set<String> = [
    "Interior", "Home", "Foreign", "Defence", "Defense", "Health", "Finance", "Justice", "Energy",
    "Education", "Environment", "Transport", "Culture", "Trade", "Labour", "Labor", "Cabinet",
  ]

  /// Whether one word is the business of an office, or an office after its determiner: `[Interior] Secretary`, `The
  /// [Emir]`.
  private func isOffice(_ one: MentionCandidate, _ article: ScannedArticle) -> Bool {
    guard one.tokens.count == 1 else { return false }
    let (token, word) = (one.tokens.lowerBound, article.word(one.tokens.lowerBound))
    if one.label == "ORG", Self.businesses.contains(word), token + 1 < article.tokens.count {
      return ["Secretary", "Minister", "Secretaries", "Ministers"].contains(article.word(token + 1))
    }
    return one.label == "PER" && token > 0 && NameEdges.isTitle(word)
      && ["the", "The"].contains(article.word(token - 1))
  }
}
