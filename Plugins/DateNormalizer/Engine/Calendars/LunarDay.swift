import PostilKit

/// Days of calendars that follow the moon, as days of the civil calendar.
///
/// The arithmetic calendars (Islamic tabular, Jewish) are exact by definition; what is seen in the sky may
/// begin a month a day later. Moons are computed after J. Meeus, "Astronomical Algorithms" (1998), ch. 49,
/// with the largest terms, to about a quarter of an hour.
package enum LunarDay {
  /// The Julian day at noon of 1 January 1970.
  private static let epoch = 2_440_588

  /// A day of another calendar by the number of its month in the lexicon, and whether it is decided by what is
  /// seen in the sky: from 1 on those of the Islamic year, from 101 of the Persian, from 201 of the Jewish one.
  package static func date(
    ofMonth code: Int, year: Int, day: Int
  ) -> (date: CalendarDate, isSeen: Bool)? {
    switch code / 100 {
    case 0: islamicDate(year: year, month: code, day: day).map { ($0, true) }
    case 1: persianDate(year: year, month: code - 100, day: day).map { ($0, false) }
    default: jewishDate(year: year, month: code - 200, day: day).map { ($0, false) }
    }
  }

  // MARK: Islamic

  /// The day of the tabular Islamic calendar (civil epoch, 16 July 622) on which a month of a year begins, as
  /// a Julian day.
  static func islamic(year: Int, month: Int, day: Int) -> Int {
    day + (295 * (month - 1) + 9) / 10 + (year - 1) * 354 + (3 + 11 * year) / 30 + 1_948_439
  }

  /// A day of the Islamic calendar; before the reform of 1582 as the Julian calendar has it, as historians
  /// write it.
  package static func islamicDate(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...30).contains(day) else {
      return nil
    }
    let number = islamic(year: year, month: month, day: day)
    if (1318...1620).contains(year) { return seen(number - day + 1 - epoch, day) }
    return number < 2_299_161
      ? julian(number) : CalendarDate(dayNumber: number - epoch)
  }

  /// The days on which a day of the Islamic year falls in a civil year: none, one or two.
  static func islamic(month: Int, day: Int, in year: Int) -> [CalendarDate] {
    let about = (year - 622) * 33 / 32
    return (about - 1...about + 2).compactMap { islamicDate(year: $0, month: month, day: day) }
      .filter { $0.year == year }
  }

  /// A day of the month of our time that begins about a day number: on the day after the first sunset in
  /// Mecca that follows the new moon.
  private static func seen(_ start: Int, _ day: Int) -> CalendarDate {
    // Three hours ahead of Greenwich, and six from sunset to midnight.
    let moon = Moon.first(isFull: false, from: CalendarDate(dayNumber: start - 5), hours: 9)
    return moon.advanced(days: day)
  }

  // MARK: Persian

  /// A day of the Persian solar calendar, whose year begins at the spring equinox.
  package static func persianDate(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard (1...9000).contains(year), (1...12).contains(month),
      (1...(month < 7 ? 31 : 30)).contains(day), let start = nowruz(year + 621)
    else { return nil }
    let before = month < 8 ? 31 * (month - 1) : 186 + 30 * (month - 7)
    return start.advanced(days: before + day - 1)
  }

  /// The first day of the Persian year that begins in a civil year: that of the equinox, if it comes before
  /// noon in Tehran, else the next.
  static func nowruz(_ year: Int) -> CalendarDate? {
    let years = Double(year - 2000) / 1000
    let equinox = 2_451_623.80984 + 365_242.37404 * years + 0.05169 * years * years
    // Tehran is 3.5 hours ahead; a day of the civil calendar begins half a day before its Julian day.
    return CalendarDate(dayNumber: Int((equinox + 3.5 / 24 + 0.5 - 0.0008).rounded(.down)) - epoch)
      .advanced(days: (equinox + 3.5 / 24 + 0.5).truncatingRemainder(dividingBy: 1) < 0.5 ? 0 : 1)
  }

  // MARK: Julian

  /// A day of the Julian calendar as the days of its own year, month and day.
  private static func julian(_ number: Int) -> CalendarDate? {
    let c = number + 32_082
    let d = (4 * c + 3) / 1461
    let e = c - 1461 * d / 4
    let m = (5 * e + 2) / 153
    return CalendarDate(
      year: d - 4800 + m / 10, month: m + 3 - 12 * (m / 10), day: e - (153 * m + 2) / 5 + 1)
  }

  /// Orthodox Easter: the Julian computus, as a day of the civil calendar.
  static func orthodoxEaster(_ year: Int) -> CalendarDate? {
    let (a, b, c) = (year % 4, year % 7, year % 19)
    let d = (19 * c + 15) % 30
    let e = (2 * a + 4 * b - d + 34) % 7
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1)
    let difference = year / 100 - year / 400 - 2
    return CalendarDate(year: year, month: month, day: day)?.advanced(days: difference)
  }

  // MARK: Jewish

  /// The day of the Jewish calendar (1 is Tishri, 7 Nisan) in the year that begins in a civil year.
  static func jewish(month: Int, day: Int, in year: Int) -> CalendarDate? {
    let hebrew = month < 4 ? year + 3761 : year + 3760
    let start = newYear(hebrew)
    guard let civil = jewishDay(start, newYear(hebrew + 1) - start, month, day) else { return nil }
    return CalendarDate(dayNumber: civil - epoch)
  }

  /// Nisan and what follows are counted back from the next new year, before which nothing varies.
  private static func jewishDay(_ start: Int, _ length: Int, _ month: Int, _ day: Int) -> Int? {
    switch month {
    case 1: start + day - 1
    case 2: start + 30 + day - 1
    case 3: start + 59 + (length % 10 == 5 ? 1 : 0) + day - 1
    case 4: start + 88 + longMonths(length) + day - 1
    case 5: start + 117 + longMonths(length) + day - 1
    case 6...12: start + length - [206, 177, 147, 118, 88, 59, 29][month - 6] + day - 1
    default: nil
    }
  }

  /// How many of the second and the third month have 30 days.
  private static func longMonths(_ length: Int) -> Int { length % 10 - 3 }

  /// A day of a year of the Jewish calendar (1 is Tishri, 7 Nisan; Adar is that before Nisan).
  package static func jewishDate(year: Int, month: Int, day: Int) -> CalendarDate? {
    guard (3000...9999).contains(year), (1...30).contains(day) else { return nil }
    let start = newYear(year)
    return jewishDay(start, newYear(year + 1) - start, month, day).map {
      CalendarDate(dayNumber: $0 - epoch)
    }
  }

  /// The Julian day of the first day of a Jewish year.
  private static func newYear(_ year: Int) -> Int {
    let months = (235 * year - 234) / 19
    let parts = 12_084 + 13_753 * months
    let day = months * 29 + parts / 25_920
    let first = (3 * (day + 1)) % 7 < 3 ? day + 1 : day
    return first + 347_998 + correction(year, first)
  }

  /// A year may not have 356 or 382 days.
  private static func correction(_ year: Int, _ first: Int) -> Int {
    let (before, after) = (rough(year - 1), rough(year + 1))
    if after - first == 356 { return 2 }
    return first - before == 382 ? 1 : 0
  }

  private static func rough(_ year: Int) -> Int {
    let months = (235 * year - 234) / 19
    let day = months * 29 + (12_084 + 13_753 * months) / 25_920
    return (3 * (day + 1)) % 7 < 3 ? day + 1 : day
  }
}
