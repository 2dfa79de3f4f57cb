import DateEngine
import DateEnglish

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
      "nth-day", "(the? edge of)? the? ordinal|last unit",
      "the fifth day of the strike = XXXX-XX-XX",
      unless: [.compound]
    ) {
      guard $0.unit == .day, !$0.has(.edge) || $0.has(.ordinal),
        $0.has(.ordinal) || $0.has(.the) && $0.isFollowed(by: .of)
      else {
        return nil
      }
      // `For a third day` is a run.
      if $0.passage.is($0.firstToken - 1, .for), !$0.has(.the) { return nil }
      // `On 21 July, the fifth day of the strike`: which day it is, else nobody knows.
      let isOpen =
        $0.passage.is($0.firstToken - 1, .its)
        || $0.passage.is($0.lastToken + 1, .of) && !Guard.apposition.applies($0)
      return isOpen ? .unplaced(.unknown(.day)) : .mentioned(.day)
    },
    Rule("the-last-unit", "the last|next|coming|current unit trailing?", "the current year = 2023")
    { match in
      guard let unit = match.unit, unit >= .day else { return nil }
      let isComing = match.has(.next) || match.has(.coming)
      if isComing, unit == .decade || match.passage.is(match.firstToken - 1, .for) {
        return .duration(Amount(1, unit))
      }
      let isLong = unit > .year && match.passage.is(match.firstToken - 1, .over)
      if match.has(.last), unit <= .year && unit != .quarter || isLong {
        return .duration(Amount(1, unit))
      }
      guard match.has(.next) else { return shift(match, .published) }
      // `The next year` is that after the last one told, unless it is told as one to come.
      return unit == .year
        ? .either(.shift(.published, 1, .year), .shift(.mention, 1, .year)) : shift(match, .mention)
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
      "unit-before", "the? unit before|after (last|next)? holiday|weekday|dayWord",
      "the day before Christmas = 2022-12-24", beside),
    Rule(
      "unit-before-holiday-year", "the? unit before|after holiday of|in|comma? year",
      "the day after Thanksgiving 2021 = 2021-11-26", beside),
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
      "part-before-holiday-year", "the dayPart before|after holiday of|in|comma? year",
      "the night before Christmas 2018 = 2018-12-24TNI"
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

  /// A unit before or after another time or the last mention.
  private static func beside(_ match: Match) -> Meaning? {
    match.unit.flatMap { beside(match, $0) }
  }

  private static func beside(_ match: Match, _ unit: Unit) -> Meaning? {
    guard unit >= .day else { return nil }
    let count = match.has(.before) ? -1 : 1
    if let holiday = Holidays.id(match) {
      let year = match[.year].map { Meaning.point(Partial(year: $0), .open) }
      return .from(.holiday(holiday, year, .open), count, unit)
    }
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

}
