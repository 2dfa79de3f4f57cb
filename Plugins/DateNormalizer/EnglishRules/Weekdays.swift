import DateEngine
import DateEnglish

/// Weekdays, `today` and its neighbours.
enum Weekdays {
  static let rules: [Rule] = [
    Rule(
      "weekday", "part? (this|last|next|previous|following)? (last|coming)? part? weekday",
      "on Monday = 2023-03-13",
      unless: [.newspaper, .weekdayName]
    ) {
      Guard.anySuch.applies($0) ? $0[.weekday].map { .unplaced(Partial(weekday: $0)) } : point($0)
    },
    Rule("part-on-weekday", "part on weekday dayPart?", "late on Monday = 2023-03-13") { match in
      point(match).map { match.has(.dayPart) ? .inside($0, DayParts.part(match)) : $0 }
    },
    Rule(
      "weekday-of-week",
      "part? weekday of? (the? part)? the|this? last|next|previous|following|this|same|that unit",
      "on Friday of last week = 2023-03-10"
    ) {
      guard $0.unit == .week, let weekday = $0[.weekday] else { return nil }
      return .inside(week($0), Partial(weekday: weekday))
    },
    Rule("weekday-before-last", "the weekday before last", "the Friday before last = 2023-03-03") {
      $0[.weekday].map { .from(.point(Partial(weekday: $0), .last), -7, .day) }
    },
    Rule("weekdays-ago", "number weekdays ago", "two Fridays ago = 2023-03-03") { match in
      guard let weekday = match[.weekdays], let count = match[.number], (1..<100).contains(count)
      else { return nil }
      return .from(.point(Partial(weekday: weekday), .last), -7 * (count - 1), .day)
    },
    Rule(
      "week-and-weekday", "[this|last|next unit] comma? on? [weekday]",
      "last week on Monday = 2023-W10; 2023-03-06",
      each: { match in
        guard match.unit == .week, let weekday = match[.weekday] else { return [] }
        let week = Meaning.shift(.published, match.steps, .week)
        return [Reading(week), Reading(.inside(week, Partial(weekday: weekday)))]
      }),
    Rule(
      "weekday-and-date",
      "[weekday] opening [(month dayNumber|dayOrdinal)? (dayNumber month)? (comma? year)?] closing",
      "on Monday (March 6) = 2023-03-06; 2023-03-06",
      each: { match in
        guard let month = match[.month], let day = match.day(), let weekday = match[.weekday] else {
          return []
        }
        let year = match[.year]
        let date = Partial(
          year: year, month: month, weekday: year == nil ? weekday : nil, day: day)
        return date.isPossible ? [Reading(.point(date, .open)), Reading(.point(date, .open))] : []
      }),
    Rule(
      "weekday-to-weekday", "[(last|this|next)? weekday] to|hyphen [weekday]",
      "from Monday to Thursday = 2023-03-13; 2023-03-16",
      each: { match in
        guard let first = match[.weekday], let second = match[.weekday, 1] else { return [] }
        // `Open Tuesday to Saturday`: in every week.
        if Guard.opening.applies(match) {
          return [first, second].map { Reading(.set(.each(Partial(weekday: $0)))) }
        }
        return [
          Reading(.point(Partial(weekday: first), match.direction)),
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
    Rule(
      "weekday-the-day", "weekday comma? the dayOrdinal", "on Monday the 13th = 2023-03-13",
      unless: [.beforeWord]
    ) {
      guard let day = $0.day() else { return nil }
      return .point(Partial(weekday: $0[.weekday], day: day), .open)
    },
    Rule("short-day-nth", "shortDay|weekday dayOrdinal", "on Tues 21st = 2023-03-21") {
      guard let day = $0.day(), let weekday = $0[.weekday] ?? $0[.shortDay] else { return nil }
      return .point(Partial(weekday: weekday, day: day), .open)
    },
    Rule(
      "day-word", "part? dayWord", "said yesterday = 2023-03-14",
      unless: [.title, .programme, .ofOurTime, .dayTitle]
    ) {
      $0[.dayWord].map { .shift(.writing, $0, .day) }
    },
    Rule(
      "weekday-part", "part? (this|last|next)? weekday|shortDay dayPart|noon",
      "on Saturday night = 2023-03-11TNI", unless: [.nightName]
    ) { match in
      if Guard.anySuch.applies(match), let weekday = match[.weekday] {
        var night = Partial(weekday: weekday)
        night.takeTime(of: DayParts.part(match))
        return .unplaced(night)
      }
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

  /// The week that is named after a weekday: that of the text, or one counted from publication.
  private static func week(_ match: Match) -> Meaning {
    if match.has(.following) { return .shift(.mention, 1, .week) }
    if match.has(.same) || match.has(.that) { return .shift(.mention, 0, .week) }
    return .shift(.published, match.steps, .week)
  }

  static func point(_ match: Match) -> Meaning? {
    (match[.weekday] ?? match[.shortDay]).map { .point(Partial(weekday: $0), match.direction) }
  }
}
