import DateEngine
import DateEnglish
import PostilKit

/// Times of the clock. An adjacent day is joined later.
enum Clock {
  /// A zone, in brackets or not, with its hours ahead of Greenwich or not.
  static let zone = "(zone (plus number)?)? (opening zone (plus number)? closing)?"

  static let rules: [Rule] = [
    Rule(
      "clock-minutes", "hour colon minute (colon second)? meridiem \(zone)",
      "at 10:35 a.m. = 2023-03-15T10:35"
    ) {
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
      "clock-24",
      "hour colon minute (colon second)? military? (plus|hyphen military)? (plus hour colon minute)? \(zone)",
      "at 18:00 UTC = 2023-03-15T18:00Z", unless: [.ratio, .raceTime, .afterColon]
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
    Rule("clock-point-suffix", "clockTime \(zone)", "at 6.30pm = 2023-03-15T18:30") { match in
      match[.clockTime].flatMap { time(match, $0 / 100, $0 % 100, isFixed: true) }
    },
    Rule(
      "clock-point-meridiem", "dottedClock meridiem \(zone)", "at 8.30 pm = 2023-03-15T20:30"
    ) { match in
      let lexeme = match.lexeme(.dottedClock, 0)
      return time(match, lexeme?.number, lexeme?.hundredths)
    },
    Rule(
      "clock-to-clock-joined",
      "[hour (colon minute)?] to|hyphen|and [(hour colon)? minuteMeridiem|clock]",
      "from 2:30-4:30pm = 2023-03-15T14:30; 2023-03-15T16:30", each: joined),
    Rule(
      "clock-point-to-clock",
      "[dottedClock] to|hyphen|and [(hour|dottedClock meridiem)? clock|clockTime? \(zone)]",
      "from 12.30 to 2 pm = 2023-03-15T12:30; 2023-03-15T14:00", each: pointed),
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
    Rule(
      "clock-point-bare", "at [dottedClock]", "the bell rang at 8.30 = 2023-03-15T08:30",
      only: [.ofDay]
    ) { match in
      let lexeme = match.lexeme(.dottedClock, 0)
      return time(match, lexeme?.number, lexeme?.hundredths, isFixed: true)
    },
    Rule(
      "clock-in-part", "hour colon minute in the dayPart",
      "at 4:30 in the afternoon = 2023-03-15T16:30"
    ) { ClockWords.inPart($0, $0[.hour], $0[.minute]) },
    Rule(
      "clock-point-in-part", "dottedClock in the dayPart",
      "at 4.30 in the afternoon = 2023-03-15T16:30"
    ) { match in
      let lexeme = match.lexeme(.dottedClock, 0)
      return ClockWords.inPart(match, lexeme?.number, lexeme?.hundredths)
    },
    Rule("military", "military units|zone", "at 0530 hours = 2023-03-15T05:30", unless: [.afterThe])
    {
      match in
      guard match.has(.zone) || match.unit == .hour, let number = match[.military],
        match.passage.hasFourDigits(match.lexeme(.military, 0))
      else { return nil }
      return time(match, number / 100, number % 100, isFixed: true)
    },
    Rule("military-joined", "military", "at 1700hrs = 2023-03-15T17:00", unless: [.afterFor]) {
      match in
      guard let lexeme = match.lexeme(.military, 0), let number = match[.military],
        match.passage.tokens[lexeme.first].count == 7
      else { return nil }
      return time(match, number / 100, number % 100, isFixed: true)
    },
    Rule(
      "military-local", "at [military]", "at 0345 local time = 2023-03-15T03:45", only: [.localTime]
    ) { match in
      guard let number = match[.military], match.passage.hasFourDigits(match.lexeme(.military, 0))
      else { return nil }
      return time(match, number / 100, number % 100, isFixed: true)
    },
    Rule(
      "noon", "part? hour? noon", "at noon = 2023-03-15T12:00",
      unless: [.partOfName, .namedAfterArticle]
    ) {
      $0[.noon].map { .point(Partial(hour: $0, minute: 0), .this) }
    },
  ]

  static func time(_ match: Match, _ hour: Int?, _ minute: Int?, isFixed: Bool = false)
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

  /// Two times of which the second has `am` or `pm` joined to it: `2:30-4:30pm`, `10-4pm`.
  private static func joined(_ match: Match) -> [Reading] {
    guard let first = match[.hour], let joined = match[.minuteMeridiem] ?? match[.clock],
      let second = match.has(.clock) ? joined % 100 : match[.hour, 1], (1...12).contains(first),
      (1...12).contains(second)
    else { return [] }
    let (start, end) = (twelve(first, joined >= 100), twelve(second, joined >= 100))
    let minute = match.group(0).count > 1 ? match[.minute] : 0
    let times = [(start > end ? start - 12 : start, minute)]
    return (times + [(end, match.has(.clock) ? 0 : joined % 100)]).map { hour, minute in
      Reading(.point(Partial(hour: hour, minute: minute), .this))
    }
  }

  /// Two times with points, of which the second says whether both are before noon.
  private static func pointed(_ match: Match) -> [Reading] {
    guard let first = match.lexeme(.dottedClock, 0), (1...12).contains(first.number) else {
      return []
    }
    var (end, minute) = (0, 0)
    if let joined = match[.clockTime] {
      (end, minute) = (joined / 100, joined % 100)
    } else if let clock = match[.clock] {
      end = twelve(clock % 100, clock >= 100)
    } else {
      let second = match.lexeme(.dottedClock, 1)
      guard let hour = second?.number ?? match[.hour], match.has(.meridiem), (1...12).contains(hour)
      else { return [] }
      (end, minute) = (twelve(hour, match[.meridiem] == 1), second?.hundredths ?? 0)
    }
    let start = twelve(first.number, end >= 12)
    return [(start > end ? start - 12 : start, first.hundredths), (end, minute)].map {
      Reading(.point(Partial(hour: $0, minute: $1, zone: zone(match)), .this))
    }
  }

  /// `Z`, or the offset that a zone or the digits after it give.
  static func zone(_ match: Match) -> String? {
    if match.has(.plus) || match.has(.hyphen), let offset = match[.military], offset < 1500 {
      let (hours, minutes) = (offset / 100, offset % 100)
      return (match.has(.plus) ? "+" : "-") + (hours < 10 ? "0" : "") + "\(hours)"
        + (minutes > 0 ? ":\(minutes)" : "")
    }
    if match.has(.plus), !match.has(.minute) || match.has(.zone), let offset = match[.number] {
      return offset < 15 ? (offset < 10 ? "+0" : "+") + "\(offset)" : nil
    }
    return match[.zone] == 0 ? "Z" : nil
  }

  /// The hour of the day of an hour before or after noon.
  static func twelve(_ hour: Int, _ isLate: Bool) -> Int {
    (hour == 12 ? 0 : hour) + (isLate ? 12 : 0)
  }
}
