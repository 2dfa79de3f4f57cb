import PostilKit

/// A person or a place of several words that a list knows as an organization or a country is one, before its short
/// forms are looked for: `[Novo Nordisk]`, then `[Novo] said`.
struct KnownLabelRefiner: Refiner {
  private let known: EntityList

  init(_ known: EntityList) { self.known = known }

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices
    where candidates[place].tokens.count > 1
      && ["PER", "GPE", "LOC", "FAC"].contains(candidates[place].label)
    {
      let words = article.words(candidates[place].tokens)
      guard let label = known.entry(words, .organizationOrPlace)?.label,
        label == "ORG" || candidates[place].label == "PER"
      else { continue }
      candidates[place].label = label
      candidates[place].rule += ", label of a known name"
    }
  }
}
