import QuoteEnglish

/// Adds the quoted runs, as ``MarkPairing`` pairs the marks, without those inside names.
enum QuotedRuns: Pass {
  static func run(on article: inout TaggedArticle) {
    let runs = MarkPairing.runs(article.tokens, article.words, article.paragraphs)
    let outer = runs.filter { !isInName($0, article) }
    article.add(outer)
  }

  /// `Joe "Bear" Marsh`: whether a run is a nickname inside a person's name.
  private static func isInName(_ run: QuotedRun, _ article: TaggedArticle) -> Bool {
    guard let name = article.mention(at: run.tokens.lowerBound), name.isPerson else { return false }
    return name.tokens.lowerBound < run.tokens.lowerBound
      && run.tokens.upperBound < name.tokens.upperBound
  }
}
