import PostilKit

/// A candidate that is a title before a person's name elsewhere in the article is a person: `Supreme Leader
/// [Ali Khamenei]`, then `the [Supreme Leader]`.
struct TitleRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let titles = Set(
      candidates.flatMap { article.titles(before: $0) }.map(article.words))
    for place in candidates.indices where candidates[place].label != "PER" {
      guard titles.contains(article.words(candidates[place].tokens)) else { continue }
      candidates[place].label = "PER"
      candidates[place].rule = "title of a person"
    }
  }
}
