import DateEngine

/// The English word lists and how English writes numbers.
package enum EnglishVocabulary {
  package static let vocabulary = Vocabulary(
    files: [
      "calendar", "numbers", "seasons", "clock", "holidays", "shifts", "bounds", "sets",
      "references", "words", "context", "plans", "scenes", "beside", "names", "calendars",
      "nations",
    ],
    categories: [
      "the", "a", "one", "this", "that", "last", "past", "next", "following", "previous", "same",
      "current", "latest", "recent", "coming", "ago", "earlier", "later", "hence", "ahead",
      "before", "after", "first", "other", "comparable", "orTwo", "more", "whole", "every", "each",
      "times", "per", "over", "long", "old", "period", "fiscal", "anniversary", "tonight", "oclock",
      "now", "pastWord", "pastNoun", "futureNoun", "futureTerm", "presentNoun", "moment",
      "someTime", "of", "in", "within", "on", "at", "and", "to", "from", "between", "since", "than",
      "for", "ended", "possessive", "preposition", "otherMonth",
    ],
    contextWords: EnglishContext.allCases.map { String(describing: $0) },
    openClass: EnglishContext.openClass.map { ContextWord($0) },
    affixes: DigitAffixes(
      [
        ("st", .ordinal), ("nd", .ordinal), ("rd", .ordinal), ("th", .ordinal), ("s", .decade),
        ("am", .clock(isLate: false)), ("pm", .clock(isLate: true)),
        ("a.m", .clock(isLate: false)), ("p.m", .clock(isLate: true)),
        ("a.m.", .clock(isLate: false)), ("p.m.", .clock(isLate: true)),
        ("hrs", .military), ("h", .military), ("q", .quarter),
        ("q1", .quarterOfYear(1)), ("q2", .quarterOfYear(2)), ("q3", .quarterOfYear(3)),
        ("q4", .quarterOfYear(4)),
      ],
      fiscalYear: "FY"),
    numbers: EnglishNumbers())
}
