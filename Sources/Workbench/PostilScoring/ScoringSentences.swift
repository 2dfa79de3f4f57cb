import PostilSystem

extension ScoringFact {
  package var description: String {
    switch self {
    case .nothingToScore(let gold): "'\(gold)' has no entity, timex or quote"
    case .noText(let article): "quotes cannot be scored without the text of '\(article)'"
    case .notAmongTexts(let article): "the article '\(article)' is not in the file of --docs"
    }
  }

  package var status: ExitStatus { .usage }
}
