import DateEngine
import PostilKit

/// How a value was computed, in words, for `why`: `Monday before 2023-03-15`. These are the words of the
/// workbench, whatever the language of the text.
enum Explanation {
  /// Adds the words for a meaning that was counted from an origin.
  static func add(
    _ meaning: Meaning, _ value: Value, from origin: Origin, to text: inout Sentence
  ) {
    if origin.value == nil, meaning.isRelative {
      return text.append("no day of publication to count from")
    }
    // What usually happens has no anchor.
    if case .set = value { return text.append("as written") }
    if let (count, unit) = steps(meaning, value) { return add(origin, count, unit, to: &text) }
    switch meaning {
    case .inside(let outer, _): add(outer, value, from: origin, to: &text)
    case .from(let outer, let count, let unit):
      add(abs(count), unit, to: &text)
      text.append(count < 0 ? " before " : " after ")
      place(outer, value, from: origin, to: &text)
    case .ending(let unit, let outer):
      text.append("the \(name(unit)) that ended ")
      place(outer, value, from: origin, to: &text)
    case .nth(let count, let unit, let outer):
      text.append(count < 0 ? "the last \(name(unit)) of " : "\(name(unit)) \(count) of ")
      place(outer, value, from: origin, to: &text)
    case .point(let partial, let direction) where meaning.isRelative:
      add(name(partial), direction, value, from: origin, to: &text)
    case .holiday(_, _, let direction) where meaning.isRelative:
      add("the holiday", direction, value, from: origin, to: &text)
    case .period:
      text.append(origin.kind == .period ? "the same as " : "the quarter before ")
      add(origin, to: &text)
    default: text.append("as written")
    }
  }

  /// Why a time counts from its origin, in brackets after it.
  private static func words(_ kind: Origin.Kind) -> String {
    switch kind {
    case .published: " (published, as these words mean it)"
    case .news: " (published, as nothing ties it to another day)"
    case .mention: " (the last time told, as these words mean it)"
    case .story: " (where the story is)"
    case .event: " (the event that the paragraph tells of)"
    case .period: " (the period that the text reports)"
    case .range: " (the start of the range)"
    case .day: " (the last day told)"
    }
  }

  /// Adds what decided, in words.
  static func add(_ reason: Reason, to text: inout Sentence) {
    switch reason.kind {
    case .event: text.append(", in its year or the next")
    case .habit: text.append(", on each such day")
    case .usual: add(reason.word, "means each time", to: &text)
    case .ownWords: text.append(", by its own words")
    case .weekday: text.append(", in the year of that weekday")
    case .preference: text.append(", by the setting prefer")
    case .past: add(reason.word, "is past", to: &text)
    case .over: add(reason.word, "looks back", to: &text)
    case .ahead: add(reason.word, "looks ahead", to: &text)
    case .plan: add(reason.word, "tells a plan", to: &text)
    case .report: text.append(", the one that a report would be about")
    case .last: text.append(", the last one, as no verb says otherwise")
    case .nearest: text.append(", the nearest, as no verb says otherwise")
    }
  }

  private static func add(_ word: String, _ what: String, to text: inout Sentence) {
    text.append(", as ")
    text.append(word.isEmpty ? "a word" : "'\(word)'")
    text.append(" ")
    text.append(what)
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

  /// Another time that this one is counted from.
  private static func place(
    _ meaning: Meaning, _ value: Value, from origin: Origin, to text: inout Sentence
  ) {
    if case .point(let partial, _) = meaning, partial.isPlaced {
      text.append(ValuePrinter.print(.point(partial)))
    } else {
      add(meaning, value, from: origin, to: &text)
    }
  }

  /// A time on one side of its origin: `Monday before 2023-03-15`.
  private static func add(
    _ name: String, _ direction: Direction, _ value: Value, from origin: Origin,
    to text: inout Sentence
  ) {
    text.append(name)
    text.append(side(direction, value, origin.day))
    add(origin, to: &text)
  }

  /// Adds the day that a time counts from, and why it is that.
  private static func add(_ origin: Origin, to text: inout Sentence) {
    text.append(origin.value ?? "")
    text.append(words(origin.kind))
  }

  private static func add(_ origin: Origin, _ count: Int, _ unit: Unit, to text: inout Sentence) {
    if count == 0 {
      text.append("the ")
      text.append(name(unit))
      text.append(" of ")
      return add(origin, to: &text)
    }
    add(origin, to: &text)
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
    if let month = partial.month, CalendarNames.months.indices.contains(month - 1) {
      return CalendarNames.months[month - 1] + (partial.day.map { " \($0)" } ?? "")
    }
    if let weekday = partial.weekday, CalendarNames.weekdays.indices.contains(weekday - 1) {
      return CalendarNames.weekdays[weekday - 1]
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
    case .weekday(let weekday): CalendarNames.weekdays[(weekday - 1) % 7]
    }
  }

  /// Whether the value is before or after the anchor.
  private static func side(_ direction: Direction, _ value: Value, _ day: CalendarDate?) -> String {
    if direction == .last { return " before " }
    if direction == .next { return " after " }
    guard case .point(let partial) = value, let day, let middle = partial.middle else {
      return " of "
    }
    if partial.day == nil, partial.month == day.month, partial.year == day.year { return " of " }
    return middle < day ? " before " : day < middle ? " after " : " of "
  }

  /// The name of a unit; reflection would be slow.
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
