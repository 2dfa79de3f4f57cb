import DateEngine
import DateEnglish

/// A number of units before or after another time: `two days before Christmas`.
enum Offsets {
  private static let amount = "bound? a|one|couple|number unit|units before|after"

  static let rules: [Rule] = [
    Rule(
      "units-from-day",
      "bound? a|one|couple|number unit|units before|after|from (last|next|this)? weekday|dayWord",
      "two weeks from next Tuesday = 2023-04-04"
    ) { match in
      // `Shut for two days from Saturday`: a length and its first day.
      if match.has(.from), Guard.afterFor.applies(match) { return nil }
      if let days = match[.dayWord] { return beside(match, .shift(.writing, days, .day)) }
      // `Two days before Friday` without more is that of the text, `from Friday` the coming one.
      let direction = match.direction == .open && match.has(.from) ? .next : match.direction
      return match[.weekday].flatMap { beside(match, .point(Partial(weekday: $0), direction)) }
    },
    Rule(
      "units-beside-holiday", "\(amount) holiday (of|in|comma? year)?",
      "two days before Christmas = 2022-12-23"
    ) { match in
      let year = match[.year].map { Meaning.point(Partial(year: $0), .open) }
      return Holidays.id(match).flatMap { beside(match, .holiday($0, year, .open)) }
    },
    Rule(
      "units-beside-date",
      "\(amount) month dayNumber|dayOrdinal (comma? year)?",
      "30 days after January 12, 2023 = 2023-02-11", date),
    Rule(
      "units-beside-day-month",
      "\(amount) the? dayNumber|dayOrdinal of? month (comma? year)?",
      "six weeks before 12 January 2023 = 2022-12-01", date),
    Rule(
      "unit-and-half-ago", "bound|over? a|one unit and a half ago",
      "a year and a half ago = 2021-09"
    ) { match in
      switch match.unit {
      case .year: .steps(months: -18, days: 0, .month)
      case .decade: .steps(months: -180, days: 0, .year)
      case .month: .steps(months: -1, days: -15, .week)
      case .week: .steps(months: 0, days: -10, .day)
      default: nil
      }
    },
    Rule(
      "two-amounts-ago", "bound|over? a|one|number unit|units comma? and? number unit|units ago",
      "one month and two days ago = 2023-02-13", twoAgo),
    Rule(
      "units-before-event", "bound? a|one|couple|number unit|units before|after",
      "on 8 August 2021, a week before the vote = 2021-08-01", only: [.inApposition]
    ) { match in
      guard let amount = match.amount() else { return nil }
      let days = amount.unit == .week ? amount.count.map { Amount(7 * $0, .day) } : nil
      return .offset(days ?? amount, match.has(.before) ? -1 : 1)
    },
    Rule(
      "quarter-of-century-ago", "bound|over? a unit of a unit ago",
      "a quarter of a century ago = 1998"
    ) { match in
      guard match[.unit] == Unit.quarter.rawValue, match[.unit, 1] == Unit.century.rawValue else {
        return nil
      }
      return .shift(.published, -25, .year)
    },
    Rule(
      "six-or-seven-ago", "bound|over? number to|and|hyphen number unit|units ago",
      "six or seven years ago = 2017",
      each: { match in
        guard let first = match[.number], let second = match[.number, 1], let unit = match.unit,
          first < second, second < 1000
        else { return [] }
        return [Reading(.shift(.published, -first, unit), .approx)]
      }),
    Rule("short-ago", "military ago", "posted 3h ago = 2023-03-15TXX") { match in
      match[.military].flatMap { $0 < 100 ? .shift(.published, -$0, .hour) : nil }
    },
    Rule(
      "century-part-ago", "bound|over? a? half|unit hyphen unit ago",
      "a quarter-century ago = 1998"
    ) { match in
      Durations.partOfCentury(match).map { .shift(.published, -$0, .year) }
    },
  ]

  private static func date(_ match: Match) -> Meaning? {
    guard let month = match[.month], let day = Self.day(match) else { return nil }
    let partial = Partial(year: match[.year], month: month, day: day)
    return partial.isPossible ? beside(match, .point(partial, .open)) : .impossible
  }

  /// The day of the date: the last one, since the count may be one, too.
  private static func day(_ match: Match) -> Int? {
    match.lexeme(.dayNumber, 0) == nil && match.lexeme(.dayOrdinal, 0) == nil ? nil : match.day()
  }

  /// Days and weeks from a day give a day, longer units their own grain.
  private static func beside(_ match: Match, _ outer: Meaning) -> Meaning? {
    guard let amount = match.amount(), let count = amount.count, count < 1000, amount.unit >= .day,
      !isOfWork(match)
    else { return nil }
    let sign = match.has(.before) ? -count : count
    switch amount.unit {
    case .week: return .from(outer, 7 * sign, .day)
    case .fortnight: return .from(outer, 14 * sign, .day)
    default: return .from(outer, sign, amount.unit)
    }
  }

  /// `Eight trading days`: which ones they are, the calendar does not say.
  private static func isOfWork(_ match: Match) -> Bool {
    (match.lexeme(.unit, 0) ?? match.lexeme(.units, 0)).map { $0.first < $0.last } ?? false
  }

  /// Years and months, then weeks and days, at the grain of the smaller.
  private static func twoAgo(_ match: Match) -> Meaning? {
    let units = [match[.unit], match[.unit, 1], match[.units], match[.units, 1]].compactMap { $0 }
      .compactMap { Unit(rawValue: $0) }.sorted(by: >)
    guard units.count == 2, units[0] > units[1], units[1] >= .day else { return nil }
    let numbers = [match[.number], match[.number, 1]].compactMap { $0 }
    let counts = numbers.count == 2 ? numbers : [1] + numbers
    guard counts.count == 2, counts.allSatisfy({ $0 < 1000 }) else { return nil }
    var (months, days) = (0, 0)
    for (unit, count) in zip(units, counts) {
      switch unit {
      case .day: days += count
      case .week: days += 7 * count
      case .month: months += count
      case .year: months += 12 * count
      default: return nil
      }
    }
    return .steps(months: -months, days: -days, units[1])
  }
}
