import PostilKit

/// How the day of a holiday is found in a year.
package enum HolidayRule: Sendable {
  /// The same day each year: `12-25`.
  case day(month: Int, day: Int)
  /// A certain day of history: `2001-09-11`.
  case date(year: Int, month: Int, day: Int)
  /// The n-th weekday of a month, from the end if negative, plus a number of days: `nth 4 4 11`, the
  /// fourth Thursday of November; `nth 1 1 11 +1`, the day after its first Monday.
  case nth(Int, weekday: Int, month: Int, days: Int)
  /// A number of days from Easter Sunday: `easter -2`.
  case easter(Int)

  /// Reads the words after `holiday` in a lexicon file; nil if they are not a holiday rule.
  init?(_ words: ArraySlice<Substring>) {
    let words = Array(words)
    if words.count == 4 || words.count == 5, words[0] == "nth", let count = Int(words[1]),
      let weekday = Int(words[2]), let month = Int(words[3])
    {
      self = .nth(
        count, weekday: weekday, month: month, days: words.count == 5 ? Int(words[4]) ?? 0 : 0)
    } else if words.count == 2, words[0] == "easter", let days = Int(words[1]) {
      self = .easter(days)
    } else if words.count == 1 {
      let parts = words[0].split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2 || parts.count == 3 else { return nil }
      self =
        parts.count == 2
        ? .day(month: parts[0], day: parts[1])
        : .date(year: parts[0], month: parts[1], day: parts[2])
    } else {
      return nil
    }
  }

  /// The day in a year.
  func date(in year: Int) -> CalendarDate? {
    switch self {
    case .day(let month, let day): CalendarDate(year: year, month: month, day: day)
    case .date(let year, let month, let day): CalendarDate(year: year, month: month, day: day)
    case .nth(let count, let weekday, let month, let days):
      CalendarDate(nth: count, weekday: weekday, month: month, year: year)?.advanced(days: days)
    case .easter(let days): CalendarDate.easter(in: year)?.advanced(days: days)
    }
  }
}
