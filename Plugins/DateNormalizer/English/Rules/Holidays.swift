import DateEngine
import PostilKit

/// Holidays, and what stands beside them.
enum Holidays {
  static let rules: [Rule] = [
    Rule("holiday", "last|next|this? holiday", "on Christmas = 2022-12-25", each: day),
    Rule("holiday-year", "holiday (of|comma)? year", "at Easter 2021 = 2021-04-04") {
      guard let id = $0[.holiday], let year = $0[.year] else { return nil }
      return .holiday(id, .point(Partial(year: year), .open), .open)
    },
    Rule(
      "holiday-of-year", "holiday of? this|last|next|that unit", "at Easter last year = 2022-04-17"
    ) { match in
      guard let id = match[.holiday], match.unit == .year else { return nil }
      let anchor: Anchor = match.has(.that) ? .mention : .published
      return .holiday(id, .shift(anchor, match.steps, .year), .open)
    },
    Rule("holiday-week", "the? holiday unit", "over Labor Day weekend = 2023-W35-WE") { match in
      guard let holiday = match[.holiday], let unit = match.unit, unit == .week || unit == .weekend
      else { return nil }
      return .nth(1, .unit(unit), .holiday(holiday, nil, .open))
    },
    Rule(
      "other-calendar", "(dayNumber|dayOrdinal)? of? otherMonth year|number era?",
      "on 10 Muharram 1444 = 2022-08-08", each: other),
  ]

  private static func day(_ match: Match) -> [Reading] {
    guard let id = match[.holiday] else { return [] }
    let rule = match.passage.lexicon.holidays[id]
    if case .date(let year, let month, let day) = rule {
      return FullDates.date(match, year, month, day).map { [Reading($0)] } ?? []
    }
    return [Reading(.holiday(id, nil, match.direction), rule.isObserved ? .approx : nil)]
  }

  /// `10 Muharram 61 AH`, `1 Farvardin 1402`: a day, or only the year in which the month begins.
  private static func other(_ match: Match) -> [Reading] {
    guard let code = match[.otherMonth], let year = match.lastNumber, year < 3000,
      let (date, isSeen) = civil(code, year, match.has(.dayNumber) ? match.day() ?? 1 : 1)
    else { return [] }
    var partial = Partial(date)
    if !match.has(.dayNumber), !match.has(.dayOrdinal) { partial.day = nil }
    return [Reading(.point(partial, .open), isSeen ? .approx : nil)]
  }

  private static func civil(_ code: Int, _ year: Int, _ day: Int) -> (CalendarDate, Bool)? {
    code < 100
      ? LunarDay.islamicDate(year: year, month: code, day: day).map { ($0, true) }
      : LunarDay.persianDate(year: year, month: code - 100, day: day).map { ($0, false) }
  }
}
