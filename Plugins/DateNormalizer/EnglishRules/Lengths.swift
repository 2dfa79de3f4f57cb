import DateEngine
import DateEnglish

/// Lengths in runs, in parts of a longer unit, and with their number said twice.
enum Lengths {
  static let rules: [Rule] = [
    Rule(
      "quarter-century", "bound? the? (last|past|next)? a? half|unit hyphen? unit",
      "over the past half century = P50Y", unless: [.compound, .century]
    ) { match in
      // `Its quarter-century low` is one that lasted.
      guard match.has(.a) || match.has(.last) || match.has(.past) || match.has(.next) else {
        return nil
      }
      return Durations.partOfCentury(match).map { .duration(Amount($0, .year)) }
    },
    Rule(
      "quarter-of-unit",
      "bound? (the? last|past|next)? (a|number hyphen?)? unit|units of a unit",
      "a quarter of an hour = PT15M", quarters),
    Rule(
      "nth-in-a-row", "the|a? ordinal whole? unit whole?", "for the fifth straight year = P5Y"
    ) { match in
      guard match.has(.whole) else { return nil }
      guard let count = match[.ordinal], count > 0, let unit = match.unit else { return nil }
      return .duration(Amount(count, unit))
    },
    Rule(
      "number-said-twice", "bound|over? number opening number closing unit|units",
      "thirty (30) days = P30D"
    ) { match in
      guard match[.number] == match[.number, 1] else { return nil }
      return match.amount().map { .duration($0) }
    },
    Rule(
      "shared-units", "[number] and [number units]", "at 6 and 12 months = P6M; P12M",
      unless: [.age], only: [.both],
      each: { match in
        guard let unit = match.unit, let first = match[.number], let second = match[.number, 1],
          first < second, second < 1000
        else { return [] }
        return [first, second].map { Reading(.duration(Amount($0, unit))) }
      }),
    Rule(
      "every-range-of-units", "every number and|to|hyphen number units",
      "every two or three years = P2Y",
      each: { match in
        guard let unit = match.unit, let count = match[.number] else { return [] }
        return [Reading(.set(.every(Amount(count, unit))), quantity: "EVERY")]
      }),
    Rule("short-hours", "military", "for 24h = PT24H", only: [.afterFor]) { match in
      match[.military].flatMap { $0 < 100 ? .duration(Amount($0, .hour)) : nil }
    },
  ]

  /// A number of quarters of an hour, a year or a century.
  private static func quarters(_ match: Match) -> Meaning? {
    let part = match.has(.units) ? match[.units] : match[.unit]
    let whole = match[.unit, match.has(.units) ? 0 : 1].flatMap { Unit(rawValue: $0) }
    guard part == Unit.quarter.rawValue, let count = match.has(.units) ? match[.number] : 1,
      count < 4
    else { return nil }
    switch whole {
    case .hour: return .duration(Amount(15 * count, .minute))
    case .year: return .duration(Amount(3 * count, .month))
    case .century: return .duration(Amount(25 * count, .year))
    default: return nil
    }
  }
}

extension Durations {
  /// The years of `quarter-century`, `half century`.
  static func partOfCentury(_ match: Match) -> Int? {
    let units = [match[.unit], match[.unit, 1]]
    guard units.contains(Unit.century.rawValue) else { return nil }
    if match.has(.half) || units.contains(Unit.half.rawValue) { return 50 }
    return units.contains(Unit.quarter.rawValue) ? 25 : nil
  }
}
