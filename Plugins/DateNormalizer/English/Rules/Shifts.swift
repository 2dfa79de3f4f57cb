import DateEngine

/// Times counted from the day of writing or from the last mention.
enum Shifts {
  static let rules: [Rule] = [
    Rule("past-unit", "the|this? past unit", "over the past decade = P10Y") { match in
      match.unit.flatMap {
        $0 > .year ? .duration(Amount(1, $0)) : $0 < .day ? nil : .shift(.published, -1, $0)
      }
    },
    Rule(
      "last-unit", "(the? part hyphen? in?)? last|next|this unit trailing?", "last year = 2022",
      unless: [.title]
    ) {
      // `This day` is the one that the text tells of.
      $0.unit == .day && $0.direction == .this ? .mentioned(.day) : shift($0, .published)
    },
    Rule(
      "this-and-last", "[this unit] and|than [last|next]",
      "twice as much this year as last = 2023; 2022", only: [.endOfPhrase],
      each: { match in
        guard let unit = match.unit, unit >= .day else { return [] }
        return [0, match.has(.last) ? -1 : 1].map { Reading(.shift(.published, $0, unit)) }
      }),
    Rule(
      "for-the-unit", "for [the unit]", "for the week, it lost 3.8% = 2023-W11", unless: [.ended]
    ) {
      match in
      guard let unit = match.unit, [.day, .week, .month].contains(unit) else { return nil }
      return .shift(.published, 0, unit)
    },
    Rule(
      "nth-day", "(the? edge of)? the? ordinal|last unit", "the fifth day of the strike = XXXX-XX-XX",
      unless: [.compound]
    ) {
      guard $0.unit == .day, !$0.has(.edge) || $0.has(.ordinal), $0.has(.ordinal) || $0.has(.the) && $0.isFollowed(by: .of) else {
        return nil
      }
      // `On 21 July, the fifth day of the strike`: which day it is, else nobody knows.
      let isOpen = $0.passage.is($0.lastToken + 1, .of) && !Guard.apposition.applies($0)
      return isOpen ? .unplaced(.unknown(.day)) : .mentioned(.day)
    },
    Rule("the-last-unit", "the last|next|coming|current unit trailing?", "the current year = 2023")
    { match in
      guard let unit = match.unit, unit >= .day else { return nil }
      let isComing = match.has(.next) || match.has(.coming)
      if isComing, unit == .decade || match.passage.is(match.firstToken - 1, .for) {
        return .duration(Amount(1, unit))
      }
      if match.has(.last), unit <= .year, unit != .quarter {
        return .duration(Amount(1, unit))
      }
      return match.has(.next) && match.unit != .year
        ? shift(match, .mention) : shift(match, .published)
    },
    Rule("edge-of-unit", "the? edge of this|last|next unit", "the end of this week = 2023-W11") {
      shift($0, .published)
    },
    Rule(
      "edge-of-the-unit", "the? edge of the|that unit", "the end of the year = 2023",
      unless: [.afterAll]
    ) {
      $0.unit.flatMap { $0 < .day ? nil : .mentioned($0) }
    },
    Rule("unit-edge", "unit hyphen|possessive? edge", "by year-end = 2023") {
      $0.unit == .year || $0.unit == .month ? $0.unit.map { .mentioned($0) } : nil
    },
    Rule("the-following-unit", "the following|previous|same|that unit", "the following year = 2024")
    {
      relative($0)
    },
    Rule(
      "same-unit", "(part in?)? that|this same? unit", "that same month = 2023-03",
      unless: [.title]
    ) {
      relative($0)
    },
    Rule("unit-before-last", "the unit before last", "the week before last = 2023-W09") {
      guard let unit = $0.unit, unit >= .day else { return nil }
      return .shift(.published, -2, unit)
    },
    Rule("later-that-unit", "part in the unit", "earlier in the year = 2023") { match in
      match.unit.flatMap { $0 > .hour ? .mentioned($0) : nil }
    },
    Rule(
      "units-ago",
      "bound|over? a|one|fuzzy|couple|number|half (a|half)? more? unit|units trailing|orTwo? ago",
      "10 days ago = 2023-03-05", ago),
    Rule(
      "units-and-half-ago", "bound|over? number and a half unit|units ago",
      "three and a half years ago = 2019-09", ago),
    Rule(
      "in-units", "in|within [bound? a|one|couple|number unit|units trailing|orTwo?]",
      "they will meet in three days = 2023-03-18", unless: [.rate, .age, .compound],
      only: [.byItself]
    ) { match in
      guard let amount = match.amount(), let count = amount.count, amount.unit >= .day,
        amount.unit != .half, amount.unit != .quarter || match.has(.number)
      else { return nil }
      if match.has(.orTwo) { return .either(.reference(.futureRef), .duration(amount)) }
      if match.passage.is(match.firstToken - 1, .within) { return .duration(amount) }
      return .either(.shift(.published, count, amount.unit), .duration(amount))
    },
    Rule("one-day", "one unit", "one day they will win = FUTURE_REF") {
      $0.unit == .day ? .either(.reference(.futureRef), .duration(Amount(1, .day))) : nil
    },
    Rule(
      "unit-before", "the? unit before|after (last|next)? holiday|weekday|dayWord",
      "the day before Christmas = 2022-12-24", beside),
    Rule(
      "unit-before-date", "the unit before|after month dayNumber|dayOrdinal (comma? year)?",
      "the week after March 3, 2021 = 2021-W10", beside),
    Rule(
      "day-after", "the unit before|after", "the day after, they left = 2023-03-16",
      only: [.byItself], beside),
    Rule(
      "day-of-that-month", "the dayOrdinal of this|that|last|next|the same? unit",
      "the 28th of that month = 2023-03-28"
    ) { match in
      guard match.unit == .month, let day = match.day() else { return nil }
      let anchor: Anchor = match.direction == .open ? .mention : .published
      return .inside(.shift(anchor, match.steps, .month), Partial(day: day))
    },
    Rule("long-ago", "units ago", "years ago = PAST_REF") { _ in .reference(.pastRef) },
    Rule(
      "units-ago-today", "bound? a|one|couple|number unit|units ago on? weekday|dayWord",
      "a week ago today = 2023-03-08", daysFrom),
    Rule(
      "units-hence", "bound? a|one|couple|number unit|units hence", "two years from now = 2025",
      hence),
    Rule(
      "units-later",
      "bound|over|trailing? a|one|fuzzy|couple|number unit|units trailing? later|earlier",
      "two days later = P2D", unless: [.capitalLater], later),
    Rule("half-later", "half a unit later|earlier", "half a year later = P6M") { match in
      guard let unit = match.unit, let half = Amount(1, unit).half else { return nil }
      return .offset(Amount(half.count, half.unit), match.has(.earlier) ? -1 : 1)
    },
    Rule(
      "units-before", "bound|over? a|one|couple|number unit|units before",
      "two days before, they met = P2D", only: [.endOfPhrase]
    ) { match in match.amount().map { .offset($0, -1) } },
    Rule(
      "hours-later", "units later|earlier", "days later it fell = FUTURE_REF",
      unless: [.capitalLater]
    ) { match in
      match.unit.map { .offset(Amount(nil, $0), match.has(.earlier) ? -1 : 1) }
    },
    Rule(
      "units-beside", "the? units before|after",
      "in the weeks before the war = XXXX-WXX", unless: [.lengthOf]
    ) { match in
      match.unit.flatMap { $0 >= .day ? .unplaced(.unknown($0)) : nil }
    },
    Rule("the-weekend", "the unit", "over the weekend = 2023-W10-WE") {
      $0.unit == .weekend
        ? .either(.shift(.published, 0, .weekend), .shift(.published, -1, .weekend)) : nil
    },
    Rule(
      "part-before-day", "the dayPart before|after (last|next|this)? holiday|weekday|dayWord",
      "the night before Christmas = 2022-12-24TNI"
    ) { match in
      beside(match, .day).map { .inside($0, DayParts.part(match)) }
    },
    Rule(
      "part-before", "the dayPart before|after", "the night before = 2023-03-14TNI",
      only: [.endOfPhrase]
    ) { match in
      .inside(.shift(.mention, match.has(.before) ? -1 : 1, .day), DayParts.part(match))
    },
  ]

  private static func shift(_ match: Match, _ anchor: Anchor) -> Meaning? {
    guard let unit = match.unit, unit >= .day else { return nil }
    return .shift(anchor, match.steps, unit)
  }

  private static func relative(_ match: Match) -> Meaning? {
    guard let unit = match.unit, unit >= .day else { return nil }
    if match.has(.following) { return .shift(.mention, 1, unit) }
    if match.has(.previous) { return .shift(.mention, -1, unit) }
    return match.has(.that) || match.has(.same) ? .shift(.mention, 0, unit) : .mentioned(unit)
  }

  private static func ago(_ match: Match) -> Meaning? {
    // `from seven a year ago` is one year ago.
    guard let amount = match.amount(), match.has(.and) || !match.has(.number) || !match.has(.a)
    else { return nil }
    if match.has(.half), !match.has(.and), let half = amount.half {
      return .shift(.published, -half.count, half.unit)
    }
    guard let count = amount.count else {
      guard let hundredths = amount.hundredths else { return .reference(.pastRef) }
      return amount.unit == .year
        ? .shift(.published, -hundredths * 12 / 100, .month) : .offset(amount, -1)
    }
    if amount.unit > .year, count < 1000 {
      let years = amount.unit == .decade ? 10 : amount.unit == .century ? 100 : 1000
      return .shift(.published, -years * count, .year)
    }
    if count >= 10_000 { return .reference(.pastRef) }
    return .shift(.published, -count, amount.unit)
  }

  /// A number of days or weeks before a day, which is a day again.
  private static func daysFrom(_ match: Match) -> Meaning? {
    guard let amount = match.amount(), let count = amount.count, count < 1000,
      amount.unit == .day || amount.unit == .week
    else { return nil }
    let days = -count * (amount.unit == .week ? 7 : 1)
    if let word = match[.dayWord] { return .shift(.writing, word + days, .day) }
    return match[.weekday].map { .from(.point(Partial(weekday: $0), .last), days, .day) }
  }

  /// A unit before or after another time or the last mention.
  private static func beside(_ match: Match) -> Meaning? {
    match.unit.flatMap { beside(match, $0) }
  }

  private static func beside(_ match: Match, _ unit: Unit) -> Meaning? {
    guard unit >= .day else { return nil }
    let count = match.has(.before) ? -1 : 1
    if let holiday = Holidays.id(match) { return .from(.holiday(holiday, nil, .open), count, unit) }
    if let days = match[.dayWord] { return .from(.shift(.published, days, .day), count, unit) }
    if let weekday = match[.weekday] {
      return .from(.point(Partial(weekday: weekday), match.direction), count, unit)
    }
    guard let month = match[.month], let day = match.day() else {
      return .shift(.mention, count, unit)
    }
    return .from(
      .point(Partial(year: match[.year], month: month, day: day), .open), count, unit)
  }

  private static func hence(_ match: Match) -> Meaning? {
    guard let amount = match.amount(), let count = amount.count, amount.unit >= .day else {
      return nil
    }
    return .shift(.published, count, amount.unit)
  }

  private static func later(_ match: Match) -> Meaning? {
    match.amount().map { .offset($0, match.has(.earlier) ? -1 : 1) }
  }
}
