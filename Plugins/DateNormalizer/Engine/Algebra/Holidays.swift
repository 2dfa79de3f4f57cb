import PostilKit

/// How the day of a holiday is found in a year.
package enum HolidayRule: Sendable {
  /// A month and a day of it.
  package struct MonthDay: Sendable {
    var month: Int
    var day: Int
  }

  /// The same day each year: `12-25`.
  case day(month: Int, day: Int)
  /// A certain day of history: `2001-09-11`.
  case date(year: Int, month: Int, day: Int)
  /// The n-th weekday of a month, from the end if negative, plus a number of days: `nth 4 4 11`, the
  /// fourth Thursday of November; `nth 1 1 11 +1`, the day after its first Monday.
  case nth(Int, weekday: Int, month: Int, days: Int)
  /// A number of days from Easter Sunday: `easter -2`; from that of the Orthodox churches: `orthodox 0`.
  case easter(Int)
  case orthodox(Int)
  /// A day of the Islamic year: `islamic 10 1` is 1 Shawwal; `islamic 10 1 12 10` is that or another one, such as
  /// an Eid without more.
  case islamic(month: Int, day: Int, or: MonthDay?)
  /// A day of the Jewish year, counted from Tishri: `jewish 7 15` is 15 Nisan.
  case jewish(month: Int, day: Int)
  /// A number of days from the Chinese new year: `chinese 0`.
  case chinese(Int)
  /// The first day of the Persian year, plus a number of days: `persian 0`.
  case persian(Int)
  /// The first new or full moon from a day on, by the hours of a zone, plus a number of days: `newmoon 10-15
  /// 5.5 0`, `fullmoon 3-1 5.5 1`.
  case moon(isFull: Bool, month: Int, day: Int, hours: Double, days: Int)
  /// The first day from a day on at whose hour in India a lunar day has begun: `tithi 10-17 30 18`, the thirtieth
  /// at six in the evening.
  case tithi(month: Int, day: Int, number: Int, hour: Double)

  /// Reads the words after `holiday` in a lexicon file; nil if they are not a holiday rule.
  init?(_ words: ArraySlice<Substring>) {
    let words = Array(words)
    if words.count == 4 || words.count == 5, words[0] == "nth", let count = Int(words[1]),
      let weekday = Int(words[2]), let month = Int(words[3])
    {
      self = .nth(
        count, weekday: weekday, month: month, days: words.count == 5 ? Int(words[4]) ?? 0 : 0)
    } else if let rule = Self.moving(words) {
      self = rule
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

  /// Its days in a civil year, in order: one, unless a lunar year is shorter or it has more than one.
  func dates(in year: Int) -> [CalendarDate] {
    guard case .islamic(let month, let day, let other) = self else {
      return date(in: year).map { [$0] } ?? []
    }
    let first = LunarDay.islamic(month: month, day: day, in: year)
    guard let other else { return first }
    return (first + LunarDay.islamic(month: other.month, day: other.day, in: year)).sorted()
  }

  /// The first of its days in a year.
  private func date(in year: Int) -> CalendarDate? {
    switch self {
    case .day(let month, let day): CalendarDate(year: year, month: month, day: day)
    case .date(let year, let month, let day): CalendarDate(year: year, month: month, day: day)
    case .nth(let count, let weekday, let month, let days):
      CalendarDate(nth: count, weekday: weekday, month: month, year: year)?.advanced(days: days)
    case .easter(let days): CalendarDate.easter(in: year)?.advanced(days: days)
    case .orthodox(let days): LunarDay.orthodoxEaster(year)?.advanced(days: days)
    case .islamic: nil
    case .jewish(let month, let day): LunarDay.jewish(month: month, day: day, in: year)
    case .chinese(let days): Moon.chineseNewYear(year)?.advanced(days: days)
    case .persian(let days): LunarDay.nowruz(year)?.advanced(days: days)
    case .moon(let isFull, let month, let day, let hours, let days):
      CalendarDate(year: year, month: month, day: day).map {
        Moon.first(isFull: isFull, from: $0, hours: hours).advanced(days: days)
      }
    case .tithi(let month, let day, let number, let hour):
      CalendarDate(year: year, month: month, day: day).flatMap {
        Moon.firstDay(ofTithi: number, from: $0, hour: hour)
      }
    }
  }

  /// Whether what is seen in the sky, not a table, decides the day, which may be a day off.
  package var isObserved: Bool {
    switch self {
    case .islamic, .moon, .tithi: true
    default: false
    }
  }

  /// The days of the rules that follow the moon.
  private static func moving(_ words: [Substring]) -> HolidayRule? {
    guard words.count > 1 else { return nil }
    if words[0].hasSuffix("moon") || words[0] == "tithi" { return moon(words) }
    guard let first = Int(words[1]) else { return nil }
    if words[0] == "islamic", words.count == 5, let day = Int(words[2]),
      let month = Int(words[3]), let other = Int(words[4])
    {
      return .islamic(month: first, day: day, or: MonthDay(month: month, day: other))
    }
    switch (words[0], words.count > 2 ? Int(words[2]) : nil) {
    case ("easter", nil): return .easter(first)
    case ("orthodox", nil): return .orthodox(first)
    case ("chinese", nil): return .chinese(first)
    case ("persian", nil): return .persian(first)
    case ("islamic", let day?): return .islamic(month: first, day: day, or: nil)
    case ("jewish", let day?): return .jewish(month: first, day: day)
    default: return nil
    }
  }

  private static func moon(_ words: [Substring]) -> HolidayRule? {
    let parts = words[1].split(separator: "-").compactMap { Int($0) }
    guard words.count == 4, parts.count == 2, let hours = Double(words[2]) else { return nil }
    if words[0] == "tithi" {
      return Double(words[3]).map {
        .tithi(month: parts[0], day: parts[1], number: Int(hours), hour: $0)
      }
    }
    guard let days = Int(words[3]) else { return nil }
    return .moon(
      isFull: words[0] == "fullmoon", month: parts[0], day: parts[1], hours: hours, days: days)
  }
}
