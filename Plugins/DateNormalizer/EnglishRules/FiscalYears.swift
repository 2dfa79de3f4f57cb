import DateEngine
import DateEnglish

/// Fiscal years, and quarters by their short names.
enum FiscalYears {
  static let rules: [Rule] = [
    Rule(
      "quarter-name", "the? quarterName|halfName (of|comma|fiscal)? year|fiscalYear",
      "in Q3 2022 = 2022-Q3"
    ) {
      .point(
        Partial(year: $0[.year] ?? $0[.fiscalYear], half: $0[.halfName], quarter: $0[.quarterName]),
        .open)
    },
    Rule("bare-quarter-name", "quarterName", "profit in Q4 = 2022-Q4") {
      .point(Partial(quarter: $0[.quarterName]), .open)
    },
    Rule("year-quarter-name", "year quarterName|halfName", "in 2023 Q1 = 2023-Q1") {
      .point(Partial(year: $0[.year], half: $0[.halfName], quarter: $0[.quarterName]), .open)
    },
    Rule("year-and-quarter", "yearQuarter", "in 2022Q3 = 2022-Q3") {
      $0[.yearQuarter].map {
        $0 % 10 > 5
          ? .point(Partial(year: $0 / 10, half: $0 % 10 - 5), .open)
          : .point(Partial(year: $0 / 10, quarter: $0 % 10), .open)
      }
    },
    Rule(
      "fiscal-year-of-firm", "the? fiscal unit", "its fiscal year ends in June = P1Y",
      unless: [.ended]
    ) {
      $0.unit == .year && $0.passage.is($0.lastToken + 1, .schedules)
        ? .duration(Amount(1, .year)) : nil
    },
    Rule("fiscal-word", "fiscalYear", "in FY23 = 2023") {
      $0[.fiscalYear].map { .point(Partial(year: $0), .open) }
    },
    Rule("fiscal-year", "fiscal year|shortYear", "in fiscal 2022 = 2022") {
      $0.year().map { .point(Partial(year: $0), .open) }
    },
    Rule("fiscal-unit-year", "the? fiscal unit year", "in fiscal year 2022 = 2022") {
      $0[.year].map { .point(Partial(year: $0), .open) }
    },
    Rule(
      "fiscal-year-range", "[the? fiscal unit? year] hyphen|slash [shortYear|year]",
      "in fiscal year 2022-23 = 2022; 2023",
      each: { match in
        guard let first = match[.year], let second = match[.year, 1] ?? match[.shortYear],
          second % 100 == (first + 1) % 100
        else { return [] }
        return [first, first + 1].map { Reading(.point(Partial(year: $0), .open)) }
      }),
    Rule(
      "fiscal-word-range", "[fiscalYear] slash|hyphen [shortYear|year]",
      "in FY08/09 = 2008; 2009",
      each: { match in
        guard let first = match[.fiscalYear], let second = match[.year] ?? match[.shortYear],
          second % 100 == (first + 1) % 100
        else { return [] }
        return [first, first + 1].map { Reading(.point(Partial(year: $0), .open)) }
      }),
    Rule(
      "this-fiscal-year", "the? last|this|next|current fiscal unit", "the last fiscal year = 2022"
    ) {
      guard $0.unit == .year || $0.unit == .quarter, let unit = $0.unit else { return nil }
      return .shift(.published, $0.steps, unit)
    },
  ]
}
