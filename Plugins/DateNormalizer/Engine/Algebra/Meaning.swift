/// What words mean before the day of writing is considered: the typed form between rules and values.
/// It contains no strings; only the printer makes them.
indirect package enum Meaning: Sendable {
  /// Fields as written; without a year, looked for around the anchor.
  case point(Partial, Direction)
  /// A number of units away from the anchor, at the grain of that unit: `last year`, `two weeks ago`.
  case shift(Anchor, Int, Unit)
  /// Fields inside another time: `January last year`, `this morning`.
  case inside(Meaning, Partial)
  /// The n-th unit (or weekday) in a time, from the end if negative: `the first week of January`.
  case nth(Int, NthUnit, Meaning)
  /// A holiday of the lexicon, in a year if one is given.
  case holiday(Int, Meaning?, Direction)
  /// The period that the text is about: `the quarter`, `the latest period`.
  case period(Unit?)
  /// The same period one year before: `a year earlier`, `the year-ago quarter`.
  case yearAgo(Int, Unit?)
  /// The last mention, at a grain: `that month`, `the same day`.
  case mentioned(Unit)
  /// A time that nothing places in the calendar: `in the weeks before the war`.
  case unplaced(Partial)
  /// A length.
  case duration(Amount)
  /// A recurring time.
  case set(Recurrence)
  /// Past, present, future.
  case reference(Reference)
  /// Words that look like a time but cannot be one, such as 30 February: no part of them is a timex.
  case impossible
  /// A number of units away from another time: `the day before Christmas`.
  case from(Meaning, Int, Unit)
  /// The first weekday after another time, or the last one before it: `the Monday after Easter`.
  case weekdayBeside(Int, isBefore: Bool, Meaning)
  /// The same day a number of months away: `two years ago Tuesday`.
  case sameDay(Meaning, months: Int)
  /// A number of months and days away from the day of writing, at a grain: `a year and a half ago`.
  case steps(months: Int, days: Int, Unit)
  /// The unit that ends at another time, as the calendar's unit that overlaps it most: `the quarter
  /// ended July 31` is the second.
  case ending(Unit, Meaning)
  /// The first if the verbs are in the future, else the second: `in three days`, `one day`.
  case either(Meaning, Meaning)
  /// A length counted from the last mention; without one, the length itself: `two days later`.
  case offset(Amount, Int)
}

extension Meaning {
  /// Whether the verbs around it can change its value.
  var needsTense: Bool {
    switch self {
    case .point(let partial, _):
      !partial.isPlaced
        && (partial.month != nil || partial.weekday != nil || partial.season != nil
          || partial.half != nil || partial.quarter != nil || partial.day != nil)
    case .holiday(_, let year, _): year == nil
    case .either: true
    case .from(let outer, _, _), .ending(_, let outer), .sameDay(let outer, _): outer.needsTense
    case .inside(let outer, _), .nth(_, _, let outer), .weekdayBeside(_, _, let outer):
      outer.needsTense
    default: false
    }
  }

  /// Whether its value is counted from another time.
  package var isRelative: Bool {
    switch self {
    case .point(let partial, _): !partial.isPlaced
    case .shift, .period, .yearAgo, .mentioned, .offset, .steps: true
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer), .weekdayBeside(_, _, let outer), .sameDay(let outer, _):
      outer.isRelative
    case .holiday(_, let year, _): year == nil
    case .either(let future, _): future.isRelative
    case .unplaced, .duration, .set, .reference, .impossible: false
    }
  }

  /// Whether it is counted from the day of writing, whatever the text tells of.
  var isOfWriting: Bool {
    switch self {
    case .shift(let anchor, _, let unit): anchor == .writing || anchor == .published && unit < .year
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _): outer.isOfWriting
    default: false
    }
  }

  /// Whether it goes back from the last mention, which the text then goes on with: `the day before`.
  var looksBack: Bool {
    switch self {
    case .shift(let anchor, let count, .day): anchor == .mention && count < 0
    case .inside(let outer, _): outer.looksBack
    default: false
    }
  }

  /// Whether it is a year counted from the day of writing: `last year`.
  var isYear: Bool {
    if case .shift(let anchor, _, .year) = self { anchor != .mention } else { false }
  }

  /// Whether it only compares with the period that the text is about.
  var isComparison: Bool {
    switch self {
    case .yearAgo: true
    case .inside(let outer, _): outer.isComparison
    default: false
    }
  }
}

/// What a shift counts from.
package enum Anchor: Sendable {
  /// The day the article was published; in a narrative, the last mention.
  case published
  /// The last mention.
  case mention
  /// The day the article was published, also in a narrative: `today`.
  case writing
}

/// What `nth` counts.
package enum NthUnit: Sendable {
  case unit(Unit)
  case weekday(Int)
}
