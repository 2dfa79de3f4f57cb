import PostilKit

/// A place in time of which some fields are known: a year, a month without a year, a Monday, a clock
/// time. A field that the text does not give is nil.
package struct Partial: Hashable, Sendable {
  package var isBC = false
  @Small package var millennium: Int?
  @Small package var century: Int?
  @Small package var decade: Int?
  /// The year; of a week, the year the week belongs to.
  @Small package var year: Int?
  @Small package var half: Int?
  @Small package var quarter: Int?
  package var season: Season?
  @Small package var month: Int?
  @Small package var week: Int?
  package var isWeekend = false
  /// 1 for Monday to 7 for Sunday.
  @Small package var weekday: Int?
  @Small package var day: Int?
  package var dayPart: DayPart?
  @Small package var hour: Int?
  @Small package var minute: Int?
  @Small package var second: Int?
  /// As printed: `Z`, `+08`, or empty for a local zone.
  package var zone: String?

  /// Creates a time with the fields that a text gives.
  package init(
    isBC: Bool = false, millennium: Int? = nil, century: Int? = nil, decade: Int? = nil,
    year: Int? = nil, half: Int? = nil, quarter: Int? = nil, season: Season? = nil,
    month: Int? = nil,
    week: Int? = nil, isWeekend: Bool = false, weekday: Int? = nil, day: Int? = nil,
    dayPart: DayPart? = nil, hour: Int? = nil, minute: Int? = nil, second: Int? = nil,
    zone: String? = nil
  ) {
    (self.isBC, self.millennium, self.century) = (isBC, millennium, century)
    (self.decade, self.year) = (decade, year)
    (self.half, self.quarter, self.season, self.month) = (half, quarter, season, month)
    (self.week, self.isWeekend, self.weekday, self.day) = (week, isWeekend, weekday, day)
    (self.dayPart, self.hour, self.minute, self.second) = (dayPart, hour, minute, second)
    self.zone = zone
  }
}

extension Partial {
  /// The hour of a time on a known day at an unknown hour: `an hour ago`.
  static let unknownHour = -1

  /// A calendar day.
  package init(_ date: CalendarDate) {
    self.init(yearOf: date)
    month = date.month
    day = date.day
  }

  /// The year of a day; a year before year 1 is given as BC.
  package init(yearOf date: CalendarDate) {
    self.init()
    isBC = date.year < 1
    year = isBC ? 1 - date.year : date.year
  }

  /// The year as the calendar counts it, in which 1 BC is 0.
  var calendarYear: Int? { year.map { isBC ? 1 - $0 : $0 } }

  /// The unit of a size around a day: its week, month, quarter, year.
  init(_ unit: Unit, around date: CalendarDate) {
    self.init(yearOf: date)
    switch unit {
    case .second, .minute, .hour, .day: self = Partial(date)
    case .weekend, .week, .fortnight:
      (year, week) = date.week
      isWeekend = unit == .weekend
    case .month: month = date.month
    case .quarter: quarter = (date.month - 1) / 3 + 1
    case .half: half = (date.month - 1) / 6 + 1
    case .year: break
    case .decade: (decade, year) = ((year ?? 0) / 10, nil)
    case .century, .millennium: (century, year) = ((year ?? 0) / 100, nil)
    }
  }

  /// The finest unit it gives.
  package var grain: Unit {
    if second != nil { return .second }
    if minute != nil { return .minute }
    if hour != nil || dayPart != nil { return .hour }
    if day != nil || weekday != nil { return .day }
    if isWeekend { return .weekend }
    if week != nil { return .week }
    if month != nil || season != nil { return .month }
    if quarter != nil { return .quarter }
    if half != nil { return .half }
    if year != nil { return .year }
    return decade != nil ? .decade : century != nil ? .century : .millennium
  }

  /// Whether it gives its year, decade, century or millennium.
  package var isPlaced: Bool { year != nil || decade != nil || century != nil || millennium != nil }

  package var hasTime: Bool { hour != nil || dayPart != nil }

  /// The calendar day, if it gives one that exists.
  package var date: CalendarDate? {
    guard let year = calendarYear, let month, let day else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// A day inside it, by which distances are measured; nil without a year or a decade.
  package var middle: CalendarDate? {
    guard let year = calendarYear ?? decade.map({ $0 * 10 + 5 }) else { return nil }
    if let week, let monday = CalendarDate(week: week, of: year) { return monday }
    let month = month ?? season?.month ?? quarter.map { $0 * 3 - 1 } ?? half.map { $0 * 6 - 2 } ?? 7
    return CalendarDate(year: year, month: month, day: day ?? 15)
      ?? CalendarDate(year: year, month: month, day: 1)
  }

  /// Whether such a time can exist: 30 February and 25 o'clock cannot.
  package var isPossible: Bool {
    if let month, !(0...12).contains(month) { return false }
    if let day {
      guard day >= 0, day <= CalendarDate.days(inMonth: month ?? 1, of: calendarYear ?? 4) else {
        return false
      }
    }
    if let hour, hour > 24 || (hour == 24 && (minute ?? 0) > 0) { return false }
    if let year, year > 9999 || year < 0 { return false }
    return (minute ?? 0) < 60 && (second ?? 0) < 61
  }
}
