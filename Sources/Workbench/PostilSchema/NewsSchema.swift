import PostilKit

extension Schema {
  /// The built-in schema for news.
  package static let news = Schema([
    LayerRules(
      .entity,
      labels: ["PER", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT", "MISC", "WORK"],
      attributes: ["entity": .text, "ref": .reference, "note": .text]),
    LayerRules(
      .quote, labels: ["direct", "mixed", "indirect"],
      attributes: [
        "speaker": .texts, "addressee": .text, "negated": .truth, "hypothetical": .truth,
        "passive": .truth, "relayed-by": .text, "scare": .truth, "part": .integer,
        "words": .text, "note": .text,
      ], roles: ["cue", "source", "addressee", "parent"]),
    LayerRules(
      .timex, labels: ["DATE", "TIME", "DURATION", "SET"],
      attributes: [
        "value": .timex, "freq": .text, "quant": .text, "anchor": .text, "note": .text,
        "mod": .words([
          "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
          "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
        ]),
      ], roles: ["begin", "end"]),
  ])
}
