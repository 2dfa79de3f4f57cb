import PostilKit
import SequenceLabeling

/// A title is no person, unless it stands for one whose name it precedes in the article: `the Crown Prince`.
struct TitleAloneRefiner: Refiner {
  private static let titles: Set<String> = [
    "Supreme", "Crown", "First", "Lady", "Grand", "Deputy", "Vice",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let borne = Set(candidates.compactMap { article.title(before: $0) }.map(article.words))
    // `Secretary of State` is an office.
    candidates.removeAll { one in
      one.tokens.lowerBound > 1 && article.words(one.tokens) == "State"
        && article.word(one.tokens.lowerBound - 1) == "of"
        && ["Secretary", "Secretaries", "Undersecretary"].contains(
          article.word(one.tokens.lowerBound - 2))
    }
    candidates.removeAll { one in
      one.label == "PER" && one.tokens.count > 1 && !borne.contains(article.words(one.tokens))
        && one.tokens.allSatisfy {
          NameEdges.isTitle(article.word($0)) || Self.titles.contains(article.word($0))
        }
    }
  }
}
