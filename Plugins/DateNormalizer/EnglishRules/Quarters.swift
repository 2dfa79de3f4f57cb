import DateEngine
import DateEnglish

/// Quarters, halves, fiscal years and the periods of earnings reports.
enum Quarters {
  static let rules: [Rule] = [
    Rule(
      "nth-quarter-ended", "[the? fiscal? ordinal hyphen? unit] ended month dayNumber",
      "in the first quarter ended Dec. 31 = 2022-Q1"
    ) { match in
      guard let quarter = part(match)?.quarter else { return nil }
      return end(match).map { .inside($0, Partial(quarter: quarter)) }
    },
    Rule(
      "quarter", "the? (part hyphen?)? (fiscal hyphen?)? ordinal unit",
      "in the first quarter = 2023-Q1", unless: [.ofGame], quarter),
    Rule(
      "edge-of-quarter",
      "the? edge of the? (fiscal hyphen?)? ordinal unit ((of|comma)? fiscal? year)?",
      "by the end of the second quarter = 2023-Q2", unless: [.ofGame], quarter),
    Rule(
      "quarter-adjective", "(fiscal hyphen?)? ordinal hyphen unit",
      "third-quarter profit = 2022-Q3", unless: [.ofGame], quarter),
    Rule(
      "fiscal-quarter", "the? ordinal fiscal unit", "in the first fiscal quarter = 2023-Q1", quarter
    ),
    Rule(
      "quarter-of-year", "the? part? ordinal|last hyphen? unit (of|comma)? fiscal? year|fiscalYear",
      "the third quarter of 2022 = 2022-Q3", quarter),
    Rule(
      "two-quarters", "bound? the? first|last number units of fiscal? year",
      "through the first two quarters of 2022 = 2022-H1"
    ) { match in
      guard match.unit == .quarter, match[.number] == 2, let year = match[.year] else { return nil }
      return .point(Partial(year: year, half: match.has(.last) ? 2 : 1), .open)
    },
    Rule(
      "year-quarter", "the? fiscal? year ordinal hyphen? unit", "the 2022 third quarter = 2022-Q3",
      quarter),
    Rule(
      "quarter-of-this-year", "the? ordinal hyphen? unit of? this|last|next|the unit",
      "the first quarter of next year = 2024-Q1", relative),
    Rule(
      "this-years-quarter", "this|last|next unit possessive ordinal hyphen? unit",
      "this year's third quarter = 2023-Q3", relative),
    Rule(
      "this-years-period", "this|last unit possessive unit|period", "last year's quarter = 2021-Q4"
    ) { match in
      guard match[.unit] == Unit.year.rawValue, isPeriod(match, 1) else { return nil }
      return match.has(.last) ? .yearAgo(1, .quarter) : .period(.quarter)
    },
    Rule(
      "period-last-year",
      "the? (same|comparable)? unit|period (of? last unit)? (in? a|one unit ago|earlier)?",
      "in the same period last year = 2021-Q4"
    ) { match in
      guard match.has(.last) || match.has(.ago) || match.has(.earlier),
        match.has(.the) || match.has(.same) || match.has(.comparable)
      else { return nil }
      let year = match.has(.period) ? match[.unit] : match[.unit, 1]
      guard year == Unit.year.rawValue else { return nil }
      if isPeriod(match, 0) { return .yearAgo(1, .quarter) }
      return match[.unit] == Unit.month.rawValue ? .shift(.mention, -12, .month) : nil
    },
    Rule("year-period", "the fiscal? year period|unit", "in the 2021 period = 2021") {
      $0[.year].map { .inside(.period(.quarter), Partial(year: $0)) }
    },
    Rule(
      "this-unit-period", "the latest|current|comparable unit|period",
      "in the latest quarter = 2022-Q4", period),
    Rule(
      "quarter-ended", "[the fiscal? unit] ended month dayNumber",
      "for the quarter ended July 31 = 2022-Q2"
    ) { match in
      match.unit == .quarter ? end(match).map { .ending(.quarter, $0) } : nil
    },
    Rule("the-quarter", "the unit", "for the quarter = 2022-Q4", unless: [.compound, .capital]) {
      $0.unit == .quarter ? .period(.quarter) : nil
    },
    Rule(
      "year-ago-period", "the? comparable? unit hyphen? ago|earlier ordinal? unit|period",
      "the year-ago quarter = 2021-Q4"
    ) { match in
      guard match.unit == .year else { return nil }
      if let ordinal = match[.ordinal] {
        return .inside(.yearAgo(1, .year), Partial(quarter: ordinal))
      }
      return .yearAgo(1, .quarter)
    },
    Rule("year-ago-adjective", "unit hyphen ago|earlier", "a year-earlier loss = 2022") {
      $0.unit == .year ? .yearAgo(1, nil) : nil
    },
    Rule(
      "year-ago-length", "the? unit hyphen ago|earlier number units",
      "in the year-earlier nine months = P9M"
    ) { match in
      guard match.unit == .year, let unit = match[.units].flatMap({ Unit(rawValue: $0) }) else {
        return nil
      }
      return match.amount(unit).map { .duration($0) }
    },
    Rule("a-year-ago", "bound|over? a|one unit ago|earlier", "up from a year ago = 2022") {
      $0.unit == .year ? .yearAgo(1, nil) : nil
    },
    Rule(
      "report-year", "the whole? (current? fiscal)? unit", "for the full year = 2023",
      unless: [.compound], only: [.reportYear]
    ) {
      guard $0.unit == .year else { return nil }
      return .mentioned(.year)
    },
    Rule("the-year-ended", "the fiscal? unit", "for the year ended March 31 = P1Y", only: [.ended])
    {
      $0.unit.flatMap { $0 >= .week && $0 != .quarter ? .duration(Amount(1, $0)) : nil }
    },
    Rule(
      "the-year-to", "for|in|over|preposition [the fiscal? unit] to [month year?]",
      "for the year to March 2022 = P1Y; 2022-03",
      each: { match in
        guard let unit = match.unit, let month = match[.month],
          unit == .year || unit == .quarter && Guard.afterFor.applies(match)
        else { return [] }
        return [
          Reading(.duration(Amount(1, unit))),
          Reading(.point(Partial(year: match[.year], month: month), .last)),
        ]
      }),
    Rule(
      "shared-quarters", "the? [ordinal] and [ordinal units]",
      "the second and fourth quarters = 2023-Q2; 2022-Q4",
      each: { match in
        guard match.unit == .quarter, let first = match[.ordinal], let second = match[.ordinal, 1],
          (1...4).contains(first), (1...4).contains(second)
        else { return [] }
        return [first, second].map { Reading(.point(Partial(quarter: $0), .open)) }
      }),
  ]

  /// The day on which a period ended or will end.
  private static func end(_ match: Match) -> Meaning? {
    guard let month = match[.month], let day = match.day(), let word = match.lexeme(.ended, 0)
    else { return nil }
    let isOver = match.passage.is(word.first, .pastVerb)
    return .point(Partial(month: month, day: day), isOver ? .last : .open)
  }

  private static func part(_ match: Match) -> Partial? {
    let final = match.unit == .half ? 2 : 4
    guard var ordinal = match[.ordinal] ?? (match.has(.last) ? final : nil) else { return nil }
    if ordinal < 0 { ordinal = final }
    let year = match[.year] ?? match[.fiscalYear]
    if match.unit == .quarter, (1...4).contains(ordinal) {
      return Partial(year: year, quarter: ordinal)
    }
    if match.unit == .half, (1...2).contains(ordinal) {
      return Partial(year: year, half: ordinal)
    }
    return nil
  }

  private static func quarter(_ match: Match) -> Meaning? {
    part(match).map { .point($0, match.has(.fiscal) ? .this : .open) }
  }

  private static func relative(_ match: Match) -> Meaning? {
    guard var ordinal = match[.ordinal],
      [match[.unit], match[.unit, 1]].contains(Unit.year.rawValue)
    else { return nil }
    let units = [match[.unit], match[.unit, 1]]
    let isHalf = units.contains(Unit.half.rawValue)
    if ordinal < 0 { ordinal = isHalf ? 2 : 4 }
    guard isHalf || units.contains(Unit.quarter.rawValue), (1...4).contains(ordinal) else {
      return nil
    }
    if match.direction == .open, !match.has(.of) { return nil }
    let inner = isHalf ? Partial(half: min(2, ordinal)) : Partial(quarter: ordinal)
    if match.direction == .open { return .point(inner, .open) }
    return .inside(.shift(.published, match.steps, .year), inner)
  }

  /// Whether the n-th unit taken, or the word `period`, is what a report is about.
  private static func isPeriod(_ match: Match, _ nth: Int) -> Bool {
    match.has(.period) || match[.unit, nth] == Unit.quarter.rawValue
  }

  private static func period(_ match: Match) -> Meaning? {
    guard match.unit == nil || match.unit == .quarter else { return nil }
    if match.has(.comparable) { return .yearAgo(1, .quarter) }
    return match.has(.current) ? .shift(.published, 0, .quarter) : .period(.quarter)
  }
}
