/// What words say before it is known when they were written: the typed middle between rules and
/// values. There is no string in it until the printer.
indirect enum Meaning: Sendable {
  /// Fields as written; without a year, looked for around the anchor.
  case point(Partial, Direction)
  /// So many units away from the anchor, at the grain of that unit: `last year`, `two weeks ago`.
  case shift(Anchor, Int, Unit)
  /// Fields inside another time: `January last year`, `this morning`.
  case inside(Meaning, Partial)
  /// The n-th unit (or weekday) in a time, from the end if negative: `the first week of January`.
  case nth(Int, NthUnit, Meaning)
  /// A holiday of the lexicon, in a year if one is said.
  case holiday(Int, Meaning?, Direction)
  /// A period that the text speaks of: `the quarter`, `the latest period`.
  case period(Unit?)
  /// The same period one year before: `a year earlier`, `the year-ago quarter`.
  case yearAgo(Int, Unit?)
  /// What was mentioned last, at a grain: `that month`, `the same day`.
  case mentioned(Unit)
  /// What nothing places in the calendar: `in the weeks before the war`.
  case unplaced(Partial)
  /// A length.
  case duration(Amount)
  /// What comes again.
  case set(Recurrence)
  /// Past, present, future.
  case reference(Reference)
  /// Words that look like a time but cannot be one, such as 30 February: no part of them is a timex.
  case impossible
  /// So many units away from another time: `the day before Christmas`.
  case from(Meaning, Int, Unit)
  /// The unit that ends with another time, which lies in the calendar's unit that it shares most
  /// with: `the quarter ended July 31` is the second.
  case ending(Unit, Meaning)
  /// The first where the verbs speak of the future, else the second: `in three days`, `one day`.
  case either(Meaning, Meaning)
  /// A length counted from the last mention, a mere length without one: `two days later`.
  case offset(Amount, Int)
}

extension Meaning {
  /// Whether the verbs around can change what it means.
  var needsTense: Bool {
    switch self {
    case .point(let partial, _):
      !partial.isPlaced
        && (partial.month != nil || partial.weekday != nil || partial.season != nil
          || partial.half != nil || partial.quarter != nil)
    case .holiday, .either: true
    case .from(let outer, _, _), .ending(_, let outer): outer.needsTense
    case .inside(let outer, _), .nth(_, _, let outer): outer.needsTense
    default: false
    }
  }

  /// Whether its value is counted from another time.
  var isRelative: Bool {
    switch self {
    case .point(let partial, _): !partial.isPlaced
    case .shift, .period, .yearAgo, .mentioned, .offset: true
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer):
      outer.isRelative
    case .holiday(_, let year, _): year == nil
    case .either(let future, _): future.isRelative
    case .unplaced, .duration, .set, .reference, .impossible: false
    }
  }

  /// Whether it only compares with the period spoken of.
  var isComparison: Bool {
    switch self {
    case .yearAgo: true
    case .inside(let outer, _): outer.isComparison
    default: false
    }
  }
}

/// From where one counts.
enum Anchor: Sendable {
  /// The day the article was published; in a narrative, the last mention.
  case published
  /// The last mention.
  case mention
  /// The day the article was published, in a narrative too: `today`.
  case writing
}

/// What `nth` counts.
enum NthUnit: Sendable {
  case unit(Unit)
  case weekday(Int)
}

/// A length: so many units, or an unknown number of them.
struct Amount: Hashable, Sendable {
  /// How many, in hundredths; nil for an unknown number.
  var hundredths: Int?
  var unit: Unit
  /// Whether a fraction is told in the next smaller unit (`2 1/2 years`: two years and six months).
  var splits = false

  init(_ count: Int?, _ unit: Unit) {
    hundredths = count.map { $0.multipliedReportingOverflow(by: 100).partialValue }
    self.unit = unit
  }

  init(hundredths: Int?, _ unit: Unit, splits: Bool = false) {
    self.hundredths = hundredths
    self.unit = unit
    self.splits = splits
  }

  /// Half of it in whole units of a smaller kind: half a century is 50 years.
  var half: (count: Int, unit: Unit)? {
    switch unit {
    case .decade: (5, .year)
    case .century: (50, .year)
    case .year: (6, .month)
    default: nil
    }
  }

  /// The whole count, if it is whole.
  var count: Int? {
    guard let hundredths, hundredths % 100 == 0 else { return nil }
    return hundredths / 100
  }
}

/// What comes again: every so many units, or at the same place of each.
enum Recurrence: Sendable {
  /// Each length: `every two years`.
  case every(Amount)
  /// The same place of each: `each Thursday`, `Monday nights`.
  case each(Partial)
}

/// A meaning with what TIMEX3 keeps beside the value.
struct Reading: Sendable {
  var meaning: Meaning
  var modifier: Modifier?
  /// `EVERY`, `EACH`.
  var quantity: String?
  /// `2X`, `1W`.
  var frequency: String?

  init(
    _ meaning: Meaning, _ modifier: Modifier? = nil, quantity: String? = nil,
    frequency: String? = nil
  ) {
    self.meaning = meaning
    self.modifier = modifier
    self.quantity = quantity
    self.frequency = frequency
  }
}
