import DateEngine

/// Weekdays, `today` and its neighbours.
enum Weekdays {
  static let rules: [Rule] = [
    Rule(
      "weekday", "part? (this|last|next|previous|following)? (last|coming)? part? weekday",
      "on Monday = 2023-03-13", unless: [.newspaper]
    ) {
      point($0)
    },
    Rule(
      "weekday-of-week", "part? weekday of? (the? part)? this|last|next|previous unit",
      "on Friday of last week = 2023-03-10"
    ) {
      guard $0.unit == .week, let weekday = $0[.weekday] else { return nil }
      return .inside(.shift(.published, $0.steps, .week), Partial(weekday: weekday))
    },
    Rule(
      "weekday-to-weekday", "[weekday] to|hyphen [weekday]",
      "from Monday to Thursday = 2023-03-13; 2023-03-16",
      each: { match in
        guard let first = match[.weekday], let second = match[.weekday, 1] else { return [] }
        return [
          Reading(.point(Partial(weekday: first), .open)),
          Reading(.point(Partial(weekday: second), .onward)),
        ]
      }),
    Rule(
      "short-day-clock", "[shortDay] comma? clock|clockTime", "Fri 5pm = 2023-03-10T17:00",
      unless: [.afterHyphen]
    ) {
      point($0)
    },
    Rule(
      "short-day-hour", "[shortDay] comma? hour colon|meridiem", "Fri 5 p.m. = 2023-03-10T17:00",
      unless: [.afterHyphen]
    ) { point($0) },
    Rule("weekday-the-day", "weekday comma? the dayOrdinal", "on Monday the 13th = 2023-03-13") {
      guard let day = $0.day() else { return nil }
      return .point(Partial(weekday: $0[.weekday], day: day), .open)
    },
    Rule("day-word", "part? dayWord", "said yesterday = 2023-03-14", unless: [.title]) {
      $0[.dayWord].map { .shift(.writing, $0, .day) }
    },
    Rule(
      "weekday-part", "part? (this|last|next)? weekday|shortDay dayPart|noon",
      "on Saturday night = 2023-03-11TNI"
    ) { match in
      guard let day = point(match) else { return nil }
      return .inside(day, DayParts.part(match))
    },
    Rule("weekdays-part", "weekday|weekdays dayParts", "on Monday nights = XXXX-WXX-1TNI") {
      match in
      guard let weekday = match[.weekday] ?? match[.weekdays] else { return nil }
      return .set(
        .each(
          Partial(weekday: weekday, dayPart: match[.dayParts].flatMap { DayPart(rawValue: $0) })))
    },
    Rule(
      "shared-weekdays", "[weekday] and [weekday dayParts]",
      "on Monday and Tuesday nights = XXXX-WXX-1TNI; XXXX-WXX-2TNI",
      each: { match in
        guard let first = match[.weekday], let second = match[.weekday, 1] else { return [] }
        let part = match[.dayParts].flatMap { DayPart(rawValue: $0) }
        return [first, second].map { Reading(.set(.each(Partial(weekday: $0, dayPart: part)))) }
      }),
    Rule("weekdays", "weekdays", "on Saturdays = XXXX-WXX-6") {
      $0[.weekdays].map { .set(.each(Partial(weekday: $0))) }
    },
  ]

  static func point(_ match: Match) -> Meaning? {
    (match[.weekday] ?? match[.shortDay]).map { .point(Partial(weekday: $0), match.direction) }
  }
}
