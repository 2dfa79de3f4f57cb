import DateEngine
import DateEnglish

/// Times of the clock in words, and bare hours that something beside them makes a time.
enum ClockWords {
  static let rules: [Rule] = [
    Rule("clock-oclock", "hour oclock", "at 5 o'clock = 2023-03-15T05:00") {
      Clock.time($0, $0[.hour], 0, isFixed: true)
    },
    Rule("hour-in-part", "hour oclock? in the dayPart", "at 4 in the morning = 2023-03-15T04:00") {
      match in
      inPart(match, match[.hour], 0)
    },
    Rule(
      "hour-at-night", "hour oclock? at dayPart", "at 11 at night = 2023-03-15T23:00"
    ) { match in
      guard let hour = match[.hour], (1...12).contains(hour),
        match[.dayPart] == DayPart.night.rawValue
      else { return nil }
      return Clock.time(match, hour == 12 ? 24 : hour < 4 ? hour : hour + 12, 0, isFixed: true)
    },
    Rule(
      "half-past", "a? unit past number oclock? meridiem? (in the dayPart)?",
      "at half past nine = 2023-03-15T09:30"
    ) { past($0, by: [.half: 30, .quarter: 15]) },
    Rule(
      "quarter-to", "at [a? unit to number oclock? meridiem? (in the dayPart)?]",
      "at a quarter to ten = 2023-03-15T09:45"
    ) { past($0, by: [.quarter: -15]) },
    Rule(
      "minutes-past", "number units? past number oclock? meridiem? (in the dayPart)?",
      "at ten past nine = 2023-03-15T09:10"
    ) { minutes($0, isPast: true) },
    Rule(
      "minutes-to", "number units? to number oclock? meridiem? (in the dayPart)?",
      "at ten minutes to three = 2023-03-15T02:50", only: [.ofClock]
    ) { minutes($0, isPast: false) },
    Rule(
      "hour-that-part", "at [hour oclock? that|this same? dayPart]",
      "at eight that evening = 2023-03-15T20:00"
    ) { match in
      guard case .point(let time, _)? = inPart(match, match[.hour], 0) else { return nil }
      return .inside(match.has(.this) ? .shift(.writing, 0, .day) : .mentioned(.day), time)
    },
    Rule(
      "bare-hour-on-day", "at [hour] on [weekday]",
      "at 10 on Friday = 2023-03-10T10:00; 2023-03-10",
      each: { match in
        guard let hour = bare(match), let weekday = match[.weekday] else { return [] }
        let day = Meaning.point(Partial(weekday: weekday), .open)
        return [Reading(.inside(day, hour)), Reading(day)]
      }),
    Rule(
      "day-at-bare-hour", "[(this|next)? weekday|dayWord] at [hour]",
      "on Saturday at 3 = 2023-03-11; 2023-03-11T15:00", unless: [.beforeWord, .partOfNumber],
      each: { match in
        let word = match[.dayWord].map { Meaning.shift(.writing, $0, .day) }
        guard let hour = bare(match), let day = word ?? Weekdays.point(match) else { return [] }
        return [Reading(day), Reading(.inside(.mentioned(.day), hour))]
      }),
  ]

  /// An hour and its minutes in a part of the day.
  static func inPart(_ match: Match, _ hour: Int?, _ minute: Int?) -> Meaning? {
    guard let hour, (1...12).contains(hour), let part = match[.dayPart] else { return nil }
    return Clock.time(
      match, Clock.twelve(hour, part != DayPart.morning.rawValue), minute, isFixed: true)
  }

  /// How many tokens before an hour tell on which side of noon it is.
  private static let sceneReach = 8

  /// An hour without more: until six it is one of the afternoon, from seven to nine that at which such things are
  /// held, else nobody knows.
  private static func bare(_ match: Match) -> Partial? {
    guard let hour = match[.hour], (1...12).contains(hour) else { return nil }
    func isNear(_ word: EnglishContext) -> Bool {
      (match.firstToken - sceneReach..<match.firstToken).contains { match.passage.is($0, word) }
    }
    let isEvening = isNear(.ofEvening)
    if (7...9).contains(hour), !isEvening, !isNear(.ofMorning) { return nil }
    return Partial(hour: hour < 7 || isEvening && hour < 12 ? hour + 12 : hour, minute: 0)
  }

  /// A part of an hour before or after a full one.
  private static func past(_ match: Match, by minutes: [Unit: Int]) -> Meaning? {
    guard let unit = match.unit, let offset = minutes[unit], let hour = match[.number] else {
      return nil
    }
    return clock(match, hour, offset)
  }

  /// `ten past nine`, `ten minutes to three`.
  private static func minutes(_ match: Match, isPast: Bool) -> Meaning? {
    guard let count = match[.number], let hour = match[.number, 1], (1...59).contains(count),
      match.unit == nil || match.unit == .minute
    else { return nil }
    // `9 to 5` is a day at work, `four to one` a ratio.
    if match.unit == nil, !isPast {
      guard let lexeme = match.lexeme(.number, 0), !match.passage.isNumber(lexeme.first),
        count % 5 == 0, match.passage.is(match.firstToken - 1, .at)
      else { return nil }
    }
    return clock(match, hour, isPast ? count : -count)
  }

  private static func clock(_ match: Match, _ hour: Int, _ offset: Int) -> Meaning? {
    guard (1...12).contains(hour) else { return nil }
    let part = match[.dayPart].flatMap { DayPart(rawValue: $0) }
    let isLate = match[.meridiem] == 1 || part == .afternoon || part == .evening
    let isTwelve = match.has(.meridiem) || part != nil
    let minutes = (isTwelve ? Clock.twelve(hour, isLate) : hour) * 60 + offset
    return .point(Partial(hour: minutes / 60, minute: minutes % 60), .this)
  }
}
