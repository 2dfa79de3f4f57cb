import DateEngine
import DateEnglish

/// Days with a year or without one, and several that share their month or year.
enum FullDates {
  static let rules: [Rule] = [
    Rule(
      "month-day-year",
      "(weekday|shortDay comma?)? (part hyphen?)? month|smallMonth dayNumber|dayOrdinal (comma|of|in)? year",
      "Wed., March 15, 2023 = 2023-03-15"
    ) { date($0, $0.year(), $0.month, $0.day()) },
    Rule("no-such-day", "month number comma year", "on August 32, 2014 = ") { match in
      match[.number].flatMap { (32...99).contains($0) ? .impossible : nil }
    },
    Rule(
      "no-such-day-month", "on [number month (comma? year)?]", "on 32 March 2019 = "
    ) { match in
      match[.number].flatMap { (32...99).contains($0) ? .impossible : nil }
    },
    Rule(
      "month-day",
      "(this? coming? weekday|shortDay comma?)? (last|next|this)? (part hyphen?)? month|smallMonth the? dayNumber|dayOrdinal",
      "on Oct. 11 = 2022-10-11", unless: [.smallCount]
    ) { date($0, nil, $0.month, $0.day()) },
    Rule(
      "day-month-year",
      "(weekday|shortDay comma?)? (the? part)? the? dayNumber|dayOrdinal (unit? of)? month|smallMonth (comma|of|in)? year",
      "on the 3rd of March, 2021 = 2021-03-03"
    ) { $0.unit ?? .day == .day ? date($0, $0.year(), $0.month, $0.day()) : nil },
    Rule(
      "day-month", "(weekday|shortDay comma?)? the? dayNumber|dayOrdinal of? month|smallMonth",
      "on 20 July = 2023-07-20", unless: [.smallCount]
    ) { date($0, nil, $0.month, $0.day()) },
    Rule(
      "month-day-and-day",
      "[month dayNumber|dayOrdinal] and|to|hyphen [dayNumber|dayOrdinal (comma? year)?]",
      "on April 24 and 25 = 2023-04-24; 2023-04-25", unless: [.countedLast], each: pair),
    Rule(
      "month-days",
      "[month dayNumber] comma [dayNumber] comma? and [dayNumber (comma? year)?]",
      "on March 3, 4 and 5 = 2023-03-03; 2023-03-04; 2023-03-05", unless: [.countedLast],
      each: { match in
        (0...2).compactMap { date(match, match[.year], match[.month], match.day($0)) }
          .enumerated().map { Reading($0 == 0 ? $1 : afterFirst($1)) }
      }),
    Rule(
      "day-and-day-month",
      "[the? dayNumber|dayOrdinal] and|to|hyphen [dayNumber|dayOrdinal of? month (comma? year)?]",
      "on 24 and 25 April 2022 = 2022-04-24; 2022-04-25", each: pair),
    Rule(
      "days-and-days-year",
      "[the? dayNumber|dayOrdinal of? month] and|to|hyphen [the? dayNumber|dayOrdinal of? month comma? year]",
      "from 26 June to 4 August 1952 = 1952-06-26; 1952-08-04", each: span),
    Rule(
      "months-and-days-year",
      "[month dayNumber|dayOrdinal] and|to|hyphen [month dayNumber|dayOrdinal comma? year]",
      "from June 26 to August 4, 1952 = 1952-06-26; 1952-08-04", each: span),
    Rule(
      "days-to-days",
      "[the? dayNumber|dayOrdinal of? month] to|hyphen [the? dayNumber|dayOrdinal of? month]",
      "from 6 September to 1 November = 2022-09-06; 2022-11-01", each: onward),
    Rule(
      "months-and-days", "[month dayNumber|dayOrdinal] to|hyphen [month dayNumber|dayOrdinal]",
      "from September 6 to November 1 = 2022-09-06; 2022-11-01", each: onward),
    Rule(
      "day-of-that-year",
      "(month dayNumber|dayOrdinal)? (the? dayNumber|dayOrdinal of? month)? of? this|last|next|that|the same|following? unit",
      "on June 26 of last year = 2022-06-26"
    ) { match in
      guard match.unit == .year, let month = match[.month], let day = match.day() else {
        return nil
      }
      let inner = Partial(month: month, day: day)
      if match.has(.that) || match.has(.the) {
        return .inside(.shift(.mention, match.has(.following) ? 1 : 0, .year), inner)
      }
      return .inside(.shift(.published, match.steps, .year), inner)
    },
  ]

  static func date(_ match: Match, _ year: Int?, _ month: Int?, _ day: Int?) -> Meaning? {
    guard let month, let day else { return nil }
    // Without a year, the weekday tells which one is meant.
    let weekday = year == nil ? match[.weekday] ?? match[.shortDay] : nil
    let partial = Partial(year: year, month: month, weekday: weekday, day: day)
    return partial.isPossible ? .point(partial, match.direction) : .impossible
  }

  /// Two days of different months with one year, which is that of the second.
  private static func span(_ match: Match) -> [Reading] {
    guard let year = match[.year], let month = match[.month], let next = match[.month, 1],
      let first = date(match, month > next ? year - 1 : year, month, match.day(0)),
      let second = date(match, year, next, match.day(1))
    else { return [] }
    return [Reading(first), Reading(second)]
  }

  /// Two days of different months without a year: the second is the next one after the first.
  private static func onward(_ match: Match) -> [Reading] {
    guard case .point(let first, let direction)? = date(match, nil, match[.month], match.day(0)),
      case .point(let second, _)? = date(match, nil, match[.month, 1], match.day(1))
    else { return [] }
    return [Reading(.point(first, direction)), Reading(.point(second, .onward))]
  }

  /// Two days that share a month, and a year if there is one.
  private static func pair(_ match: Match) -> [Reading] {
    guard let first = date(match, match[.year], match[.month], match.day(0)),
      let second = date(match, match[.year], match[.month], match.day(1))
    else { return [] }
    return [Reading(first), Reading(afterFirst(second))]
  }

  /// A day that shares its month with one before it, whose year it has, too, whatever the verbs say.
  private static func afterFirst(_ day: Meaning) -> Meaning {
    guard case .point(let partial, .open) = day, partial.year == nil else { return day }
    return .point(partial, .onward)
  }
}
