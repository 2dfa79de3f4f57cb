import DateEngine
import DateEnglish
import PostilKit

/// Years.
enum Years {
  static let rules: [Rule] = [
    Rule(
      "year", "(part hyphen?)? year trailing?", "in 2019 = 2019",
      unless: [.count, .partOfNumber, .yearTitle]
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
      "the-year-slash", "[the? unit year] slash|hyphen [shortYear|year]",
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
      guard match[.era] == 2, let year = match.lastNumber else { return nil }
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
      "early-years", "from [shortYear] to [shortYear]", "he ruled from 618 to 907 = 0618; 0907",
      only: [.ofHistory],
      each: { match in
        guard let first = match[.shortYear], let second = match[.shortYear, 1], first < second,
          first > 99
        else { return [] }
        return [first, second].map { Reading(.point(Partial(year: $0), .open)) }
      }),
    Rule("era-year", "year|number|shortYear era", "in 241 BC = BC0241") { match in
      guard let year = match[.number] ?? match[.year], year < 5000, match[.era] != 2 else {
        return nil
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
    Rule(
      "short-years", "[quote shortYear] hyphen|to [quote? shortYear]", "in '14-'18 = 2014; 2018",
      unless: [.quoted],
      each: { match in
        guard let first = match.year(), let second = match.year(1), first < second else {
          return []
        }
        return [first, second].map { Reading(.point(Partial(year: $0), .open)) }
      }),
    Rule("short-year", "quote shortYear", "in '99 = 1999", unless: [.quoted]) {
      $0.year().map { .point(Partial(year: $0), .open) }
    },
  ]

  /// Whether the era that was taken is the one before Christ.
  static func isBC(_ match: Match) -> Bool { match.has(.era) && match[.era] == nil }

  private static func range(_ match: Match) -> [Reading] {
    guard let first = match[.year], var second = match[.year, 1] ?? match[.shortYear] else {
      return []
    }
    if second < 100 { second += first / 100 * 100 }
    guard second >= first, second - first < 200 else { return [] }
    return [first, second].map { Reading(.point(Partial(year: $0), .open)) }
  }
}
