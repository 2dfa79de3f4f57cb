import DateEngine
import DateEnglish

/// A day with a time of day, as machines write them.
enum Stamps {
  static let rules: [Rule] = [
    Rule(
      "timestamp",
      "year hyphen monthNumber hyphen dayHour colon minute|minuteZulu (colon second|minuteZulu)? (plus|hyphen number (colon minute)?)?",
      "at 2023-03-15T10:30:00Z = 2023-03-15T10:30:00Z", timestamp),
    Rule(
      "timestamp-hour", "year hyphen monthNumber hyphen dayHour",
      "at 2023-03-14T09 = 2023-03-14T09:00"
    ) { match in
      guard let dayHour = match[.dayHour] else { return nil }
      let time = Partial(
        year: match[.year], month: match[.monthNumber], day: dayHour / 100, hour: dayHour % 100,
        minute: 0)
      return time.isPossible ? .point(time, .this) : .impossible
    },
    Rule(
      "date-and-time",
      "year hyphen monthNumber hyphen dayNumber hour colon minute (colon second)? \(Clock.zone)",
      "at 2023-03-15 10:30 = 2023-03-15T10:30"
    ) { match in
      guard let year = match[.year], let hour = match[.hour] else { return nil }
      return stamp(match, Partial(year: year, month: match[.monthNumber], day: match.day()), hour)
    },
    Rule(
      "date-time-year",
      "(weekday|shortDay comma?)? month dayNumber hour colon minute (colon second)? zone? year",
      "on Wed Oct 26 15:50:06 2016 = 2016-10-26T15:50:06"
    ) { match in
      guard let hour = match[.hour] else { return nil }
      let day = Partial(year: match[.year], month: match[.month], day: match.day())
      return stamp(match, day, hour)
    },
  ]

  private static func timestamp(_ match: Match) -> Meaning? {
    guard let dayHour = match[.dayHour] else { return nil }
    let day = Partial(year: match[.year], month: match[.monthNumber], day: dayHour / 100)
    return stamp(match, day, dayHour % 100)
  }

  /// A day with a time of day, all in digits.
  private static func stamp(_ match: Match, _ day: Partial, _ hour: Int) -> Meaning? {
    var partial = day
    partial.hour = hour
    let zulu = match[.minuteZulu]
    partial.minute = match.has(.minute) ? match[.minute] : zulu
    partial.second = match[.second] ?? (match.has(.minute) ? zulu : nil)
    partial.zone = zulu == nil ? Clock.zone(match) : "Z"
    if let offset = match[.number], offset < 15 {
      partial.zone = (match.has(.plus) ? "+" : "-") + (offset < 10 ? "0" : "") + "\(offset)"
      // `+05:30`: the minute taken last is that of the zone.
      let last = match[.minute, match.has(.minuteZulu) ? 0 : 1]
      if let last, (1..<60).contains(last) { partial.zone? += ":\(last)" }
    }
    return partial.isPossible ? .point(partial, .this) : .impossible
  }
}
