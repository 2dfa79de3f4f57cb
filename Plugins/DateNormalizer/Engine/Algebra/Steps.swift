import PostilKit

/// Steps in the calendar: N units away, the n-th in a longer time.
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

  /// The n-th unit or weekday of a week, a month or a year, from its end if negative; for a day, the unit
  /// that contains it. Without a year, a place whose fields are unknown; nil if there is none.
  func nth(_ count: Int, _ unit: NthUnit) -> Partial? {
    guard year != nil else { return unknown(count, unit) }
    if let day = date { return around(day, unit) }
    switch unit {
    case .weekday(let weekday): return nth(count, weekday)
    case .unit(let unit): return nth(count, unit)
    }
  }

  private func around(_ day: CalendarDate, _ unit: NthUnit) -> Partial? {
    guard case .unit(let unit) = unit else { return nil }
    // The weekend of a holiday on Monday lies before it.
    let isMonday = unit == .weekend && day.weekday == 1
    return Partial(unit, around: isMonday ? day.advanced(days: -1) : day)
  }

  private func nth(_ count: Int, _ weekday: Int) -> Partial? {
    guard let year, count != 0 else { return nil }
    guard let month else {
      guard grain == .year, let edge = CalendarDate(year: year, month: count > 0 ? 1 : 12, day: 1)
      else { return nil }
      let first = CalendarDate(
        nth: count > 0 ? 1 : -1, weekday: weekday, month: edge.month, year: year)
      let day = first?.advanced(days: 7 * (count > 0 ? count - 1 : count + 1))
      return day.flatMap { $0.year == year ? Partial($0) : nil }
    }
    return CalendarDate(nth: count, weekday: weekday, month: month, year: year).map { Partial($0) }
  }

  private func nth(_ count: Int, _ unit: Unit) -> Partial? {
    guard let year, count != 0 else { return nil }
    switch (unit, grain) {
    case (.day, .week):
      guard let week, (1...7).contains(abs(count)), let monday = CalendarDate(week: week, of: year)
      else { return nil }
      return Partial(monday.advanced(days: count > 0 ? count - 1 : 7 + count))
    case (.month, .year):
      guard (1...12).contains(abs(count)) else { return nil }
      return Partial(year: year, month: count > 0 ? count : 13 + count)
    case (.week, .year):
      let last = CalendarDate(week: 53, of: year) == nil ? 52 : 53
      guard (1...last).contains(abs(count)) else { return nil }
      return Partial(year: year, week: count > 0 ? count : last + 1 + count)
    case (.day, .year): return dayOfYear(count, year)
    case (.day, .month), (.week, .month), (.weekend, .month): return inMonth(count, unit)
    default: return nil
    }
  }

  private func dayOfYear(_ count: Int, _ year: Int) -> Partial? {
    let edge = CalendarDate(year: year, month: count > 0 ? 1 : 12, day: count > 0 ? 1 : 31)
    let day = edge?.advanced(days: count > 0 ? count - 1 : count + 1)
    return day.flatMap { $0.year == year ? Partial($0) : nil }
  }

  private func inMonth(_ count: Int, _ unit: Unit) -> Partial? {
    guard let year, let month else { return nil }
    let last = CalendarDate.days(inMonth: month, of: year)
    let step = unit == .day ? 1 : 7
    // The week of a month's fourth day is its first, as ISO 8601 has it for years.
    let edge = unit == .week ? 3 : 0
    let day = count > 0 ? 1 + edge + (count - 1) * step : last - edge + (count + 1) * step
    return CalendarDate(year: year, month: month, day: day).map { Partial(unit, around: $0) }
  }

  /// The n-th unit of a time whose year is not known.
  private func unknown(_ count: Int, _ unit: NthUnit) -> Partial? {
    switch unit {
    // Of a month, a day of it, it is not known which.
    case .weekday(let weekday):
      month ?? 0 > 0 && day == nil ? Partial(month: month, day: 0) : Partial(weekday: weekday)
    case .unit(.day) where month != nil && count > 0: Partial(month: month, day: count)
    case .unit(.day) where month == nil && week == nil && abs(count) == 1:
      count > 0 ? Partial(month: 1, day: 1) : Partial(month: 12, day: 31)
    case .unit(let unit) where unit == .week && day == nil && month ?? 0 > 0: Partial(month: month)
    case .unit(let unit): .unknown(unit)
    }
  }
}

extension CalendarDate {
  /// The first such weekday after a day, or the last one before it.
  func next(_ weekday: Int, isBefore: Bool) -> CalendarDate {
    let steps = (weekday - self.weekday + 7) % 7
    return advanced(days: isBefore ? (steps == 0 ? -7 : steps - 7) : (steps == 0 ? 7 : steps))
  }
}
