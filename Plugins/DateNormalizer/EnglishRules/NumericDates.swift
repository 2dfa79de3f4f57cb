import DateEngine
import DateEnglish
import PostilKit

/// Days and months in digits, and with their parts joined by hyphens, slashes or points.
enum NumericDates {
  static let rules: [Rule] = [
    Rule("iso-date", "year hyphen monthNumber hyphen dayNumber", "on 2021-03-03 = 2021-03-03") {
      FullDates.date($0, $0.year(), $0[.monthNumber], $0.day())
    },
    Rule(
      "year-first-date", "year slash monthNumber slash dayNumber", "on 2021/03/04 = 2021-03-04"
    ) { FullDates.date($0, $0.year(), $0[.monthNumber], $0.day()) },
    Rule("dotted-date", "dottedDate", "on 31.12.2022 = 2022-12-31", unless: [.numbered]) { match in
      match[.dottedDate].flatMap {
        FullDates.date(match, $0 / 10_000, $0 / 100 % 100, $0 % 100)
      }
    },
    Rule(
      "compact-date", "compactDate", "of 20230315 = 2023-03-15", unless: [.numbered],
      only: [.afterPreposition]
    ) { match in
      match[.compactDate].flatMap {
        FullDates.date(match, $0 / 10_000, $0 / 100 % 100, $0 % 100)
      }
    },
    Rule(
      "numeric-date", "monthNumber|dayNumber slash monthNumber|dayNumber slash year|shortYear",
      "on 3/4/2021 = 2021-03-04", unless: [.partOfNumber], numeric),
    Rule(
      "hyphen-date", "monthNumber|dayNumber hyphen monthNumber|dayNumber hyphen year",
      "on 21-04-2016 = 2016-04-21", unless: [.partOfNumber], numeric),
    Rule(
      "short-date", "dayNumber hyphen|slash month hyphen|slash year|shortYear",
      "on 03-Mar-21 = 2021-03-03"
    ) { FullDates.date($0, $0.year(), $0.month, $0.day()) },
    Rule(
      "year-month-name-day", "year hyphen month hyphen dayNumber", "on 2019-Sep-01 = 2019-09-01"
    ) { FullDates.date($0, $0.year(), $0.month, $0.day()) },
    Rule(
      "month-slash-year", "monthNumber slash year", "from 06/2004 = 2004-06",
      unless: [.partOfNumber, .numbered], only: [.afterVerbOrPreposition]
    ) { match in
      guard let year = match[.year], (1800...2199).contains(year) else { return nil }
      return .point(Partial(year: year, month: match[.monthNumber]), .open)
    },
    Rule(
      "year-hyphen-month", "year hyphen monthNumber", "as of 2016-11 = 2016-11",
      unless: [.partOfNumber, .numbered], only: [.afterVerbOrPreposition]
    ) { match in
      guard let year = match[.year], (1800...2199).contains(year), let month = match[.monthNumber],
        let lexeme = match.lexeme(.monthNumber, 0), match.passage.tokens[lexeme.first].count == 2,
        month <= year % 100
      else { return nil }
      return .point(Partial(year: year, month: month), .open)
    },
    Rule("month-day-word", "monthDay (comma? year)?", "on Dec31, 1994 = 1994-12-31") { match in
      match[.monthDay].flatMap { FullDates.date(match, match[.year], $0 / 100, $0 % 100) }
    },
    Rule("month-hyphen-day", "month hyphen dayNumber", "on Oct-3 = 2022-10-03") { match in
      let passage = match.passage
      guard let hyphen = match.lexeme(.hyphen, 0)?.first, !passage.isSpaced(hyphen),
        !passage.isSpaced(hyphen + 1), !passage.isHyphen(match.lastToken + 1)
      else { return nil }
      return FullDates.date(match, nil, match[.month], match.day())
    },
    Rule(
      "year-month-day", "year comma? month dayNumber|dayOrdinal", "on 2014 Feb 17 = 2014-02-17"
    ) { FullDates.date($0, $0.year(), $0.month, $0.day()) },
    Rule("year-month", "year month", "in 2015 June = 2015-06", unless: [.beforeVerb]) { match in
      match[.month].map { .point(Partial(year: match[.year], month: $0), .open) }
    },
    Rule(
      "month-day-short-year",
      "(weekday|shortDay comma?)? month|smallMonth dayNumber|dayOrdinal comma|quote? shortYear",
      "on Aug 9, 96 = 1996-08-09", unless: [.countedLast, .smallCount]
    ) { shortYear($0) },
    Rule(
      "day-month-short-year",
      "(weekday|shortDay comma?)? the? dayNumber|dayOrdinal of? month|smallMonth quote? shortYear",
      "on 18 Sept '05 = 2005-09-18", unless: [.smallCount]
    ) { shortYear($0) },
    Rule(
      "day-of-month", "on [the dayOrdinal]", "on the 28th = 2023-03-28", unless: [.ordinalOfNoun]
    ) {
      $0.day().map { .point(Partial(day: $0), .this) }
    },
    Rule(
      "day-of-month-digits", "to|since|from|before|after|preposition [the dayOrdinal]",
      "by the 20th = 2023-03-20", unless: [.beforeNounOfNumber], only: [.inDigits]
    ) { $0.day().map { .point(Partial(day: $0), .this) } },
    Rule(
      "between-days", "between [the dayOrdinal] and [the dayOrdinal]",
      "between the 20th and the 25th = 2023-03-20; 2023-03-25", unless: [.beforeNounOfNumber],
      only: [.inDigits],
      each: { match in
        (0...1).compactMap { match.day($0) }.map { Reading(.point(Partial(day: $0), .this)) }
      }),
    Rule(
      "three-days-month",
      "[the dayOrdinal] comma [dayOrdinal] comma? and [dayOrdinal of? month (comma? year)?]",
      "on the 9th, 10th and 11th of June 2018 = 2018-06-09; 2018-06-10; 2018-06-11",
      each: { match in
        (0...2).compactMap { FullDates.date(match, match[.year], match[.month], match.day($0)) }
          .map { Reading($0) }
      }),
    Rule(
      "iso-week", "year hyphen weekName (hyphen dayNumber)?", "in 2016-W12 = 2016-W12"
    ) { match in
      guard let year = match[.year], let week = match[.weekName],
        let monday = CalendarDate(week: week, of: year)
      else { return nil }
      guard match.has(.dayNumber) else { return .point(Partial(year: year, week: week), .open) }
      guard let day = match.day(), day < 8 else { return nil }
      return .point(Partial(monday.advanced(days: day - 1)), .open)
    },
    Rule(
      "day-to-day-month",
      "[the dayOrdinal] to [the? dayNumber|dayOrdinal of? month (comma? year)?]",
      "from the 27th to the 3rd of April = 2023-03-27; 2023-04-03", each: turn),
  ]

  /// `3/4/2021`; the setting decides if both orders are possible, or what the article shows.
  private static func numeric(_ match: Match) -> Meaning? {
    guard match.takenCount == 5 else { return nil }
    let first = match.passage.lexemes[match.taken(0).lexeme].number
    let second = match.passage.lexemes[match.taken(2).lexeme].number
    let isDayFirst = match.passage.order == .dayFirst ? second <= 12 : first > 12
    let (month, day) = isDayFirst ? (second, first) : (first, second)
    return FullDates.date(match, match.year(), month, day)
  }

  /// A year in two digits: after an apostrophe any, else one that cannot be a day or an hour.
  private static func shortYear(_ match: Match) -> Meaning? {
    guard let lexeme = match.lexeme(.shortYear, match.has(.dayNumber) && hasTwo(match) ? 1 : 0),
      lexeme.number < 100
    else { return nil }
    let short = lexeme.number
    guard match.has(.quote) || short > 31 else { return nil }
    return FullDates.date(match, match.passage.year(ofShort: short), match.month, match.day())
  }

  /// Whether the day, too, could be a year in two digits.
  private static func hasTwo(_ match: Match) -> Bool { match.lexeme(.shortYear, 1) != nil }

  /// From a day to one of the next month.
  private static func turn(_ match: Match) -> [Reading] {
    guard let first = match.day(0), let second = match.day(1), let month = match.month,
      case .point(let end, _)? = FullDates.date(match, match[.year], month, second)
    else { return [] }
    if first < second {
      let start = Partial(year: match[.year], month: month, day: first)
      return [Reading(.point(start, .open)), Reading(.point(end, .open))]
    }
    guard first > second, match[.year] == nil else { return [] }
    let before = Partial(month: month == 1 ? 12 : month - 1, day: first)
    return [Reading(.point(before, .open)), Reading(.point(end, .onward))]
  }
}
