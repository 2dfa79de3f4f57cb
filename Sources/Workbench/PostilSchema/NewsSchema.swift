import PostilKit

extension Schema {
  /// The built-in schema for news.
  package static let news = Schema(
    [
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
      LayerRules(
        "event",
        labels: ["ATTACK", "UNREST", "MEETING", "ELECTION", "TRIAL", "CRASH", "DEAL"],
        attributes: ["note": .text], roles: ["agent", "target", "place", "time"]),
      LayerRules(
        "topic",
        labels: [
          "politics", "economy", "conflict", "crime", "culture", "disaster", "education",
          "environment", "health", "science", "sport", "weather",
        ], attributes: ["note": .text], hasWords: false),
    ].map(described))

  /// The layer with what each of its labels and roles means.
  private static func described(_ rules: LayerRules) -> LayerRules {
    var rules = rules
    for label in rules.labels {
      if let about = meanings[rules.layer]?[label] { rules.facts[label] = LabelFacts(about: about) }
    }
    if rules.layer == "event" {
      rules.roleRules = [
        "place": RoleRules(to: ["GPE", "LOC", "FAC"]), "time": RoleRules(to: ["timex"]),
      ]
    }
    return rules
  }

  private static let meanings: [Layer: [String: String]] = [
    .entity: [
      "PER": "people, without titles and roles",
      "ORG": "organizations, companies, media, parties, teams",
      "GPE": "countries, regions and cities that are governed",
      "LOC": "other places: seas, mountains, continents",
      "NORP": "nationalities, peoples, religions, political groups, also as adjectives",
      "EVENT": "named events", "FAC": "buildings, airports, roads", "PRODUCT": "named products",
      "MISC": "other names: laws, languages, awards", "WORK": "titles of works of art",
    ],
    .quote: [
      "direct": "what somebody said, all of it in quotation marks, which belong to it",
      "mixed": "what somebody said, some of it in quotation marks",
      "indirect": "what somebody said, without quotation marks",
    ],
    .timex: [
      "DATE": "days, weeks, months, years", "TIME": "times of a day",
      "DURATION": "how long something lasts", "SET": "what recurs: every Monday, weekly",
    ],
    "event": [
      "ATTACK": "the word that says that somebody attacked", "UNREST": "protests, strikes, riots",
      "MEETING": "talks, visits, summits", "ELECTION": "votes and what leads to them",
      "TRIAL": "arrests, charges, trials, verdicts", "CRASH": "accidents",
      "DEAL": "agreements, treaties, purchases",
    ],
  ]
}
