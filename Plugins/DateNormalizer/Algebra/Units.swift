/// A unit of the calendar or the clock, from fine to coarse.
enum Unit: Int, CaseIterable, Comparable, Sendable {
  case second, minute, hour, day, weekend, week, fortnight, month, quarter, half, year
  case decade, century, millennium

  static func < (left: Unit, right: Unit) -> Bool { left.rawValue < right.rawValue }
}

/// A season.
enum Season: Int, CaseIterable, Sendable {
  case spring, summer, fall, winter

  /// The month around which it lies, for distances.
  var month: Int { [4, 7, 10, 1][rawValue] }
}

/// A part of the day.
enum DayPart: Int, CaseIterable, Sendable {
  case morning, midday, afternoon, evening, night, daytime
}

/// TIMEX3's `mod`.
enum Modifier: Int, CaseIterable, Sendable {
  case start, mid, end, approx, moreThan, lessThan, equalOrLess, equalOrMore, onOrAfter
}

/// Times that have no place in the calendar.
enum Reference: Int, CaseIterable, Sendable {
  case pastRef, presentRef, futureRef
  /// A length that nobody says: `for some time`.
  case someTime
}

/// Where a yearless date is looked for.
enum Direction: Sendable {
  /// The nearest, unless the verb says otherwise.
  case open
  /// The last one before the anchor.
  case last
  /// The first one after the anchor.
  case next
  /// The one in the anchor's own year or week.
  case this
  /// The first one behind the last mention: `from November to February`.
  case onward
}
