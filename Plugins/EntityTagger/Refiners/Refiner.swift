/// Changes, drops or adds candidates of an article.
protocol Refiner: Sendable {
  /// Refines candidates; they are in reading order and do not overlap, before and after.
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle)
}
