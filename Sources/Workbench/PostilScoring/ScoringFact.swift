import PostilSystem

/// What is missing for scoring.
package enum ScoringFact: Fact {
  /// A gold file, or a workspace, without a layer that can be scored.
  case nothingToScore(gold: String)
  /// Quotes are compared by their texts, and there is none of an article.
  case noText(article: String)
  /// An article that the file of texts does not have.
  case notAmongTexts(article: String)
}

extension PostilError {
  package static func scoring(_ fact: ScoringFact) -> PostilError { PostilError(fact) }
}
