/// A unit of the calendar or the clock, from fine to coarse.
enum Unit: Int, CaseIterable, Comparable, Sendable {
  case second, minute, hour, day, weekend, week, fortnight, month, quarter, half, year
  case decade, century, millennium

  static func < (left: Unit, right: Unit) -> Bool { left.rawValue < right.rawValue }
}

/// A season, by TIMEX3's letters.
enum Season: Int, CaseIterable, Sendable {
  case SP, SU, FA, WI

  /// The month around which it lies, for distances.
  var month: Int { [4, 7, 10, 1][rawValue] }
}

/// A part of the day, by TIMEX3's letters.
enum DayPart: Int, CaseIterable, Sendable {
  case MO, MI, AF, EV, NI, DT
}

/// TIMEX3's `mod`.
enum Modifier: Int, CaseIterable, Sendable {
  case START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE, ON_OR_AFTER
}

/// Times that have no place in the calendar.
enum Reference: Int, CaseIterable, Sendable {
  case PAST_REF, PRESENT_REF, FUTURE_REF
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
}
