/// A step of the analysis: it reads what the passes before it have found, and adds or corrects one thing.
protocol Pass: SendableMetatype {
  /// Runs over a whole article.
  static func run(on article: inout TaggedArticle)
}
