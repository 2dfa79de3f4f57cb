import DateEngine
import DateEnglish

enum DayParts {
  static let rules: [Rule] = [
    Rule("this-part", "(part hyphen?)? this dayPart|noon", "this morning = 2023-03-15TMO") {
      .inside(.shift(.published, 0, .day), part($0))
    },
    Rule("last-night", "part? last dayPart", "last night = 2023-03-14TNI") {
      .inside(.shift(.published, -1, .day), part($0))
    },
    Rule("tonight", "part? tonight", "tonight = 2023-03-15TNI") { _ in
      .inside(.shift(.published, 0, .day), Partial(dayPart: .night))
    },
    Rule(
      "overnight", "dayPart", "snow fell overnight = 2023-03-14TNI", unless: [.attribute],
      only: [.overnight]
    ) { _ in
      let night = Partial(dayPart: .night)
      return .either(
        .inside(.shift(.published, 0, .day), night), .inside(.shift(.published, -1, .day), night))
    },
    Rule(
      "hour-tonight", "hour oclock? tonight", "at 7 tonight = 2023-03-15T19:00"
    ) { match in
      guard let hour = match[.hour], (4...12).contains(hour) else { return nil }
      return .inside(
        .shift(.published, 0, .day), Partial(hour: hour == 12 ? 24 : hour + 12, minute: 0))
    },
    Rule(
      "hour-last-night", "hour oclock? last dayPart", "at 8 last night = 2023-03-14T20:00"
    ) { match in
      guard let hour = match[.hour], (4...12).contains(hour),
        match[.dayPart] == DayPart.night.rawValue
      else { return nil }
      let time = Partial(hour: hour == 12 ? 24 : hour + 12, minute: 0)
      return .inside(.shift(.published, -1, .day), time)
    },
    Rule(
      "part-of-weekday", "the? part? dayPart of weekday|dayWord (and weekday)?",
      "on the morning of Friday = 2023-03-10TMO", onDay),
    Rule("word-part", "(part hyphen?)? dayWord dayPart|noon", "yesterday afternoon = 2023-03-14TAF")
    {
      guard let days = $0[.dayWord] else { return nil }
      return .inside(.shift(.published, days, .day), part($0))
    },
    Rule(
      "part-word", "part hyphen? dayPart dayWord|weekday",
      "at mid-afternoon yesterday = 2023-03-14TAF", onDay),
    Rule(
      "early-hours", "the? part dayPart? units of weekday|dayWord",
      "in the early hours of Monday = 2023-03-13TMO",
      hours),
    Rule(
      "early-hours-of-date",
      "the? part dayPart? units of (month dayNumber comma?)? (dayNumber month)? year?",
      "in the early hours of 26 April 1986 = 1986-04-26TMO", hours),
    Rule("hours-of-part", "the? part? dayPart units", "in the early morning hours = 2023-03-15TMO")
    {
      $0.unit == .hour ? .inside(.mentioned(.day), part($0)) : nil
    },
    Rule(
      "late-part", "the? part hyphen? dayPart", "they left by late afternoon = 2023-03-15TAF",
      unless: [.partOfName, .capital, .overnight]
    ) { match in
      // `Late-night talks` are not at a certain time.
      let part = part(match)
      return match.has(.hyphen) && part.dayPart == .night ? nil : .inside(.mentioned(.day), part)
    },
    Rule(
      "overnight-on-day", "[dayPart] on [weekday]",
      "overnight on Saturday = 2023-03-11TNI; 2023-03-11", unless: [.anySuch],
      each: { match in
        guard match.passage.word(match.firstToken) == "overnight",
          let day = Weekdays.point(match)
        else { return [] }
        return [Reading(.inside(day, Partial(dayPart: .night))), Reading(day)]
      }),
    Rule(
      "in-the-part", "in|to|preposition [the dayPart]", "he left in the evening = 2023-03-15TEV",
      unless: [.capital]
    ) {
      .inside(.mentioned(.day), part($0))
    },
    Rule("at-part", "at [dayPart]", "they moved at night = XXXX-XX-XXTNI") { match in
      let time = part(match)
      guard time.dayPart == .night else { return .point(time, .this) }
      var night = Partial.unknown(.day)
      night.takeTime(of: time)
      return .unplaced(night)
    },
    Rule(
      "dawn", "before|after|since|from|to|preposition [dayPart]",
      "they fled before dawn = 2023-03-15TMO",
      only: [.sun]
    ) { .point(part($0), .this) },
    Rule(
      "part-on-day", "noon|dayPart dayWord|weekday", "at noon Thursday = 2023-03-09T12:00", onDay),
    Rule(
      "part-of-date",
      "the? part? dayPart of (weekday comma?)? month dayNumber|dayOrdinal (hyphen|slash|and dayNumber)? (comma? year)?",
      "on the night of April 18, 1775 = 1775-04-18TNI", onDate),
    Rule(
      "part-of-day", "the? part? dayPart of the dayOrdinal",
      "on the evening of the 14th = 2023-03-14TEV"
    ) { match in
      match.day().map { .inside(.point(Partial(day: $0), .this), part(match)) }
    },
    Rule(
      "part-of-day-month",
      "the? weekday? part? dayPart of (weekday comma?)? dayNumber|dayOrdinal (hyphen|slash|and dayNumber|dayOrdinal)? month year?",
      "on the morning of 31 January 1965 = 1965-01-31TMO", onDate),
    Rule("holiday-part", "holiday dayPart", "on Christmas night = 2022-12-25TNI") { match in
      Holidays.id(match).map { .inside(.holiday($0, nil, .open), part(match)) }
    },
    Rule(
      "next-part", "the next|following|same|previous dayPart", "the next morning = 2023-03-16TMO"
    ) {
      .inside(.shift(.mention, $0.has(.same) ? 0 : $0.has(.previous) ? -1 : 1, .day), part($0))
    },
    Rule("that-part", "that same? dayPart", "that evening = 2023-03-15TEV") {
      .inside(.mentioned(.day), part($0))
    },
  ]

  /// The part of the day, or noon or midnight.
  static func part(_ match: Match) -> Partial {
    if let hour = match[.noon] { return Partial(hour: hour, minute: 0) }
    return Partial(dayPart: match[.dayPart].flatMap { DayPart(rawValue: $0) })
  }

  private static func onDate(_ match: Match) -> Meaning? {
    guard let month = match[.month], let day = match.day() else { return nil }
    let date = Partial(year: match[.year], month: month, day: day)
    return date.isPossible ? .inside(.point(date, .open), part(match)) : .impossible
  }

  /// The early hours are those of the morning, the late ones those of the night.
  private static func hours(_ match: Match) -> Meaning? {
    guard match.unit == .hour, let modifier = match.modifier, modifier != .mid else { return nil }
    let part =
      match.has(.dayPart) ? part(match) : Partial(dayPart: modifier == .start ? .morning : .night)
    if let days = match[.dayWord] { return .inside(.shift(.published, days, .day), part) }
    if match.has(.weekday) { return Weekdays.point(match).map { .inside($0, part) } }
    guard let month = match[.month], let day = match.day() else { return nil }
    let date = Partial(year: match[.year], month: month, day: day)
    return date.isPossible ? .inside(.point(date, .open), part) : .impossible
  }

  private static func onDay(_ match: Match) -> Meaning? {
    if let days = match[.dayWord] { return .inside(.shift(.published, days, .day), part(match)) }
    return Weekdays.point(match).map { .inside($0, part(match)) }
  }
}
