import DateEngine
import DateEnglish

/// Recurring times.
enum Sets {
  static let rules: [Rule] = [
    Rule("every-unit", "every|each unit", "every day = P1D", each: every),
    Rule("every-units", "every number|fuzzy|couple units", "every two years = P2Y", each: every),
    Rule("every-other-unit", "every other|ordinal unit", "every other week = P2W") { match in
      let count = match.has(.other) ? 2 : match[.ordinal]
      guard let unit = match.unit, unit >= .day, let count, count > 1 else { return nil }
      return .set(.every(Amount(count, unit)))
    },
    Rule(
      "every-other-weekday", "every other|ordinal weekday", "every other Tuesday = XXXX-WXX-2",
      each: place),
    Rule("weekends", "units", "open on weekends = XXXX-WXX-WE") {
      $0.unit == .weekend ? .set(.each(Partial(isWeekend: true))) : nil
    },
    Rule(
      "every-two-weekdays", "[every|each weekday] and [weekday]",
      "every Monday and Friday = XXXX-WXX-1; XXXX-WXX-5",
      each: { match in
        (0...1).compactMap { match[.weekday, $0] }.map {
          Reading(.set(.each(Partial(weekday: $0))), quantity: match.has(.each) ? "EACH" : "EVERY")
        }
      }),
    Rule("every-weekday", "every|each weekday", "each Thursday = XXXX-WXX-4", each: place),
    Rule("every-month", "every|each month", "each July = XXXX-07", each: place),
    Rule(
      "every-date", "every|each (month dayNumber|dayOrdinal)? (dayNumber|dayOrdinal of? month)?",
      "every 25 December = XXXX-12-25", each: date),
    Rule("every-feast", "every|each holiday", "every Christmas = XXXX-12-25", each: feast),
    Rule("every-season", "every|each season", "every summer = XXXX-SU", each: place),
    Rule("every-part", "every|each dayPart", "every morning = XXXX-XX-XXTMO", each: place),
    Rule(
      "set-word", "(times hyphen?)? setWord", "the daily tally = P1D",
      unless: [.partOfName, .growth],
      each: adverb),
    Rule(
      "times-a-unit", "times|number times? a|per|each|every unit", "twice a week = P1W", each: rate),
    Rule(
      "times-every-units", "times every number units", "once every four years = P4Y",
      each: { match in
        guard let amount = match.amount() else { return [] }
        return [
          Reading(
            .set(.every(amount)), quantity: "EVERY", frequency: match[.times].map { "\($0)X" })
        ]
      }),
    Rule(
      "lengths-a-unit", "number units a|per|each|every unit", "open five days a week = P1W",
      each: lengths),
    Rule("rate", "a unit", "100 letters a day = P1D", unless: [.price], only: [.rate]) { match in
      match.unit == .day || match.unit == .year ? match.amount().map { .set(.every($0)) } : nil
    },
    Rule("per-unit", "per unit", "200 tons per day = P1D") { match in
      // `60 miles per hour` is not a set.
      match.unit.flatMap { $0 < .day ? nil : .set(.every(Amount(1, $0))) }
    },

  ]

  private static func every(_ match: Match) -> [Reading] {
    guard let amount = match.amount(), amount.unit != .half,
      amount.unit > .minute || match.has(.number)
    else { return [] }
    let quantity = match.has(.each) ? "EACH" : match.has(.every) ? "EVERY" : nil
    return [Reading(.set(.every(amount)), quantity: quantity)]
  }

  private static func place(_ match: Match) -> [Reading] {
    let place = Partial(
      season: match[.season].flatMap { Season(rawValue: $0) }, month: match[.month],
      weekday: match[.weekday], dayPart: match[.dayPart].flatMap { DayPart(rawValue: $0) })
    return [Reading(.set(.each(place)), quantity: match.has(.each) ? "EACH" : "EVERY")]
  }

  private static func date(_ match: Match) -> [Reading] {
    guard let month = match.month, let day = match.day() else { return [] }
    let date = Partial(month: month, day: day)
    guard date.isPossible else { return [] }
    return [Reading(.set(.each(date)), quantity: match.has(.each) ? "EACH" : "EVERY")]
  }

  /// A feast of each year: its day, if it is always the same.
  private static func feast(_ match: Match) -> [Reading] {
    guard let id = Holidays.id(match) else { return [] }
    let quantity = match.has(.each) ? "EACH" : "EVERY"
    guard case .day(let month, let day) = match.passage.lexicon.holidays[id] else {
      return [Reading(.set(.every(Amount(1, .year))), quantity: quantity)]
    }
    return [Reading(.set(.each(Partial(month: month, day: day))), quantity: quantity)]
  }

  /// `24 hours a day`: a number of one unit in each of another.
  private static func lengths(_ match: Match) -> [Reading] {
    guard let count = match[.number], let small = match[.units].flatMap({ Unit(rawValue: $0) }),
      let unit = match[.unit].flatMap({ Unit(rawValue: $0) }), small < unit
    else { return [] }
    return [
      Reading(
        .set(.every(Amount(1, unit))), frequency: "\(count)\(ValuePrinter.letter(of: small))")
    ]
  }

  private static func adverb(_ match: Match) -> [Reading] {
    guard let code = match[.setWord], let unit = Unit(rawValue: code % 100) else { return [] }
    let count = max(1, code / 100)
    return [Reading(.set(.every(Amount(count, unit))), frequency: "\(match[.times] ?? 1)X")]
  }

  private static func rate(_ match: Match) -> [Reading] {
    guard let unit = match.unit else { return [] }
    let count = match[.times] ?? match[.number]
    guard match.has(.times) else { return [] }
    return [Reading(.set(.every(Amount(1, unit))), frequency: count.map { "\($0)X" })]
  }
}
