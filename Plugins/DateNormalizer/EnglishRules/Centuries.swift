import DateEngine
import DateEnglish
import PostilKit

/// Decades, centuries and parts of them.
enum Centuries {
  static let rules: [Rule] = [
    Rule(
      "decade-possessive", "the (part hyphen?)? (quote shortYear)? year? possessive",
      "in the 1990's = 199"
    ) { match in
      match.year().flatMap { $0 % 10 == 0 ? .point(Partial(decade: $0 / 10), .open) : nil }
    },
    Rule(
      "shared-centuries", "[the? ordinal] and|to|hyphen [the? ordinal units|unit era?]",
      "in the 17th and 18th centuries = 16; 17",
      each: { match in
        guard match.unit == .century, let first = match[.ordinal], let second = match[.ordinal, 1],
          (1...30).contains(first), (1...30).contains(second)
        else { return [] }
        return [first, second].map {
          Reading(.point(Partial(isBC: Years.isBC(match), century: $0 - 1), .open))
        }
      }),
    Rule("era-decade", "the? (part hyphen?)? decade era", "in the 470s BC = BC047") {
      $0[.decade].map { .point(Partial(isBC: true, decade: $0), .open) }
    },
    Rule(
      "decade", "the? (part hyphen?)? quote? decade", "the mid-1990s = 199",
      unless: [.ofAge, .inTens]
    ) {
      $0[.decade].flatMap { $0 < 100 ? nil : .point(Partial(decade: $0), .open) }
    },
    Rule(
      "half-of-unit", "the? ordinal|last unit of the|this|last unit",
      "the first half of the decade = 202",
      each: { match in
        guard match[.unit] == Unit.half.rawValue,
          let unit = match[.unit, 1].flatMap({ Unit(rawValue: $0) }), unit > .year
        else { return [] }
        let isLast = match.lexeme(.last, match.has(.ordinal) ? 0 : 1) != nil
        let isEnd = match[.ordinal] == 2 || match[.ordinal] == nil
        return [Reading(.shift(.published, isLast ? -1 : 0, unit), isEnd ? .end : .start)]
      }),
    Rule(
      "shared-decades", "[the? (part hyphen?)? decade] and|to|hyphen [the? quote? decade]",
      "during the 1830s and 40s = 183; 184",
      each: { match in
        guard let first = match[.decade], var second = match[.decade, 1], first > 99,
          let lexeme = match.lexeme(.decade, 1)
        else { return [] }
        if match.passage.isNumber(lexeme.first), match.passage.tokens[lexeme.first].count == 3 {
          second = first / 10 * 10 + second % 10
        }
        guard second > first else { return [] }
        return [first, second].map { Reading(.point(Partial(decade: $0), .open)) }
      }),
    Rule(
      "decade-of-century", "the? ordinal|last unit of the? ordinal hyphen? unit",
      "in the last decade of the 20th century = 199"
    ) { match in
      guard match[.unit] == Unit.decade.rawValue, match[.unit, 1] == Unit.century.rawValue,
        let century = match[.ordinal, match.has(.last) ? 0 : 1], (1...30).contains(century)
      else { return nil }
      guard let nth = match.has(.last) ? 10 : match[.ordinal], (1...10).contains(nth) else {
        return nil
      }
      return .point(Partial(decade: (century - 1) * 10 + nth - 1), .open)
    },
    Rule(
      "edge-of-century", "the? edge of the? ordinal unit era?",
      "at the end of the 19th century = 18"
    ) { match in
      guard match.unit == .century, let ordinal = match[.ordinal], (1...30).contains(ordinal) else {
        return nil
      }
      return .point(Partial(isBC: Years.isBC(match), century: ordinal - 1), .open)
    },
    Rule(
      "half-of-decade", "the? ordinal|last unit of the? quote? decade",
      "the last half of the '80s = 198", each: half),
    Rule(
      "half-of-century", "the? ordinal|last unit of the? ordinal hyphen? unit",
      "in the second half of the 19th century = 18", each: half),
    Rule(
      "century", "the? (part hyphen?)? ordinal hyphen? unit era?", "the 20th century = 19",
      unless: [.score, .centuryName]
    ) {
      guard let ordinal = $0[.ordinal], (1...30).contains(ordinal) else { return nil }
      switch $0.unit {
      case .century: return .point(Partial(isBC: Years.isBC($0), century: ordinal - 1), .open)
      case .millennium: return .point(Partial(isBC: Years.isBC($0), millennium: ordinal - 1), .open)
      default: return nil
      }
    },
  ]

  /// The first or the second half of a longer time is its start or its end.
  private static func half(_ match: Match) -> [Reading] {
    guard match[.unit] == Unit.half.rawValue else { return [] }
    let modifier = match.has(.last) || match[.ordinal] == 2 ? Modifier.end : .start
    if let decade = match[.decade], decade >= 100 {
      return [Reading(.point(Partial(decade: decade), .open), modifier)]
    }
    guard match[.unit, 1] == Unit.century.rawValue,
      let ordinal = match[.ordinal, match.has(.last) ? 0 : 1], (1...30).contains(ordinal)
    else { return [] }
    return [Reading(.point(Partial(century: ordinal - 1), .open), modifier)]
  }
}
