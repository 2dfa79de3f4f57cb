import PostilKit

/// Times made from others.
extension Partial {
  /// The fields of both; those of `inner` replace its own.
  func refined(by inner: Partial) -> Partial {
    var result = self
    if inner.year != nil { (result.year, result.isBC) = (inner.year, inner.isBC) }
    if inner.month != nil || inner.season != nil || inner.quarter != nil || inner.half != nil
      || inner.week != nil
    {
      result.clearBelowYear()
    }
    if let half = inner.half { result.half = half }
    if let quarter = inner.quarter { result.quarter = quarter }
    if let season = inner.season { result.season = season }
    if let month = inner.month { result.month = month }
    if let week = inner.week { result.week = week }
    if inner.isWeekend { result.isWeekend = true }
    if let weekday = inner.weekday { result.weekday = weekday }
    if let day = inner.day { result.day = day }
    result.takeTime(of: inner)
    return result
  }

  /// Takes the time of day of another.
  package mutating func takeTime(of other: Partial) {
    if let part = other.dayPart { dayPart = part }
    if other.hour != nil {
      (hour, minute, second, dayPart) = (other.hour, other.minute, other.second, nil)
    }
    if other.zone != nil { zone = other.zone }
  }

  /// The same time at a coarser grain.
  func truncated(to unit: Unit) -> Partial {
    switch unit {
    case .year:
      var result = Partial()
      (result.year, result.isBC) = (year, isBC)
      return result
    case .decade, .century:
      guard let year else { return self }
      var result = Partial()
      if unit == .decade { result.decade = year / 10 } else { result.century = year / 100 }
      return result
    case .month:
      var result = Partial()
      (result.year, result.isBC, result.month) = (year, isBC, month)
      return result
    default: return middle.map { Partial(unit, around: $0) } ?? self
    }
  }

  private mutating func clearBelowYear() {
    (half, quarter, season, month, week) = (nil, nil, nil, nil, nil)
    (weekday, day, isWeekend) = (nil, nil, false)
  }
}
