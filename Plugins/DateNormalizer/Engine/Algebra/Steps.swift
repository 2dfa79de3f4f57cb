import PostilKit

/// Steps in the calendar: N units away, the n-th in a month.
extension Partial {
  /// The place `count` units from a day, at the grain of the unit: two weeks on is a week.
  init(_ base: CalendarDate, plus count: Int, _ unit: Unit) {
    switch unit {
    case .second, .minute, .hour:
      // The hour of publication is unknown, so anything less than a day ago is that day.
      self = Partial(base.advanced(days: unit == .hour ? count / 24 : 0))
      if unit != .hour || abs(count) < 24 { hour = Partial.unknownHour }
    case .day: self = Partial(base.advanced(days: count))
    case .weekend, .week: self = Partial(unit, around: base.advanced(days: 7 * count))
    case .fortnight: self = Partial(unit, around: base.advanced(days: 14 * count))
    case .month: self = Partial(.month, around: base.advanced(months: count))
    case .quarter: self = Partial(.quarter, around: base.advanced(months: 3 * count))
    case .half: self = Partial(.half, around: base.advanced(months: 6 * count))
    case .year: self = Partial(.year, around: base.advanced(months: 12 * count))
    case .decade:
      self = Partial(abs(count) > 1 ? .year : .decade, around: base.advanced(months: 120 * count))
    case .century, .millennium:
      self = Partial(.century, around: base.advanced(months: 1200 * count))
    }
  }

  /// The n-th day, week, weekend or weekday of a month, from its end if negative; for a day, the unit
  /// that contains it.
  func nth(_ count: Int, _ unit: NthUnit) -> Partial? {
    guard let year, let month else { return nil }
    switch unit {
    case .weekday(let weekday):
      return CalendarDate(nth: count, weekday: weekday, month: month, year: year).map {
        Partial($0)
      }
    case .unit(let unit):
      if let day = date {
        // The weekend of a holiday on Monday lies before it.
        let isMonday = unit == .weekend && day.weekday == 1
        return Partial(unit, around: isMonday ? day.advanced(days: -1) : day)
      }
      let last = CalendarDate.days(inMonth: month, of: year)
      let step = unit == .day ? 1 : 7
      // The week of a month's fourth day is its first, as ISO 8601 has it for years.
      let edge = unit == .week ? 3 : 0
      let day = count > 0 ? 1 + edge + (count - 1) * step : last - edge + (count + 1) * step
      return CalendarDate(year: year, month: month, day: day).map { Partial(unit, around: $0) }
    }
  }
}
