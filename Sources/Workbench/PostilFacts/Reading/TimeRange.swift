import PostilKit

/// The time that a TIMEX3 value names: a range of minutes, or a length.
package struct TimeRange: Hashable, Sendable {
  /// The first minute and the one after the last, counted from the first day of the calendar; for a length,
  /// its days twice.
  let minutes: Range<Int>
  /// Whether it is a length of time and no place in it.
  let isLength: Bool
  /// Whether a length is not known: `years`.
  let isVague: Bool

  /// The topic of a sentence that names it.
  var topic: String { "=\(minutes)" }

  /// How two times are related.
  enum Relation { case same, narrower, wider, apart }

  /// How this time is related to another of the same kind; nil if they cannot be compared.
  func relation(to other: TimeRange) -> Relation? {
    guard isLength == other.isLength else { return nil }
    if isVague || other.isVague {
      return isVague == other.isVague ? .same : isVague ? .wider : .narrower
    }
    if minutes == other.minutes { return .same }
    if other.minutes.contains(minutes.lowerBound), minutes.upperBound <= other.minutes.upperBound {
      return .narrower
    }
    if minutes.contains(other.minutes.lowerBound), other.minutes.upperBound <= minutes.upperBound {
      return .wider
    }
    return isLength || !minutes.overlaps(other.minutes) ? .apart : .same
  }

  private init(_ minutes: Range<Int>, isLength: Bool = false, isVague: Bool = false) {
    (self.minutes, self.isLength, self.isVague) = (minutes, isLength, isVague)
  }

  /// From the start of one to the end of another.
  init(from first: TimeRange, to last: TimeRange) {
    self.init(
      min(
        first.minutes.lowerBound, last.minutes.lowerBound)..<max(
          first.minutes.upperBound, last.minutes.upperBound))
  }

  private static let day = 24 * 60

  /// The time of a value; nil for one without a place in the calendar, such as `PAST_REF`.
  ///
  /// - Parameter day: The day of publication, for values without a year.
  init?(_ value: String, published day: CalendarDate?) {
    if value.hasPrefix("P"), value.first(where: \.isNumber) != nil || value.contains("X") {
      self.init(length: value.dropFirst())
      return
    }
    let halves = value.split(separator: "T", maxSplits: 1)
    guard let date = halves.first else { return nil }
    var parts = date.split(separator: "-").map(String.init)
    if parts.first == "XXXX", let day { parts[0] = String(day.year) }
    guard let days = Self.days(parts) else { return nil }
    guard halves.count == 2, let time = Self.time(halves[1]), days.count == 1 else {
      self.init(days.lowerBound * Self.day..<days.upperBound * Self.day)
      return
    }
    let start = days.lowerBound * Self.day
    self.init(start + time.lowerBound..<start + time.upperBound)
  }

  private init(length: Substring) {
    let units: [(String, Int)] = [
      ("DE", 3652), ("CE", 36524), ("Y", 365), ("M", 30), ("W", 7), ("D", 1),
    ]
    let amount = length.prefix { $0.isNumber || $0 == "." }
    let unit = length.dropFirst(amount.count)
    if let value = Double(amount), value < 1e6 {
      let isTime = unit.hasPrefix("T") || length.hasPrefix("T")
      let days = isTime ? nil : units.first { unit == $0.0 }?.1
      if let days {
        let minutes = Int(value * Double(days * Self.day))
        self.init(minutes..<minutes, isLength: true)
        return
      }
    }
    if length.hasPrefix("T"), let hours = Double(length.dropFirst().prefix { $0.isNumber }),
      hours < 1e6
    {
      let factor = length.hasSuffix("H") ? 60.0 : length.hasSuffix("S") ? 1.0 / 60 : 1.0
      let minutes = Int(hours * factor)
      self.init(minutes..<minutes, isLength: true)
      return
    }
    self.init(0..<0, isLength: true, isVague: true)
  }

  private static func days(_ parts: [String]) -> Range<Int>? {
    guard let first = parts.first, let year = Int(first), first.utf8.count >= 2 else { return nil }
    if first.utf8.count < 4 {
      let factor = first.utf8.count == 3 ? 10 : 100
      return range(year * factor, 1, 1, to: (year + 1) * factor, 1, 1)
    }
    guard parts.count > 1 else { return range(year, 1, 1, to: year + 1, 1, 1) }
    let part = parts[1]
    if part.hasPrefix("W"), let week = Int(part.dropFirst()) {
      guard let start = CalendarDate(week: week, of: year)?.dayNumber else { return nil }
      guard parts.count > 2 else { return start..<start + 7 }
      if parts[2] == "WE" { return start + 5..<start + 7 }
      return Int(parts[2]).map { start + $0 - 1..<start + $0 }
    }
    if let months = named[part] {
      return range(
        year, months.0, 1, to: year + (months.1 > 12 ? 1 : 0), (months.1 - 1) % 12 + 1, 1)
    }
    guard let month = Int(part), (1...12).contains(month) else { return nil }
    if parts.count > 2, let day = Int(parts[2]), let start = number(year, month, day) {
      return start..<start + 1
    }
    return range(year, month, 1, to: month == 12 ? year + 1 : year, month % 12 + 1, 1)
  }

  /// Parts of a year, with their first month and the one after their last.
  private static let named: [String: (Int, Int)] = [
    "SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15), "Q1": (1, 4), "Q2": (4, 7),
    "Q3": (7, 10), "Q4": (10, 13), "H1": (1, 7), "H2": (7, 13),
  ]

  private static func range(
    _ year: Int, _ month: Int, _ day: Int, to end: Int, _ endMonth: Int, _ endDay: Int
  ) -> Range<Int>? {
    guard let start = number(year, month, day), let end = number(end, endMonth, endDay), start < end
    else { return nil }
    return start..<end
  }

  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    CalendarDate(year: year, month: month, day: day)?.dayNumber
  }

  /// The minutes of a day that a time names.
  private static func time(_ value: Substring) -> Range<Int>? {
    if let hours = parts[String(value)] { return hours.0 * 60..<hours.1 * 60 }
    let numbers = value.split(separator: ":").map { Int($0) }
    guard let hour = numbers.first ?? nil, hour <= 24 else { return nil }
    guard numbers.count > 1, let minute = numbers[1] else { return hour * 60..<hour * 60 + 60 }
    return hour * 60 + minute..<hour * 60 + minute + 1
  }

  private static let parts: [String: (Int, Int)] = [
    "MO": (4, 12), "AF": (12, 18), "EV": (17, 24), "NI": (0, 24), "MI": (12, 13), "DT": (6, 20),
    "AM": (0, 12), "PM": (12, 24),
  ]
}
