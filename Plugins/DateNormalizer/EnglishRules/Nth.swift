import DateEngine
import DateEnglish

/// The n-th unit or weekday of a longer time: `the first Friday of next month`.
enum Nth {
  static let rules: [Rule] = [
    Rule(
      "nth-in-month", "the? ordinal|last unit|weekday of|in month (comma|of? year)?",
      "the last Friday of May 2022 = 2022-05-27"
    ) { nth($0, month($0, nil)) },
    Rule(
      "nth-in-month-of-year",
      "the? ordinal|last unit|weekday of|in month of? this|last|next unit",
      "the second Sunday of October last year = 2022-10-09"
    ) { match in
      let steps = match.has(.next) ? 1 : match.has(.this) ? 0 : -1
      return nth(match, month(match, .shift(.published, steps, .year)))
    },
    Rule(
      "nth-in-year", "the? ordinal|last unit|weekday of|in year",
      "the second week of 2021 = 2021-W02"
    ) { match in nth(match, match[.year].map { .point(Partial(year: $0), .open) }) },
    Rule(
      "nth-in-unit",
      "the? ordinal|last unit|weekday of|in (the|that)? (this|last|next|same|following|previous)? unit",
      "the first day of the year = 2023-01-01"
    ) { match in
      guard let outer = outer(match) else { return nil }
      return nth(match, outer)
    },
    Rule(
      "nth-of-every", "the? dayOrdinal unit? of every|each unit",
      "the 19th of every month = XXXX-XX-19",
      each: { match in
        let isDay = match.lexeme(.unit, 1) == nil || match[.unit] == Unit.day.rawValue
        let outer = match[.unit, match.lexeme(.unit, 1) == nil ? 0 : 1]
        guard isDay, outer == Unit.month.rawValue, let day = match.day() else { return [] }
        let quantity = match.has(.each) ? "EACH" : "EVERY"
        return [Reading(.set(.each(Partial(month: 0, day: day))), quantity: quantity)]
      }),
    Rule(
      "nth-weekday-of-every", "the? ordinal|last weekday of|in every|each unit",
      "the second Tuesday of every month = P1M",
      each: { match in
        guard let unit = match.unit, unit > .week else { return [] }
        let quantity = match.has(.each) ? "EACH" : "EVERY"
        return [Reading(.set(.every(Amount(1, unit))), quantity: quantity)]
      }),
    Rule(
      "every-nth-of-month", "every|each ordinal|last unit|weekday of|in month",
      "every third week of October = XXXX-10",
      each: { match in
        guard let month = match[.month] else { return [] }
        return [Reading(.set(.each(Partial(month: month))), quantity: "EVERY")]
      }),
    Rule(
      "weekday-beside", "the first? weekday before|after holiday (of|in|comma? year)?",
      "the Monday after Easter = 2023-04-10"
    ) { match in
      let year = match[.year].map { Meaning.point(Partial(year: $0), .open) }
      return Holidays.id(match).flatMap { beside(match, .holiday($0, year, .open)) }
    },
    Rule(
      "weekday-beside-date",
      "the first? weekday before|after (month dayNumber|dayOrdinal)? (the? dayNumber|dayOrdinal month)? (comma? year)?",
      "the Friday after March 3, 2021 = 2021-03-05"
    ) { match in
      guard let month = match[.month], let day = match.day() else { return nil }
      let partial = Partial(year: match[.year], month: month, day: day)
      return partial.isPossible ? beside(match, .point(partial, .open)) : nil
    },
    Rule(
      "week-beginning",
      "the? unit edge|of (month dayNumber|dayOrdinal (hyphen|and|to dayNumber)?)? (dayNumber hyphen|and|to)? (dayNumber|dayOrdinal month)? (comma? year)?",
      "the week beginning March 20 = 2023-W12"
    ) { match in
      guard let unit = match.unit, unit == .week || unit == .weekend, let month = match[.month],
        let day = match.day()
      else {
        return nil
      }
      let start = Partial(year: match[.year], month: month, day: day)
      return start.isPossible ? .nth(1, .unit(unit), .point(start, .open)) : nil
    },
    Rule(
      "unit-after-next", "the unit after next", "the week after next = 2023-W13"
    ) {
      guard let unit = $0.unit, unit >= .day else { return nil }
      return .shift(.published, 2, unit)
    },
    Rule(
      "weekday-after-next", "the weekday after next", "they meet the Friday after next = 2023-03-24"
    ) { match in
      match[.weekday].map { .from(.point(Partial(weekday: $0), .next), 7, .day) }
    },
    Rule("week-of-year", "unit number of year", "in week 12 of 2016 = 2016-W12") { match in
      guard match.unit == .week, let week = match[.number], (1...53).contains(week) else {
        return nil
      }
      return .point(Partial(year: match[.year], week: week), .open)
    },
    Rule("mid-unit", "part hyphen unit", "mid-week snow = 2023-W11", only: [.mid]) {
      guard let unit = $0.unit, unit >= .week else { return nil }
      return .shift(.published, 0, unit)
    },
    Rule(
      "week-on-weekday", "a unit on|last weekday", "they wed a week on Monday = 2023-03-27",
      only: [.weekOn]
    ) { match in
      guard match.unit == .week, let weekday = match[.weekday] else { return nil }
      let (direction, days) = match.has(.last) ? (Direction.last, -7) : (.next, 7)
      return .from(.point(Partial(weekday: weekday), direction), days, .day)
    },
    Rule(
      "weekday-week", "weekday|dayWord unit", "they meet Thursday week = 2023-03-23",
      only: [.endOfPhrase]
    ) { match in
      guard match.unit == .week else { return nil }
      if let days = match[.dayWord] {
        return .shift(.writing, days < 0 ? days - 7 : days + 7, .day)
      }
      return match[.weekday].map { .from(.point(Partial(weekday: $0), .next), 7, .day) }
    },
  ]

  /// The month, in the year written or in another.
  private static func month(_ match: Match, _ year: Meaning?) -> Meaning? {
    guard let month = match[.month] else { return nil }
    if let year { return .inside(year, Partial(month: month)) }
    return .point(Partial(year: match[.year], month: month), .open)
  }

  /// The longer time: `the month`, `next month`, `that year`.
  private static func outer(_ match: Match) -> Meaning? {
    let nth = match.has(.weekday) ? 0 : 1
    guard let unit = match[.unit, nth].flatMap({ Unit(rawValue: $0) }), unit > .day else {
      return nil
    }
    if match.has(.next) { return .shift(.published, 1, unit) }
    if match.has(.following) { return .shift(.mention, 1, unit) }
    if match.has(.previous) { return .shift(.mention, -1, unit) }
    if match.has(.that) || match.has(.same) { return .shift(.mention, 0, unit) }
    if match.has(.this) { return .shift(.published, 0, unit) }
    let isLast = match.has(.last) && (match.has(.ordinal) || match.lexeme(.last, 1) != nil)
    return isLast ? .shift(.published, -1, unit) : .mentioned(unit)
  }

  private static func nth(_ match: Match, _ outer: Meaning?) -> Meaning? {
    guard let outer, let count = match[.ordinal] ?? (match.has(.last) ? -1 : nil) else {
      return nil
    }
    if let weekday = match[.weekday] { return .nth(count, .weekday(weekday), outer) }
    guard let unit = match[.unit].flatMap({ Unit(rawValue: $0) }),
      [.day, .week, .weekend, .month].contains(unit)
    else { return nil }
    return .nth(count, .unit(unit), outer)
  }

  private static func beside(_ match: Match, _ outer: Meaning) -> Meaning? {
    match[.weekday].map { .weekdayBeside($0, isBefore: match.has(.before), outer) }
  }
}
