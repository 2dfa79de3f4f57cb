/// A day of the proleptic Gregorian calendar, by integer arithmetic.
///
/// Day numbers follow H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
public struct CalendarDate: Hashable, Sendable {
  /// The year; 0 is 1 BC.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Makes a day, or nil if the calendar has no such day (30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Makes the day `dayNumber` days after 1 January 1970.
  public init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1 January 1970.
  public var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, 1 for Monday to 7 for Sunday.
  public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

  /// The ISO 8601 week and the year it belongs to, which at new year may not be the day's own.
  public var week: (year: Int, week: Int) {
    let thursday = CalendarDate(dayNumber: dayNumber - weekday + 4)
    return (thursday.year, (thursday.dayNumber - Self.firstDay(of: thursday.year)) / 7 + 1)
  }

  /// The day `days` later (earlier if negative).
  public func advanced(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// The number of days of a month.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func firstDay(of year: Int) -> Int {
    CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
  }
}

extension CalendarDate: LosslessStringConvertible, Comparable {
  /// Reads `YYYY-MM-DD`, with or without a time of day after a `T`; nil for anything else.
  public init?(_ string: String) {
    let date = string.prefix(10)
    guard date.count == string.count || string.dropFirst(10).first == "T" else { return nil }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      date.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day as `YYYY-MM-DD`.
  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// Chronological order.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension CalendarDate {
  /// The Monday of an ISO week, or nil if the year has no such week.
  public init?(week: Int, of year: Int) {
    guard (1...53).contains(week), let fourth = CalendarDate(year: year, month: 1, day: 4) else {
      return nil
    }
    self.init(dayNumber: fourth.dayNumber - fourth.weekday + 1 + (week - 1) * 7)
    guard self.week.year == year else { return nil }
  }

  /// The n-th weekday (1 for Monday) of a month, counted from its end if negative; nil if there is
  /// none.
  public init?(nth: Int, weekday: Int, month: Int, year: Int) {
    guard (1...7).contains(weekday), (1...5).contains(abs(nth)), (1...12).contains(month),
      let first = CalendarDate(year: year, month: month, day: 1)
    else { return nil }
    let last = Self.days(inMonth: month, of: year)
    let firstMatch = 1 + (weekday - first.weekday + 7) % 7
    let lastMatch = firstMatch + (last - firstMatch) / 7 * 7
    self.init(
      year: year, month: month,
      day: nth > 0 ? firstMatch + (nth - 1) * 7 : lastMatch + (nth + 1) * 7)
  }

  /// The day `months` later (earlier if negative); the month's last day if the month is shorter.
  public func advanced(months: Int) -> CalendarDate {
    let total = year * 12 + month - 1 + months
    let newYear = total >= 0 ? total / 12 : -((11 - total) / 12)
    let newMonth = total - newYear * 12 + 1
    let newDay = min(day, Self.days(inMonth: newMonth, of: newYear))
    return CalendarDate(year: newYear, month: newMonth, day: newDay) ?? self
  }

  /// Easter Sunday of a year of the Gregorian calendar, by the anonymous computus.
  public static func easter(in year: Int) -> CalendarDate? {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let moon =
      (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let shift = (golden + 11 * moon + 22 * sunday) / 451
    let total = moon + sunday - 7 * shift + 114
    return CalendarDate(year: year, month: total / 31, day: total % 31 + 1)
  }
}
