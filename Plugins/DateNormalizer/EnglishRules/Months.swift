import DateEngine
import DateEnglish

/// Months, with and without a year.
enum Months {
  static let rules: [Rule] = [
    Rule("month-year", "(the? part hyphen?)? month (comma|of)? year", "in May of 2020 = 2020-05") {
      point($0, $0[.year])
    },
    Rule(
      "edge-month-year", "the? edge of month (comma|of)? year", "at the end of May 2020 = 2020-05"
    ) {
      point($0, $0[.year])
    },
    Rule("edge-month", "the? edge of (this|last|next)? month", "the end of November = 2022-11") {
      point($0, nil)
    },
    Rule("month-quote-year", "month of? quote shortYear", "in March '21 = 2021-03") {
      point($0, $0.year())
    },
    Rule(
      "month", "(part hyphen?)? month", "in April = 2023-04", unless: [.name, .firstName, .verb]
    ) {
      point($0, nil)
    },
    Rule(
      "this-month",
      "(part hyphen?)? this|last|next|previous|following (last|coming)? (part hyphen?)? month",
      "since last May = 2022-05"
    ) {
      point($0, nil)
    },
    Rule(
      "the-next-month", "the next|following month", "signed in May 2020; the next January = 2021-01"
    ) { match in
      match[.month].map { .point(Partial(month: $0), .onward) }
    },
    Rule(
      "that-month", "that same? (part hyphen?)? month", "in May 2020; that June = 2020-06",
      only: [.thatTime]
    ) { match in
      match[.month].map { .point(Partial(month: $0), .that) }
    },
    Rule(
      "month-of-year",
      "(part hyphen?)? month of? (the|that same?)? this|last|next|that|same|following unit",
      "in January last year = 2022-01"
    ) {
      guard $0.unit == .year, let month = $0[.month] else { return nil }
      if $0.has(.that) || $0.has(.same) {
        return .inside(.shift(.mention, 0, .year), Partial(month: month))
      }
      if $0.has(.following) { return .inside(.shift(.mention, 1, .year), Partial(month: month)) }
      return .inside(.shift(.published, $0.steps, .year), Partial(month: month))
    },
    Rule(
      "month-to-month", "[month] to|hyphen [month]", "from June to August = 2023-06; 2023-08",
      unless: [.name], each: span),
    Rule(
      "between-months", "between [month] and [month]",
      "between November and February = 2022-11; 2023-02", each: span),
    Rule(
      "between-months-year", "between [month] and [month comma? year]",
      "between November and March 2021 = 2020-11; 2021-03", each: { years($0, isRange: true) }),
    Rule(
      "month-and-month-year", "[month] and|to|hyphen [month comma? year]",
      "in July and August 2022 = 2022-07; 2022-08", each: pair),
    Rule(
      "month-to-month-hyphens", "[month] hyphen to hyphen [month (comma? year)?]",
      "the November-to-January 2013 rains = 2012-11; 2013-01", each: pair),
    Rule(
      "three-months-year", "[month] comma [month] comma? and [month comma? year]",
      "in July, August and September 2021 = 2021-07; 2021-08; 2021-09",
      each: { match in
        (0...2).compactMap { match[.month, $0] }.map {
          Reading(.point(Partial(year: match[.year], month: $0), .open))
        }
      }),
    Rule(
      "month-to-edge", "[month] to [the edge of month]",
      "it was shut from April until the end of June = 2022-04; 2022-06", each: span),
  ]

  private static func point(_ match: Match, _ year: Int?) -> Meaning? {
    match[.month].map { .point(Partial(year: year, month: $0), match.direction) }
  }

  /// Two months without a year: the second is the next one after the first.
  private static func span(_ match: Match) -> [Reading] {
    guard let first = match[.month], let second = match[.month, 1] else { return [] }
    return [
      Reading(.point(Partial(month: first), match.direction)),
      Reading(.point(Partial(month: second), .onward)),
    ]
  }

  private static func pair(_ match: Match) -> [Reading] {
    years(match, isRange: !match.has(.and))
  }

  /// Two months with the year of the second.
  private static func years(_ match: Match, isRange: Bool) -> [Reading] {
    guard let first = match[.month], let second = match[.month, 1] else { return [] }
    guard let year = match[.year] else { return span(match) }
    // A range over the turn of the year begins in the year before.
    let isTurn = first > second && isRange
    return [
      Reading(.point(Partial(year: isTurn ? year - 1 : year, month: first), .open)),
      Reading(.point(Partial(year: year, month: second), .open)),
    ]
  }
}
