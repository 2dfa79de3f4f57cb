import PostilKit
import PostilSystem

/// What `score` compares, and how.
package struct ScoreOptions: Sendable {
  /// The layer; nil for all layers in gold.
  package var layer: Layer?
  /// Which entity labels count, and under which names.
  package var labels: LabelMap
  /// A file of `{"doc","text"}` lines: the articles to score and their texts.
  package var articles: String?
  /// The unit in which quotes are compared.
  package var unit: QuoteScore.Unit
  /// The kinds of quotes that count; empty for all.
  package var kinds: [String]
  /// Whether one short table over all layers is requested.
  package var summary: Bool

  /// Creates options.
  package init(
    layer: Layer? = nil, labels: LabelMap = LabelMap(), articles: String? = nil,
    unit: QuoteScore.Unit = .quote, kinds: [String] = [], summary: Bool = false
  ) {
    self.layer = layer
    self.labels = labels
    self.articles = articles
    self.unit = unit
    self.kinds = kinds
    self.summary = summary
  }
}

/// A comparison of predicted annotations with gold.
package enum Score: Hashable, Sendable {
  /// Entities, by exact match.
  case entity(EntityScore)
  /// Temporal expressions, as in TempEval-3.
  case timex(TimexScore)
  /// Quotes and their sources.
  case quote(QuoteScore)
  /// A summary of all layers.
  case overall(OverallScore)

  /// The figures as a table.
  package var table: String {
    switch self {
    case .entity(let score): score.table
    case .timex(let score): score.table
    case .quote(let score): score.table
    case .overall(let score): score.table
    }
  }

  /// The figures as JSON.
  package var json: JSONValue {
    switch self {
    case .entity(let score): score.json
    case .timex(let score): score.json
    case .quote(let score): score.json
    case .overall(let score): score.json
    }
  }
}

/// Compares predicted annotations with gold: the engine of `postil score`.
package enum Scoring {
  /// Compares two sides, each a folder of sidecars, a sidecar, the output of `annotate --stream` or
  /// a file of flat records. In sidecars, gold's accepted annotations count, and predicted ones
  /// that are not rejected.
  ///
  /// - Returns: One score per layer, or a single one for a summary.
  /// - Throws: What reading throws; a `ScoringFact` or `invalid` if the options do not fit the data.
  package static func score(
    gold: String, predicted: String, options: ScoreOptions = ScoreOptions()
  ) throws(PostilError) -> [Score] {
    let goldSet = try ScoredReader.read(gold, states: [.accepted])
    let predictedSet = try ScoredReader.read(predicted, states: [.accepted, .suggested])
    if options.summary {
      return [
        .overall(OverallScore(gold: goldSet, predicted: predictedSet, labels: options.labels))
      ]
    }
    for kind in options.kinds where !QuoteScore.allKinds.contains(kind) {
      throw .value(
        .invalid(
          name: "kind of quotes", value: kind,
          form: "one of " + QuoteScore.allKinds.joined(separator: ", ")))
    }
    let layers = options.layer.map { [$0] } ?? goldSet.layers
    if layers.isEmpty {
      throw .scoring(.nothingToScore(gold: gold))
    }
    let articles = try options.articles.map(ScoredArticles.read)
    var scores: [Score] = []
    for layer in layers {
      scores.append(try score(layer, goldSet, predictedSet, articles, options))
    }
    return scores
  }

  private static func score(
    _ layer: Layer, _ gold: ScoredSet, _ predicted: ScoredSet, _ articles: ScoredArticles?,
    _ options: ScoreOptions
  ) throws(PostilError) -> Score {
    switch layer {
    case .entity: return try entities(gold, predicted, articles, options)
    case .timex:
      return .timex(
        TimexScore(
          gold: gold.timexes, predicted: predicted.timexes,
          articles: articles?.names ?? gold.articles,
          texts: texts(gold, predicted, articles)))
    case .quote:
      let texts = texts(gold, predicted, articles)
      if articles == nil, let quote = gold.quotes.first(where: { texts[$0.article] == nil }) {
        throw .scoring(.noText(article: quote.article))
      }
      return .quote(
        QuoteScore(
          gold: gold.quotes, predicted: predicted.quotes, texts: texts, kinds: options.kinds,
          unit: options.unit))
    default:
      throw .value(
        .invalid(name: "layer to score", value: layer.rawValue, form: "entity, timex or quote"))
    }
  }

  private static func entities(
    _ gold: ScoredSet, _ predicted: ScoredSet, _ articles: ScoredArticles?, _ options: ScoreOptions
  ) throws(PostilError) -> Score {
    if let articles {
      let known = Set(articles.names)
      let all = (gold.entities + predicted.entities).filter { options.labels[$0.label] != nil }
      if let entity = all.first(where: { !known.contains($0.article) }) {
        throw .scoring(.notAmongTexts(article: entity.article))
      }
    }
    return .entity(
      EntityScore(gold: gold.entities, predicted: predicted.entities, labels: options.labels))
  }

  private static func texts(
    _ gold: ScoredSet, _ predicted: ScoredSet, _ articles: ScoredArticles?
  ) -> [String: ScoredText] {
    let texts = articles?.texts ?? predicted.texts.merging(gold.texts) { $1 }
    return texts.mapValues(ScoredText.init)
  }
}

/// The articles in the file of `--docs`.
private struct ScoredArticles {
  var names: [String] = []
  var texts: [String: String] = [:]

  static func read(_ path: String) throws(PostilError) -> ScoredArticles {
    var articles = ScoredArticles()
    try JSONLines.forEach(path) { (number, object) throws(PostilError) in
      guard let name = (object["doc"] ?? object["id"])?.plain else {
        throw .file(.badRecord(path: path, line: number, reason: "it has no 'doc'"))
      }
      articles.names.append(name)
      if let text = object["text"]?.string { articles.texts[name] = text }
    }
    return articles
  }
}

extension Scoring {
  /// Compares two sides annotation by annotation, as `score` reads them.
  ///
  /// - Throws: What reading throws; `nothingToScore` if gold has nothing.
  package static func details(
    gold: String, predicted: String, options: ScoreOptions = ScoreOptions()
  ) throws(PostilError) -> ScoreDetails {
    let goldSet = try ScoredReader.read(gold, states: [.accepted])
    let details = ScoreDetails(
      gold: goldSet, predicted: try ScoredReader.read(predicted, states: [.accepted, .suggested]),
      options.labels, layer: options.layer)
    if details.overall.right + details.overall.missing == 0 {
      throw .scoring(.nothingToScore(gold: gold))
    }
    return details
  }
}
