import PostilKit

/// How a value came about, in words, for `why`: `Monday before 2023-03-15`.
enum Explanation {
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Adds the words for a meaning that was counted from an anchor.
  static func add(
    _ meaning: Meaning, _ value: Value, from anchor: String, _ day: CalendarDate?,
    to text: inout Sentence
  ) {
    if anchor == Resolver.noAnchor, meaning.isRelative {
      return text.append("no day of publication to count from")
    }
    switch meaning {
    case .shift(_, let count, let unit): add(anchor, count, unit, to: &text)
    case .offset(let amount, let sign):
      guard case .point = value else { return text.append("as written") }
      add(anchor, sign * (amount.count ?? 1), amount.unit, to: &text)
    case .inside(let outer, _): add(outer, value, from: anchor, day, to: &text)
    case .from(_, let count, let unit):
      text.append(abs(count) == 1 ? "one" : String(abs(count)))
      text.append(" ")
      text.append(name(unit))
      if abs(count) > 1 { text.append("s") }
      text.append(count < 0 ? " before it" : " after it")
    case .either(let future, let other):
      var chosen = other
      if case .point = value { chosen = future }
      add(chosen, value, from: anchor, day, to: &text)
    case .point(let partial, _) where meaning.isRelative:
      text.append(name(partial))
      text.append(side(value, day))
      text.append(anchor)
    case .holiday where meaning.isRelative:
      text.append("the one")
      text.append(side(value, day))
      text.append(anchor)
    case .yearAgo: text.append("years before the period spoken of")
    case .period, .mentioned: text.append("spoken of before")
    case .ending(let unit, _):
      text.append("the ")
      text.append(name(unit))
      text.append(" that ended then")
    case .nth(let count, _, _): text.append(count < 0 ? "counted from the end" : "counted")
    default: text.append("as written")
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
    text.append(String(abs(count)))
    text.append(" ")
    text.append(name(unit))
    if abs(count) > 1 { text.append("s") }
  }

  private static func name(_ partial: Partial) -> String {
    if partial.hasTime, partial.day == nil, partial.weekday == nil { return "the time" }
    guard let weekday = partial.weekday, Self.weekdays.indices.contains(weekday - 1) else {
      return "the one"
    }
    return Self.weekdays[weekday - 1]
  }

  /// Where the value lies, seen from the anchor.
  private static func side(_ value: Value, _ day: CalendarDate?) -> String {
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
