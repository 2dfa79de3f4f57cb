import DateEngine
import DateEnglish

/// A number of units before or after the day of writing or the last mention.
enum Distances {
  static let rules: [Rule] = [
    Rule(
      "units-ago",
      "bound|over? a|one|fuzzy|couple|number|half (a|half)? more? unit|units trailing|orTwo? ago",
      "10 days ago = 2023-03-05", ago),
    Rule(
      "units-and-half-ago", "bound|over? number and a half unit|units ago",
      "three and a half years ago = 2019-09", ago),
    Rule(
      "in-units", "in|within [bound? a|one|couple|number unit|units trailing|orTwo?]",
      "they will meet in three days = 2023-03-18", unless: [.rate, .age, .compound],
      only: [.byItself]
    ) { match in
      guard let amount = match.amount(), let count = amount.count, amount.unit >= .day,
        amount.unit != .half, amount.unit != .quarter || match.has(.number)
      else { return nil }
      if match.has(.orTwo) { return .either(.reference(.futureRef), .duration(amount)) }
      if match.passage.is(match.firstToken - 1, .within) { return .duration(amount) }
      return .either(.shift(.published, count, amount.unit), .duration(amount))
    },
    Rule("one-day", "one unit", "one day they will win = FUTURE_REF") {
      $0.unit == .day ? .either(.reference(.futureRef), .duration(Amount(1, .day))) : nil
    },
    Rule("long-ago", "units ago", "years ago = PAST_REF") { _ in .reference(.pastRef) },
    Rule(
      "units-ago-today",
      "bound? a|one|couple|number unit|units ago on? (this|last)? weekday|dayWord|unit",
      "a week ago today = 2023-03-08", daysFrom),
    Rule(
      "units-ago-weekday", "bound? a|one|couple|number unit|units ago (this|last)? weekday",
      "it shut two years ago Friday = 2021-03-10", weekdayAgo),
    Rule(
      "units-hence", "bound? a|one|couple|number unit|units hence", "two years from now = 2025",
      hence),
    Rule(
      "units-later",
      "bound|over|trailing? a|one|fuzzy|couple|number unit|units trailing? later|earlier",
      "two days later = P2D", unless: [.capitalLater], later),
    Rule("half-later", "half a unit later|earlier", "half a year later = P6M") { match in
      guard let unit = match.unit, let half = Amount(1, unit).half else { return nil }
      return .offset(Amount(half.count, half.unit), match.has(.earlier) ? -1 : 1)
    },
    Rule(
      "units-before", "bound|over? a|one|couple|number unit|units before",
      "two days before, they met = P2D", only: [.endOfPhrase]
    ) { match in match.amount().map { .offset($0, -1) } },
    Rule(
      "hours-later", "units later|earlier", "days later it fell = FUTURE_REF",
      unless: [.capitalLater]
    ) { match in
      match.unit.map { .offset(Amount(nil, $0), match.has(.earlier) ? -1 : 1) }
    },
  ]

  /// `Two years ago Tuesday`: the same day of the year or the month.
  private static func weekdayAgo(_ match: Match) -> Meaning? {
    guard let weekday = match[.weekday], let count = match.amount()?.count, count < 1000,
      let unit = match.unit, unit == .month || unit == .year
    else { return nil }
    let months = -count * (unit == .year ? 12 : 1)
    return .sameDay(.point(Partial(weekday: weekday), match.direction), months: months)
  }

  private static func ago(_ match: Match) -> Meaning? {
    // `from seven a year ago` is one year ago.
    guard let amount = match.amount(), match.has(.and) || !match.has(.number) || !match.has(.a)
    else { return nil }
    if match.has(.half), !match.has(.and), let half = amount.half {
      return .shift(.published, -half.count, half.unit)
    }
    guard let count = amount.count else {
      guard let hundredths = amount.hundredths else { return .reference(.pastRef) }
      return amount.unit == .year
        ? .shift(.published, -hundredths * 12 / 100, .month) : .offset(amount, -1)
    }
    if amount.unit > .year, count < 1000 {
      let years = amount.unit == .decade ? 10 : amount.unit == .century ? 100 : 1000
      return .shift(.published, -years * count, .year)
    }
    if count >= 10_000 { return .reference(.pastRef) }
    return .shift(.published, -count, amount.unit)
  }

  /// A number of days or weeks before a day, which is a day again.
  private static func daysFrom(_ match: Match) -> Meaning? {
    let unit = (match[.units] ?? match[.unit]).flatMap { Unit(rawValue: $0) }
    guard let amount = match.amount(unit), let count = amount.count, count < 1000 else {
      return nil
    }
    // `Ten years ago this month`, `a year ago today`.
    let inner = match[.unit, match.has(.units) ? 0 : 1].flatMap { Unit(rawValue: $0) }
    if inner != nil || amount.unit == .month || amount.unit == .year {
      guard let grain = match.has(.dayWord) ? .day : inner, grain < amount.unit,
        amount.unit == .month || amount.unit == .year,
        match.has(.dayWord) || match.has(.this) || match.has(.last)
      else { return nil }
      let steps = match.has(.last) ? -1 : 0
      return .steps(
        months: -count * (amount.unit == .year ? 12 : 1) + (grain == .month ? steps : 0),
        days: match[.dayWord] ?? (grain == .week ? 7 * steps : 0), grain)
    }
    guard amount.unit == .day || amount.unit == .week else { return nil }
    let days = -count * (amount.unit == .week ? 7 : 1)
    if let word = match[.dayWord] { return .shift(.writing, word + days, .day) }
    return match[.weekday].map { .from(.point(Partial(weekday: $0), .last), days, .day) }
  }

  private static func hence(_ match: Match) -> Meaning? {
    guard let amount = match.amount(), let count = amount.count, amount.unit >= .day else {
      return nil
    }
    return .shift(.published, count, amount.unit)
  }

  private static func later(_ match: Match) -> Meaning? {
    match.amount().map { .offset($0, match.has(.earlier) ? -1 : 1) }
  }
}
