import PostilKit

extension Schema {
  /// The built-in schema for news.
  package static let news = Schema([
    LayerRules(
      .entity,
      labels: ["PER", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT", "MISC", "WORK"],
      attributes: ["entity": .text, "ref": .reference, "note": .text]),
    LayerRules(
      .quote, labels: QuoteLabel.allCases.map(\.rawValue),
      attributes: [
        "speaker": .texts, "addressee": .text, "negated": .truth, "hypothetical": .truth,
        "passive": .truth, "relayed-by": .text, "scare": .truth, "part": .integer,
        "words": .text, "note": .text,
      ], roles: [Role.cue, Role.source, Role.addressee, Role.parent]),
    LayerRules(
      .timex, labels: TimexLabel.allCases.map(\.rawValue),
      attributes: [
        "value": .timex, "freq": .text, "quant": .text, "anchor": .text, "note": .text,
        "mod": .words([
          "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
          "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
        ]),
      ], roles: ["begin", "end"]),
  ])
}
