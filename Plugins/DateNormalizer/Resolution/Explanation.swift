import PostilKit

/// How a value came about, in words, for `why`: `Monday before 2023-03-15`.
enum Explanation {
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Adds the words for a meaning that was counted from an anchor.
  static func add(
    _ meaning: Meaning, _ value: Value, from anchor: String, _ day: CalendarDate?,
    to text: inout Sentence
  ) {
    if anchor == Resolver.noAnchor, meaning.isRelative {
      return text.append("no day of publication to count from")
    }
    // What usually happens is each of them, whatever the day.
    if case .set = value { return text.append("as written") }
    if let (count, unit) = steps(meaning, value) { return add(anchor, count, unit, to: &text) }
    switch meaning {
    case .inside(let outer, _): add(outer, value, from: anchor, day, to: &text)
    case .either(let future, let other):
      var chosen = other
      if case .point = value { chosen = future }
      add(chosen, value, from: anchor, day, to: &text)
    case .from(let outer, let count, let unit):
      add(abs(count), unit, to: &text)
      text.append(count < 0 ? " before " : " after ")
      place(outer, value, from: anchor, day, to: &text)
    case .ending(let unit, let outer):
      text.append("the \(name(unit)) that ended ")
      place(outer, value, from: anchor, day, to: &text)
    case .nth(let count, let unit, let outer):
      text.append(count < 0 ? "the last \(name(unit)) of " : "\(name(unit)) \(count) of ")
      place(outer, value, from: anchor, day, to: &text)
    case .point(let partial, let direction) where meaning.isRelative:
      text.append(name(partial))
      text.append(side(direction, value, day))
      text.append(anchor)
    case .holiday(_, _, let direction) where meaning.isRelative:
      text.append("the holiday")
      text.append(side(direction, value, day))
      text.append(anchor)
    case .period:
      text.append(anchor == day?.description ? "the quarter before " : "the period told last, ")
      text.append(anchor)
    default: text.append("as written")
    }
  }

  /// How many units a meaning moves from its anchor, if it does no more.
  private static func steps(_ meaning: Meaning, _ value: Value) -> (Int, Unit)? {
    switch meaning {
    case .shift(_, let count, let unit): return (count, unit)
    case .mentioned(let unit): return (0, unit)
    case .yearAgo(let years, _): return (-years, .year)
    case .offset(let amount, let sign):
      guard case .point = value else { return nil }
      return (sign * (amount.count ?? 1), amount.unit)
    default: return nil
    }
  }

  /// The place of another time that this one is counted from.
  private static func place(
    _ meaning: Meaning, _ value: Value, from anchor: String, _ day: CalendarDate?,
    to text: inout Sentence
  ) {
    if case .point(let partial, _) = meaning, partial.isPlaced {
      text.append(ValuePrinter.print(.point(partial)))
    } else {
      add(meaning, value, from: anchor, day, to: &text)
    }
  }

  private static func add(_ anchor: String, _ count: Int, _ unit: Unit, to text: inout Sentence) {
    if count == 0 {
      text.append("the ")
      text.append(name(unit))
      text.append(" of ")
      text.append(anchor)
      return
    }
    text.append(anchor)
    text.append(count < 0 ? " − " : " + ")
    add(abs(count), unit, to: &text)
  }

  private static func add(_ count: Int, _ unit: Unit, to text: inout Sentence) {
    text.append(String(count))
    text.append(" ")
    text.append(name(unit))
    if count > 1 { text.append("s") }
  }

  /// The name of a time without a year: `October 11`, `Monday`, `summer`.
  private static func name(_ partial: Partial) -> String {
    if let month = partial.month, Self.months.indices.contains(month - 1) {
      return Self.months[month - 1] + (partial.day.map { " \($0)" } ?? "")
    }
    if let weekday = partial.weekday, Self.weekdays.indices.contains(weekday - 1) {
      return Self.weekdays[weekday - 1]
    }
    if let quarter = partial.quarter { return "quarter \(quarter)" }
    if let half = partial.half { return "half \(half)" }
    if let season = partial.season { return name(season) }
    if let day = partial.day { return "day \(day)" }
    return partial.hasTime ? "the time" : "the one"
  }

  private static func name(_ season: Season) -> String {
    switch season {
    case .spring: "spring"
    case .summer: "summer"
    case .fall: "autumn"
    case .winter: "winter"
    }
  }

  private static func name(_ unit: NthUnit) -> String {
    switch unit {
    case .unit(let unit): name(unit)
    case .weekday(let weekday): Self.weekdays[(weekday - 1) % 7]
    }
  }

  /// Where the value lies, seen from the anchor.
  private static func side(_ direction: Direction, _ value: Value, _ day: CalendarDate?) -> String {
    if direction == .last { return " before " }
    if direction == .next { return " after " }
    guard case .point(let partial) = value, let day, let middle = partial.middle else {
      return " of "
    }
    if partial.day == nil, partial.month == day.month, partial.year == day.year { return " of " }
    return middle < day ? " before " : day < middle ? " after " : " of "
  }

  /// Names of units without reflection, which is slow.
  private static func name(_ unit: Unit) -> String {
    switch unit {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    case .weekend: "weekend"
    case .week: "week"
    case .fortnight: "fortnight"
    case .month: "month"
    case .quarter: "quarter"
    case .half: "half"
    case .year: "year"
    case .decade: "decade"
    case .century: "century"
    case .millennium: "millennium"
    }
  }
}

/// A sentence as it grows: its bytes are kept from one to the next, since there is one for each timex.
struct Sentence {
  private var bytes: [UInt8] = []

  /// What was appended since it was cleared.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ words: String) { bytes.append(contentsOf: words.utf8) }
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}
