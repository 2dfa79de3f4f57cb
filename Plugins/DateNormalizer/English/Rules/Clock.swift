import DateEngine

/// Times of the clock. An adjacent day is joined later.
enum Clock {
  /// A zone, in brackets or not, with its hours ahead of Greenwich or not.
  private static let zone = "(zone (plus number)?)? (opening zone (plus number)? closing)?"

  static let rules: [Rule] = [
    Rule("clock-minutes", "hour colon minute meridiem \(zone)", "at 10:35 a.m. = 2023-03-15T10:35")
    {
      time($0, $0[.hour], $0[.minute])
    },
    Rule("clock-joined", "hour colon minuteMeridiem \(zone)", "at 5:30pm = 2023-03-15T17:30") {
      match in
      guard let joined = match[.minuteMeridiem], let hour = match[.hour] else { return nil }
      return time(match, twelve(hour, joined >= 100), joined % 100, isFixed: true)
    },
    Rule(
      "clock-to-clock",
      "[hour (colon minute)?] to|hyphen|and [hour (colon minute)? meridiem \(zone)]",
      "from 2 to 4:30 p.m. = 2023-03-15T14:00; 2023-03-15T16:30", each: span),
    Rule(
      "clock-24", "hour colon minute (colon second)? military? (plus|hyphen military)? \(zone)",
      "at 18:00 UTC = 2023-03-15T18:00Z", unless: [.ratio]
    ) {
      time($0, $0[.hour], $0[.minute], isFixed: true)
    },
    Rule("clock-hrs", "hour colon military", "at 05:30hrs = 2023-03-15T05:30") {
      time($0, $0[.hour], $0[.military], isFixed: true)
    },
    Rule("clock-hour", "hour oclock? meridiem \(zone)", "at 5 p.m. = 2023-03-15T17:00") {
      time($0, $0[.hour], 0)
    },
    Rule("clock-suffix", "clock \(zone)", "at 5pm = 2023-03-15T17:00") { match in
      match[.clock].flatMap { time(match, twelve($0 % 100, $0 >= 100), 0, isFixed: true) }
    },
    Rule(
      "timestamp",
      "year hyphen monthNumber hyphen dayHour colon minute|minuteZulu (colon second|minuteZulu)? (plus|hyphen number (colon minute)?)?",
      "at 2023-03-15T10:30:00Z = 2023-03-15T10:30:00Z", timestamp),
    Rule(
      "date-and-time",
      "year hyphen monthNumber hyphen dayNumber hour colon minute (colon second)? \(zone)",
      "at 2023-03-15 10:30 = 2023-03-15T10:30"
    ) { match in
      guard let year = match[.year], let hour = match[.hour] else { return nil }
      return stamp(match, Partial(year: year, month: match[.monthNumber], day: match.day()), hour)
    },
    Rule("clock-point-suffix", "clockTime \(zone)", "at 6.30pm = 2023-03-15T18:30") { match in
      match[.clockTime].flatMap { time(match, $0 / 100, $0 % 100, isFixed: true) }
    },
    Rule("clock-point", "dottedClock military|zone", "at 18.30 GMT = 2023-03-15T18:30Z") { match in
      let lexeme = match.lexeme(.dottedClock, 0)
      return time(match, lexeme?.number, lexeme?.hundredths, isFixed: true)
    },
    Rule(
      "clock-point-day", "at [dottedClock] on? weekday|month|dayWord|dayNumber",
      "at 18.30 on Monday = 2023-03-13T18:30"
    ) { match in
      let lexeme = match.lexeme(.dottedClock, 0)
      return time(match, lexeme?.number, lexeme?.hundredths, isFixed: true)
    },
    Rule("clock-oclock", "hour oclock", "at 5 o'clock = 2023-03-15T05:00") {
      time($0, $0[.hour], 0, isFixed: true)
    },
    Rule("hour-in-part", "hour oclock? in the dayPart", "at 4 in the morning = 2023-03-15T04:00") {
      match in
      guard let hour = match[.hour], (1...12).contains(hour), let part = match[.dayPart] else {
        return nil
      }
      return time(match, twelve(hour, part != DayPart.morning.rawValue), 0, isFixed: true)
    },
    Rule("military", "military units|zone", "at 0530 hours = 2023-03-15T05:30") { match in
      guard match.has(.zone) || match.unit == .hour, let number = match[.military],
        match.passage.hasFourDigits(match.lexeme(.military, 0))
      else { return nil }
      return time(match, number / 100, number % 100, isFixed: true)
    },
    Rule(
      "half-past", "a? unit past number oclock? meridiem?", "at half past nine = 2023-03-15T09:30"
    ) { past($0, by: [.half: 30, .quarter: 15]) },
    Rule(
      "quarter-to", "at [a? unit to number oclock? meridiem?]",
      "at a quarter to ten = 2023-03-15T09:45"
    ) { past($0, by: [.quarter: -15]) },
    Rule("noon", "part? hour? noon", "at noon = 2023-03-15T12:00") {
      $0[.noon].map { .point(Partial(hour: $0, minute: 0), .this) }
    },
  ]

  private static func time(_ match: Match, _ hour: Int?, _ minute: Int?, isFixed: Bool = false)
    -> Meaning?
  {
    guard var hour, let minute else { return nil }
    if !isFixed {
      guard (1...12).contains(hour) else { return nil }
      hour = twelve(hour, match[.meridiem] == 1)
    }
    var partial = Partial(hour: hour, minute: minute, second: match[.second])
    partial.zone = zone(match)
    return partial.isPossible ? .point(partial, .this) : nil
  }

  /// A number of minutes before or after an hour.
  private static func past(_ match: Match, by minutes: [Unit: Int]) -> Meaning? {
    guard let unit = match.unit, let offset = minutes[unit], let hour = match[.number],
      (1...12).contains(hour)
    else { return nil }
    let isLate = match[.meridiem] == 1
    let minutes = (match.has(.meridiem) ? twelve(hour, isLate) : hour) * 60 + offset
    return .point(Partial(hour: minutes / 60, minute: minutes % 60), .this)
  }

  /// Two times of which the second says whether both are before noon; `11 to 1 p.m.` begins before it.
  private static func span(_ match: Match) -> [Reading] {
    guard var first = match[.hour], let second = match[.hour, 1], (1...12).contains(first),
      (1...12).contains(second), let meridiem = match[.meridiem]
    else { return [] }
    let end = twelve(second, meridiem == 1)
    first = twelve(first, meridiem == 1)
    if first > end { first -= 12 }
    let isGiven = (0...1).map { match.group($0).count > ($0 == 0 ? 1 : 2) }
    let minutes = [isGiven[0] ? match[.minute] : nil, match[.minute, isGiven[0] ? 1 : 0]]
    return zip([first, end], minutes).map { hour, minute in
      Reading(.point(Partial(hour: hour, minute: minute ?? 0, zone: zone(match)), .this))
    }
  }

  /// `Z`, or the offset that a zone or the digits after it give.
  private static func zone(_ match: Match) -> String? {
    if match.has(.plus) || match.has(.hyphen), let offset = match[.military], offset < 1500 {
      let (hours, minutes) = (offset / 100, offset % 100)
      return (match.has(.plus) ? "+" : "-") + (hours < 10 ? "0" : "") + "\(hours)"
        + (minutes > 0 ? ":\(minutes)" : "")
    }
    if match.has(.plus), let offset = match[.number] {
      return offset < 15 ? (offset < 10 ? "+0" : "+") + "\(offset)" : nil
    }
    return match[.zone] == 0 ? "Z" : nil
  }

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
    partial.zone = zulu == nil ? zone(match) : "Z"
    if let offset = match[.number], offset < 15 {
      partial.zone = (match.has(.plus) ? "+" : "-") + (offset < 10 ? "0" : "") + "\(offset)"
    }
    return partial.isPossible ? .point(partial, .this) : .impossible
  }

  /// The hour of the day of an hour before or after noon.
  private static func twelve(_ hour: Int, _ isLate: Bool) -> Int {
    (hour == 12 ? 0 : hour) + (isLate ? 12 : 0)
  }
}
