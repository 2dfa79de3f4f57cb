import QuoteEnglish

/// Adds whether an attribution is negated or hypothetical.
enum Modality: Pass {
  static func run(on article: inout TaggedArticle) {
    for index in article.attributions.indices {
      guard let cue = article.attributions[index].cue else { continue }
      let start = article.attributions[index].source?.lowerBound ?? cue.lowerBound
      let opening = article.word(min(start, cue.lowerBound) - 1)
      article.attributions[index].isNegated = cue.contains {
        article.words[$0].isOne(of: ["not", "n't", "never", "neither"])
      }
      article.attributions[index].isHypothetical =
        cue.contains { CueWords.conditional.contains(article.words[$0]) }
        || opening.isOne(of: ["if", "whether", "unless", "should", "would"])
    }
  }
}
