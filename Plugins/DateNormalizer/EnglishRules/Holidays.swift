import DateEngine
import DateEnglish
import PostilKit

/// Holidays, and what stands beside them.
enum Holidays {
  static let rules: [Rule] = [
    Rule(
      "holiday", "last|next|this? holiday", "on Christmas = 2022-12-25", unless: [.ofFeast],
      each: day),
    Rule("holiday-year", "holiday (of|in|comma)? year", "at Easter 2021 = 2021-04-04") { match in
      guard let id = id(match), let year = match[.year], isCivil(year, match) else { return nil }
      return .holiday(id, .point(Partial(year: year), .open), .open)
    },
    Rule(
      "holiday-of-year", "holiday of? this|last|next|that unit", "at Easter last year = 2022-04-17"
    ) { match in
      guard let id = id(match), match.unit == .year else { return nil }
      let anchor: Anchor = match.has(.that) ? .mention : .published
      return .holiday(id, .shift(anchor, match.steps, .year), .open)
    },
    Rule("holiday-week", "the? holiday unit", "over Labor Day weekend = 2023-W35-WE") { match in
      guard let holiday = id(match), let unit = match.unit, unit == .week || unit == .weekend
      else { return nil }
      return .nth(1, .unit(unit), .holiday(holiday, nil, .open))
    },
    Rule(
      "weekday-of-feast", "the? ordinal|last weekday of holiday",
      "on the first Friday of Ramadan = 2023-03-24"
    ) { match in
      guard let id = id(match), let weekday = match[.weekday], let nth = match[.ordinal], nth > 0
      else { return .unplaced(.unknown(.day)) }
      let first = Meaning.weekdayBeside(
        weekday, isBefore: false, .from(.holiday(id, nil, .open), -1, .day))
      return nth == 1 ? first : .from(first, 7 * (nth - 1), .day)
    },
    Rule(
      "day-of-feast", "the? ordinal unit of holiday", "on the second day of Ramadan = 2023-03-24"
    ) { match in
      guard let id = id(match), match.unit == .day, let nth = match[.ordinal], nth > 0 else {
        return nil
      }
      return .from(.holiday(id, nil, .open), nth - 1, .day)
    },
    Rule(
      "other-calendar",
      "(dayNumber|dayOrdinal)? of? otherMonth (dayNumber comma)? year|number era?",
      "on 10 Muharram 1444 = 2022-08-08", each: other),
  ]

  /// The rule of the holiday; for `Independence Day`, that of the country named before it.
  static func id(_ match: Match) -> Int? {
    guard let lexeme = match.lexeme(.holiday, 0), let id = match[.holiday] else { return nil }
    return match.passage.word(lexeme.first) == "independence"
      ? nation(before: lexeme.first, match.passage) ?? id : id
  }

  /// How many tokens before `Independence Day` its country may be named.
  private static let reach = 40

  /// The day of the country that was named last.
  private static func nation(before token: Int, _ passage: Passage) -> Int? {
    for index in stride(from: token - 1, through: max(0, token - reach), by: -1) {
      if let id = passage.number(at: index, .nation) { return id }
    }
    return nil
  }

  /// Whether it is the day of a country that has none in the lexicon: `Vanuatu's Independence Day`.
  private static func isOfStranger(_ match: Match) -> Bool {
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.word(match.firstToken) == "independence" && passage.is(before, .possessive)
      && passage.isName(before - 1)
  }

  /// Whether a year beside a feast of another calendar is one of the civil calendar: `Ramadan 2021`, not
  /// `Ramadan 1443`.
  private static func isCivil(_ year: Int, _ match: Match) -> Bool {
    year > 1582 || match.lexeme(.holiday, 0)?.categories.contains(.otherMonth) != true
  }

  private static func day(_ match: Match) -> [Reading] {
    if isOfStranger(match) { return [Reading(.unplaced(.unknown(.day)))] }
    guard let id = id(match) else { return [] }
    let rule = match.passage.lexicon.holidays[id]
    if case .date(let year, let month, let day) = rule {
      return FullDates.date(match, year, month, day).map { [Reading($0)] } ?? []
    }
    return [Reading(.holiday(id, nil, match.direction), rule.isObserved ? .approx : nil)]
  }

  /// `10 Muharram 61 AH`, `1 Farvardin 1402`: a day, or only the year in which the month begins.
  private static func other(_ match: Match) -> [Reading] {
    guard let code = match[.otherMonth], let year = match.lastNumber,
      code < 200 ? year < 1600 : year > 3000,
      // `Ramadan 29` is a day of it.
      year > 31 || match.has(.era) || match.has(.dayNumber) || match.has(.dayOrdinal),
      let (date, isSeen) = LunarDay.date(
        ofMonth: code, year: year, day: match.has(.dayNumber) ? match.day() ?? 1 : 1)
    else { return [] }
    var partial = Partial(date)
    if !match.has(.dayNumber), !match.has(.dayOrdinal) { partial.day = nil }
    return [Reading(.point(partial, .open), isSeen ? .approx : nil)]
  }
}
