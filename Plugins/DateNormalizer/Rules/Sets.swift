/// What comes again.
enum Sets {
  static let rules: [Rule] = [
    Rule("every-unit", "every|each unit", "every day = P1D", each: every),
    Rule("every-units", "every number units", "every two years = P2Y", each: every),
    Rule("every-weekday", "every|each weekday", "each Thursday = XXXX-WXX-4", each: place),
    Rule("every-month", "every|each month", "each July = XXXX-07", each: place),
    Rule("every-season", "every|each season", "every summer = XXXX-SU", each: place),
    Rule("every-part", "every|each dayPart", "every morning = XXXX-XX-XXTMO", each: place),
    Rule("set-word", "setWord", "the daily tally = P1D", unless: [.partOfName], each: adverb),
    Rule(
      "times-a-unit", "times|number times? a|per|each|every unit", "twice a week = P1W", each: rate),
    Rule("rate", "a unit", "100 letters a day = P1D", unless: [.price], only: [.rate]) { match in
      match.unit == .day || match.unit == .year ? match.amount().map { .set(.every($0)) } : nil
    },
    Rule("per-unit", "per unit", "200 tons per day = P1D", each: every),
  ]

  private static func every(_ match: Match) -> [Reading] {
    guard let amount = match.amount(), amount.unit > .minute, amount.unit != .half else {
      return []
    }
    let quantity = match.has(.each) ? "EACH" : match.has(.every) ? "EVERY" : nil
    return [Reading(.set(.every(amount)), quantity: quantity)]
  }

  private static func place(_ match: Match) -> [Reading] {
    let place = Partial(
      season: match[.season].flatMap { Season(rawValue: $0) }, month: match[.month],
      weekday: match[.weekday], dayPart: match[.dayPart].flatMap { DayPart(rawValue: $0) })
    return [Reading(.set(.each(place)), quantity: match.has(.each) ? "EACH" : "EVERY")]
  }

  private static func adverb(_ match: Match) -> [Reading] {
    guard let unit = match[.setWord].flatMap({ Unit(rawValue: $0) }) else { return [] }
    return [Reading(.set(.every(Amount(1, unit))), frequency: "1X")]
  }

  private static func rate(_ match: Match) -> [Reading] {
    guard let unit = match.unit else { return [] }
    let count = match[.times] ?? match[.number]
    guard match.has(.times) else { return [] }
    return [Reading(.set(.every(Amount(1, unit))), frequency: count.map { "\($0)X" })]
  }
}
