import PostilKit

extension Resolver {
  /// The day of a holiday in a year, or in the year that the direction calls for.
  func holiday(
    _ rule: HolidayRule, _ year: Int?, _ direction: Direction, _ tense: Tense, _ base: CalendarDate?
  ) -> Partial? {
    if let year { return rule.date(in: year).map { Partial($0) } }
    guard let base else {
      guard case .day(let month, let day) = rule else { return .unknown(.day) }
      return Partial(month: month, day: day)
    }
    let days = (-1...1).compactMap { rule.date(in: base.year + $0) }
    switch direction {
    case .last: return days.last { $0 < base }.map { Partial($0) }
    case .next: return days.first { $0 > base }.map { Partial($0) }
    case .this: return days.first { $0.year == base.year }.map { Partial($0) }
    case .open, .onward:
      if tense.isFuture || tense == .present {
        return days.first { $0 >= base }.map { Partial($0) }
      }
      let nearest = days.min {
        abs($0.dayNumber - base.dayNumber) < abs($1.dayNumber - base.dayNumber)
      }
      if tense.isPast, let nearest, let most = tense.daysAhead,
        nearest.dayNumber - base.dayNumber > most
      {
        return days.last { $0 <= base }.map { Partial($0) }
      }
      return nearest.map { Partial($0) }
    }
  }
}
