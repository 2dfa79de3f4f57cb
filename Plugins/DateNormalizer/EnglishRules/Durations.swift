import DateEngine
import DateEnglish

/// Lengths.
enum Durations {
  static let rules: [Rule] = [
    Rule(
      "units", "bound|over? a? number more? units trailing?", "for 17 years = P17Y",
      unless: [.age, .capital, .share, .yearBefore, .century],
      length),
    Rule(
      "number-unit", "bound? number hyphen? unit (hyphen? long)?", "a two-week visit = P2W",
      unless: [.age, .yearBefore], length),
    Rule(
      "a-unit", "bound|over? a|one more? unit trailing|orTwo?", "for a month = P1M",
      unless: [.rate, .age, .compound, .minor, .dayOf, .century], length),
    Rule(
      "a-unit-and-half", "bound? (the? last|next)? (a|one)? unit and a half",
      "a minute and a half = PT1M30S", half),
    Rule(
      "units-and-half",
      "bound? (the? last|next|first)? number hyphen? and hyphen? (a hyphen?)? half hyphen? unit|units",
      "two and a half years = P2.5Y", half),
    Rule(
      "half-a-unit", "bound? a? half hyphen? a? unit|units", "half an hour = PT30M",
      unless: [.score], half),
    Rule(
      "range-of-units", "(the last|next)? number to|hyphen|and number units",
      "two to three weeks = P2W", unless: [.age, .both], range),
    Rule(
      "range-of-unit", "number to|hyphen number hyphen? unit", "a 15-20 minute walk = PT15M",
      unless: [.age], range),
    Rule("one-or-two-units", "number orTwo units", "one or two weeks = P1W", length),
    Rule("past-units", "past units", "in past years = PAST_REF") { _ in .reference(.pastRef) },
    Rule(
      "last-units",
      "bound? the? last|next|first|latest|coming|previous|following (number|fuzzy|couple)? more? units trailing?",
      "the past two months = P2M", unless: [.ofWhat], last),
    Rule("recent-units", "recent|coming units", "in recent days = PAST_REF") { match in
      guard let unit = match.unit else { return nil }
      if match.has(.coming) {
        return unit == .month || unit == .quarter
          ? .reference(.futureRef) : .duration(Amount(nil, unit))
      }
      return unit == .year || unit == .day ? .reference(.pastRef) : .duration(Amount(nil, unit))
    },
    Rule(
      "recent-mixed-units", "the? recent|coming units and units",
      "in recent weeks and months = PAST_REF"
    ) { .reference($0.has(.coming) ? .futureRef : .pastRef) },
    Rule("couple-units", "bound? a? the? couple|fuzzy units", "several years = PXY", last),
    Rule(
      "bare-units", "the? units", "in years = PXY",
      unless: [
        .age, .beforeNumber, .afterHyphen, .capital, .ofWhat, .beforeClause, .counted, .minutes,
        .ofWork, .cutShort, .century,
      ]
    ) {
      guard let unit = $0.unit, ![.quarter, .second].contains(unit) else { return nil }
      return .duration(Amount(nil, unit))
    },
    Rule("whole-unit", "bound? a|the whole unit", "it took a full year = P1Y", length),
    Rule("units-ahead", "the? units ahead", "in the weeks ahead = PXW") {
      $0.unit.map { .duration(Amount(nil, $0)) }
    },
    Rule(
      "unit-period", "a? number hyphen? unit period", "a two-year period = P2Y", length),
    Rule("long-word", "long", "a daylong talk = P1D") {
      $0[.long].flatMap { Unit(rawValue: $0) }.map { .duration(Amount(1, $0)) }
    },
    Rule("unit-long", "unit|units hyphen long", "a month-long visit = P1M") { match in
      match.unit.map { .duration(Amount(match.has(.units) ? nil : 1, $0)) }
    },
    Rule("units-old", "units hyphen old", "the weeks-old siege = PXW", unless: [.afterHyphen]) {
      $0.unit.map { .duration(Amount(nil, $0)) }
    },
    Rule("unit-old", "a? unit hyphen old", "a decade-old war = P10Y") {
      $0.unit.flatMap { $0 > .year ? .duration(Amount(1, $0)) : nil }
    },
    Rule(
      "the-units", "bound? the first|whole? number units", "the nine months = P9M",
      unless: [.age, .yearBefore], length),
    Rule(
      "units-in-a-row", "bound|over? (the? last|next|first)? number whole units",
      "for nine straight months = P9M", unless: [.age], length),
    Rule(
      "number-unit-old", "number hyphen unit hyphen old", "an 8-month-old truce = P8M",
      unless: [.child]
    ) {
      $0.unit == .year ? nil : length($0)
    },
  ]

  private static func length(_ match: Match) -> Meaning? {
    guard let amount = match.amount(), amount.unit != .half,
      amount.unit != .second || match.has(.number),
      amount.unit != .quarter || match.has(.units)
    else { return nil }
    return .duration(amount)
  }

  private static func half(_ match: Match) -> Meaning? {
    guard let unit = match.unit else { return nil }
    let whole = match[.number] ?? (match.has(.and) ? 1 : 0)
    guard whole < 1_000_000 else { return nil }
    return .duration(Amount(hundredths: whole * 100 + 50, unit, splits: match[.number] == nil))
  }

  /// A range has the value of its lower end.
  private static func range(_ match: Match) -> Meaning? {
    guard let unit = match.unit, let first = match[.number], let second = match[.number, 1],
      first < second, second < 1_000_000
    else { return nil }
    return .duration(Amount(first, unit))
  }

  private static func last(_ match: Match) -> Meaning? {
    guard let unit = match.unit else { return nil }
    if match.has(.number) { return match.amount().map { .duration($0) } }
    // `coming months` is a reference to the future.
    if match.has(.coming), !match.has(.the), !match.has(.fuzzy), !match.has(.couple) { return nil }
    return .duration(Amount(match[.couple], unit))
  }
}
