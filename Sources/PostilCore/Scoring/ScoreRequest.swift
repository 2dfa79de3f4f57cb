import PostilKit

/// A command line of `postil score`, read.
public struct ScoreRequest: Sendable {
  /// The gold side: a path.
  public var gold: String
  /// The predicted side: a path.
  public var predicted: String
  /// How to compare.
  public var options = ScoreOptions()
  /// Whether figures are wanted as JSON.
  public var isJSON = false

  /// The line that shows how it is used.
  public static let usage = """
    postil score GOLD PREDICTED [--layer=entity|timex|quote] [--docs=FILE] [--summary] [--json]
      entity: [--map=OLD=NEW,…] [--drop=LABEL,…] [--only=LABEL,…]
      quote: [--unit=quote|span] [--kinds=direct,mixed,indirect]
    """

  /// What the options mean, for help.
  public static let details = """
    GOLD and PREDICTED are each a folder of sidecars, a sidecar, the output of `annotate --stream`, or
    flat records, one a line: {"doc","start","end","label"} for entities, {…,"type","value"} for
    timexes, {"doc","quote","cue","source","kind"} for quotes. Of gold's sidecars the accepted
    annotations count, of the predicted all that are not rejected.
    Without --layer every layer of gold is scored. --docs names the articles to score, with their
    texts: {"doc","text"}; quotes need the texts. In --map, `*=NAME` stands for all labels not named.
    --summary prints one short table over all layers.
    """

  /// Reads the arguments behind `score`; an option's value follows after `=` or as the next word.
  ///
  /// - Throws: `usage`, `badValue`.
  public init(_ arguments: [String]) throws(PostilError) {
    var paths: [String] = []
    var rest = arguments[...]
    gold = ""
    predicted = ""
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        paths.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      try set(String(parts[0])) { () throws(PostilError) in
        if parts.count == 2 { return String(parts[1]) }
        guard let value = rest.popFirst() else {
          throw .usage(reason: "the option '\(word)' needs a value", next: Self.usage)
        }
        return value
      }
    }
    guard paths.count == 2 else {
      throw .usage(reason: "score needs GOLD and PREDICTED", next: "usage: \(Self.usage)")
    }
    (gold, predicted) = (paths[0], paths[1])
  }

  private mutating func set(
    _ option: String, _ value: () throws(PostilError) -> String
  ) throws(PostilError) {
    switch option {
    case "--layer": options.layer = Layer(rawValue: try value())
    case "--map": options.labels.names = try LabelMap.names(try value())
    case "--drop": options.labels.dropped = Set(Self.list(try value()))
    case "--only": options.labels.only = Set(Self.list(try value()))
    case "--docs": options.articles = try value()
    case "--unit":
      let name = try value()
      guard let unit = QuoteScore.Unit(rawValue: name) else {
        throw .badValue(name: "unit", value: name, expected: "it is quote or span")
      }
      options.unit = unit
    case "--kinds": options.kinds = Self.list(try value())
    case "--summary": options.summary = true
    case "--json": isJSON = true
    default:
      throw .usage(reason: "score knows no option '\(option)'", next: "usage: \(Self.usage)")
    }
  }

  private static func list(_ value: String) -> [String] {
    value.split(separator: ",").map(String.init)
  }

  /// Compares, and gives what is to be printed: a table, or JSON, for each layer.
  ///
  /// - Throws: what ``Scoring/score(gold:predicted:options:)`` throws.
  public func run() throws(PostilError) -> String {
    try Scoring.score(gold: gold, predicted: predicted, options: options)
      .map { isJSON ? JSONWriter.string($0.json) : $0.table }
      .joined(separator: isJSON ? "\n" : "\n\n")
  }
}
