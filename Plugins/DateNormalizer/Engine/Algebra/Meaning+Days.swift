/// Days and times of the day, which a language may join.
extension Meaning {
  /// A time of the clock, without a day; nil for other meanings.
  package var timeOfDay: Partial? {
    guard case .point(let partial, _) = self, partial.hasTime, partial.year == nil,
      partial.day == nil, partial.weekday == nil
    else { return nil }
    return partial
  }

  package var isDay: Bool {
    switch self {
    case .point(let partial, _): partial.grain == .day
    case .shift(_, _, .day), .from(_, _, .day), .weekdayBeside, .holiday: true
    case .nth(_, .weekday, _), .nth(_, .unit(.day), _): true
    default: false
    }
  }

  /// The day of a time on a recurring day; nil for other meanings.
  package var recurringDay: Partial? {
    guard case .unplaced(var partial) = self, partial.hasTime, partial.day ?? partial.weekday != nil
    else { return nil }
    (partial.hour, partial.minute, partial.second, partial.dayPart) = (nil, nil, nil, nil)
    return partial
  }

  /// The day and its part of `this morning`, `Monday night`.
  package var dayAndPart: (day: Meaning, part: DayPart)? {
    guard case .inside(let day, let inner) = self, day.isDay, let part = inner.dayPart else {
      return nil
    }
    return (day, part)
  }

  /// Whether it is a weekday, or a time on one, that only the words around it place.
  package var isWeekday: Bool {
    switch self {
    case .point(let partial, .open):
      partial.weekday != nil && partial.month == nil && partial.day == nil
    case .inside(let outer, let inner): inner.hasTime && outer.isWeekday
    default: false
    }
  }

  /// The same day, as the first one after the last mention.
  package var onward: Meaning {
    switch self {
    case .point(let partial, _): .point(partial, .onward)
    case .inside(let outer, let inner): .inside(outer.onward, inner)
    default: self
    }
  }
}

extension Partial {
  /// A time of the clock in a part of the day: 9 o'clock at night is 21:00, 2 o'clock is not 14:00.
  package func within(_ part: DayPart) -> Partial {
    let first: Int? =
      switch part {
      case .afternoon: 1
      case .evening, .night: 4
      default: nil
      }
    var result = self
    if let hour, let first, (first..<12).contains(hour) { result.hour = hour + 12 }
    return result
  }
}
