import DateEngine
import PostilKit

/// Years, decades, centuries.
enum Years {
  static let rules: [Rule] = [
    Rule(
      "year", "(part hyphen?)? year trailing?", "in 2019 = 2019", unless: [.count, .partOfNumber, .yearTitle]
    ) {
      $0[.year].map { .point(Partial(year: $0), .open) }
    },
    Rule("the-year", "the? part? unit year|number", "the year two thousand = 2000") {
      guard $0.unit == .year, let year = $0[.year] ?? $0[.number], (1000...2999).contains(year)
      else { return nil }
      return .point(Partial(year: year), .open)
    },
    Rule("edge-year", "the? part? edge of year", "by the end of 2021 = 2021") {
      $0[.year].map { .point(Partial(year: $0), .open) }
    },
    Rule(
      "year-range", "[year] hyphen|to [year|shortYear]", "for 1915-17 = 1915; 1917",
      unless: [.count, .partOfNumber], each: range),
    Rule(
      "year-to-quote", "[year] hyphen|to [quote shortYear]", "from 1914 to '18 = 1914; 1918",
      unless: [.count, .partOfNumber], each: range),
    Rule(
      "the-year-slash", "[the? fiscal? unit year] slash|hyphen [shortYear|year]",
      "the year 2022/23 = 2022; 2023",
      each: { match in
        guard match.unit == .year, let first = match[.year],
          let second = match[.year, 1] ?? match[.shortYear], second % 100 == (first + 1) % 100
        else { return [] }
        return range(match)
      }),
    Rule(
      "year-slash", "[year] slash [shortYear|year]", "in 2010/11 = 2010; 2011",
      each: { match in
        // A season or school year; a slash has no other use between years.
        let second = match[.year, 1] ?? match[.shortYear]
        return match[.year].map { ($0 + 1) % 100 } == second.map { $0 % 100 } ? range(match) : []
      }),
    Rule(
      "day-era-year",
      "(the? dayNumber|dayOrdinal of? month)? (month dayNumber comma?)? year|number|shortYear era",
      "on 15 March 44 BC = BC0044-03-15"
    ) { match in
      guard let month = match[.month], let day = match.day(), match[.era] != 2,
        let year = match.lastNumber, year < 5000
      else { return nil }
      let date = Partial(isBC: isBC(match), year: year, month: month, day: day)
      return date.isPossible ? .point(date, .open) : .impossible
    },
    Rule(
      "day-anno-domini",
      "(the? dayNumber|dayOrdinal of? month)? (month dayNumber comma?)? era year|number|shortYear",
      "on 24 August AD 79 = 0079-08-24"
    ) { match in
      guard match[.era] == 1, let month = match[.month], let day = match.day(),
        let year = match.lastNumber, year < 3000
      else { return nil }
      let date = Partial(year: year, month: month, day: day)
      return date.isPossible ? .point(date, .open) : .impossible
    },
    Rule(
      "islamic-year", "the? (era unit)? (unit)? year|number era?", "the year 1444 AH = 2022"
    ) { match in
      guard match.unit == .year, match[.era] == 2, let year = match.lastNumber else { return nil }
      return LunarDay.islamicDate(year: year, month: 1, day: 1).map {
        .point(Partial(yearOf: $0), .open)
      }
    },
    Rule(
      "day-early-year", "the? dayNumber|dayOrdinal of? month comma? number",
      "on 25 December 800 = 0800-12-25", unless: [.countedYear]
    ) { match in
      guard let month = match[.month], let day = match.day(), let year = match.lastNumber,
        (100...999).contains(year)
      else { return nil }
      let date = Partial(year: year, month: month, day: day)
      return date.isPossible ? .point(date, .open) : .impossible
    },
    Rule("early-year", "in [shortYear]", "he was crowned in 800 = 0800", only: [.ofHistory]) {
      match in
      match[.shortYear].flatMap {
        (100...999).contains($0) ? .point(Partial(year: $0), .open) : nil
      }
    },
    Rule(
      "decade-possessive", "the (part hyphen?)? year possessive", "in the 1990's = 199"
    ) { match in
      match[.year].flatMap { $0 % 10 == 0 ? .point(Partial(decade: $0 / 10), .open) : nil }
    },
    Rule(
      "shared-centuries", "[the? ordinal] and|to|hyphen [the? ordinal units|unit era?]",
      "in the 17th and 18th centuries = 16; 17",
      each: { match in
        guard match.unit == .century, let first = match[.ordinal], let second = match[.ordinal, 1],
          (1...30).contains(first), (1...30).contains(second)
        else { return [] }
        return [first, second].map {
          Reading(.point(Partial(isBC: isBC(match), century: $0 - 1), .open))
        }
      }),
    Rule("era-year", "year|number|shortYear era", "in 241 BC = BC0241") { match in
      guard let year = match[.number] ?? match[.year], year < 5000 else { return nil }
      if match[.era] == 2 {
        // The year in which the Islamic year begins.
        return LunarDay.islamicDate(year: year, month: 1, day: 1).map {
          .point(Partial(yearOf: $0), .open)
        }
      }
      return .point(Partial(isBC: match[.era] == nil, year: year), .open)
    },
    Rule("anno-domini", "era year|number", "in AD 79 = 0079") {
      guard $0[.era] == 1, let year = $0[.number] ?? $0[.year], year < 3000 else { return nil }
      return .point(Partial(year: year), .open)
    },
    Rule("month-era-year", "month year|number era", "in August 480 BC = BC0480-08") {
      guard let year = $0[.number] ?? $0[.year] else { return nil }
      return .point(Partial(isBC: $0[.era] == nil, year: year, month: $0[.month]), .open)
    },
    Rule(
      "era-range", "[year|number] hyphen|to [year|number era]", "from 499-449 BC = BC0499; BC0449",
      each: { match in
        guard let first = match[.number], let second = match[.number, 1], first > second,
          first < 5000, match[.era] == nil
        else { return [] }
        return [first, second].map { Reading(.point(Partial(isBC: true, year: $0), .open)) }
      }),
    Rule(
      "season-era-year", "the? (part hyphen?)? season of? year|number era",
      "in the spring of 480 BC = BC0480-SP"
    ) { match in
      guard let year = match[.number] ?? match[.year] else { return nil }
      return .point(
        Partial(
          isBC: match[.era] == nil, year: year,
          season: match[.season].flatMap { Season(rawValue: $0) }), .open)
    },
    Rule("era-decade", "the? (part hyphen?)? decade era", "in the 470s BC = BC047") {
      $0[.decade].map { .point(Partial(isBC: true, decade: $0), .open) }
    },
    Rule("short-year", "quote shortYear", "in '99 = 1999", unless: [.quoted]) {
      $0.year().map { .point(Partial(year: $0), .open) }
    },
    Rule(
      "decade", "the? (part hyphen?)? quote? decade", "the mid-1990s = 199",
      unless: [.ofAge, .inTens]
    ) {
      $0[.decade].flatMap { $0 < 100 ? nil : .point(Partial(decade: $0), .open) }
    },
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
      "half-of-decade", "the? ordinal|last unit of the? quote? decade",
      "the last half of the '80s = 198", each: half),
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
      "edge-of-century", "the? edge of the? ordinal unit era?",
      "at the end of the 19th century = 18"
    ) { match in
      guard match.unit == .century, let ordinal = match[.ordinal], (1...30).contains(ordinal) else {
        return nil
      }
      return .point(Partial(isBC: isBC(match), century: ordinal - 1), .open)
    },
    Rule(
      "half-of-century", "the? ordinal|last unit of the? ordinal hyphen? unit",
      "in the second half of the 19th century = 18", each: half),
    Rule(
      "century", "the? (part hyphen?)? ordinal hyphen? unit era?", "the 20th century = 19",
      unless: [.score]
    ) {
      guard let ordinal = $0[.ordinal], (1...30).contains(ordinal) else { return nil }
      switch $0.unit {
      case .century: return .point(Partial(isBC: isBC($0), century: ordinal - 1), .open)
      case .millennium: return .point(Partial(isBC: isBC($0), millennium: ordinal - 1), .open)
      default: return nil
      }
    },
  ]

  /// Whether the era that was taken is the one before Christ.
  static func isBC(_ match: Match) -> Bool { match.has(.era) && match[.era] == nil }

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

  private static func range(_ match: Match) -> [Reading] {
    guard let first = match[.year], var second = match[.year, 1] ?? match[.shortYear] else {
      return []
    }
    if second < 100 { second += first / 100 * 100 }
    guard second >= first, second - first < 200 else { return [] }
    return [first, second].map { Reading(.point(Partial(year: $0), .open)) }
  }
}
