/// A unit of the calendar or the clock, from fine to coarse.
package enum Unit: Int, CaseIterable, Comparable, Sendable {
  case second, minute, hour, day, weekend, week, fortnight, month, quarter, half, year
  case decade, century, millennium

  @inlinable package static func < (left: Unit, right: Unit) -> Bool {
    left.rawValue < right.rawValue
  }
}

package enum Season: Int, CaseIterable, Sendable {
  case spring, summer, fall, winter

  /// The month in its middle, by which distances are measured.
  var month: Int { [4, 7, 10, 1][rawValue] }
}

package enum DayPart: Int, CaseIterable, Sendable {
  case morning, midday, afternoon, evening, night, daytime
}

/// TIMEX3's `mod`.
package enum Modifier: Int, CaseIterable, Sendable {
  case start, mid, end, approx, moreThan, lessThan, equalOrLess, equalOrMore, onOrAfter
}

/// Times that have no place in the calendar.
package enum Reference: Int, CaseIterable, Sendable {
  case pastRef, presentRef, futureRef
  /// A length that the text leaves open: `for some time`.
  case someTime
}

/// Where a date without a year is looked for.
package enum Direction: Sendable {
  /// The nearest, unless the verb says otherwise.
  case open
  /// The last one before the anchor.
  case last
  /// The first one after the anchor.
  case next
  /// The one in the anchor's own year or week.
  case this
  /// The first one after the last mention: `from November to February`.
  case onward
  /// The one nearest to the last mention: `that June`.
  case that
}
