import PostilKit

/// Gives meanings their values from left to right: a later expression may be counted from an earlier one.
struct Resolver {
  let published: CalendarDate?
  let genre: Genre
  private let prefer: Preference
  /// The last point with a year that moves the text on.
  private(set) var mention: Partial?
  /// The last point with a year, whether it moves the text on or not: `that year`.
  private var recent: Partial?
  /// The last quarter or other period of a report, from which `a year ago` counts.
  private(set) var period: Partial?
  /// The last quarter mentioned, whether the report is about it or not: `that quarter`.
  private var quarter: Partial?
  /// Whether the paragraph has had no month or day yet, so that a year anywhere in it leads.
  private var paragraphIsOpen = false

  private let lexicon: Lexicon
  /// The day of publication as TIMEX3 writes it.
  let day: String?

  init(
    _ lexicon: Lexicon, published: CalendarDate?, _ genre: Genre,
    prefer: Preference = .verbs
  ) {
    self.prefer = prefer
    self.lexicon = lexicon
    self.published = published
    day = published?.description
    self.genre = genre
  }

  /// The value of a reading, or nil if there is no such time; remembers it for what follows.
  mutating func value(_ reading: Reading, _ tense: Tense, _ role: NarrativeRole = .mentioned)
    -> Value?
  {
    switch reading.meaning {
    case .either(let future, let other):
      var chosen = reading
      chosen.meaning = tense.isFuture ? future : other
      return value(chosen, tense, role)
    case .duration(let amount):
      if amount.unit == .month, amount.count ?? 0 > 1 { period = nil }
      return .duration(amount)
    case .set(let recurrence): return .set(recurrence)
    case .reference(let reference): return .reference(reference)
    case .offset(let amount, let sign): return offset(amount, sign)
    case .point(let partial, .open)
    where tense == .habit && !partial.isPlaced && !partial.isTimeOfDay && partial.day == nil:
      return .set(.each(partial))
    default:
      guard let partial = point(reading.meaning, tense), partial.isPossible else { return nil }
      if !reading.meaning.isComparison { remember(partial, role, tense) }
      return .point(partial)
    }
  }

  /// Starts another paragraph.
  mutating func beginParagraph() { paragraphIsOpen = true }

  /// Keeps a point for what follows.
  private mutating func remember(
    _ partial: Partial, _ role: NarrativeRole, _ tense: Tense = .unknown
  ) {
    guard partial.year != nil, partial.month != 0, partial.day != 0 else { return }
    if partial.quarter != nil { quarter = partial }
    if partial.quarter != nil || partial.half != nil,
      isOver(partial) || period == nil && tense.isPast, isNews(partial)
    {
      period = partial
    }
    if role != .aside { recent = partial }
    if genre == .narrative, mention != nil, !leads(partial, role) { return }
    if partial.grain < .year { paragraphIsOpen = false }
    mention = partial
  }

  /// Whether a point moves a story on: a day or a month does; a year or a season only where it begins a
  /// sentence, since others are mentioned in passing (`built in 1614`, `the winter campaign`).
  private func leads(_ partial: Partial, _ role: NarrativeRole) -> Bool {
    if role == .leading { return true }
    guard role == .mentioned, partial.season == nil else { return false }
    return paragraphIsOpen || partial.grain < .year && !looksBack(partial)
  }

  /// Whether a point is in a year before that of the story: `the assembly, elected in May 1790`.
  private func looksBack(_ partial: Partial) -> Bool {
    guard let year = partial.calendarYear, let now = mention?.calendarYear else { return false }
    return year < now
  }

  /// Whether a period is what a report is about, not an earlier one to which it is compared.
  private func isNews(_ partial: Partial) -> Bool {
    guard let day = partial.middle, let before = period?.middle else { return true }
    return before <= day
  }

  /// Whether a period is before the day of writing, so that a report can be about it.
  private func isOver(_ period: Partial) -> Bool {
    guard let published, let middle = period.middle else { return true }
    return middle < published
  }

  // MARK: Points

  private func point(_ meaning: Meaning, _ tense: Tense) -> Partial? {
    switch meaning {
    case .point(let partial, let direction): return placed(partial, direction, tense)
    case .shift(let anchor, let count, let unit): return shifted(anchor, count, unit)
    case .inside(let outer, let inner): return inside(outer, inner, tense)
    case .nth(let count, let unit, let outer):
      return point(outer, tense).flatMap { $0.nth(count, unit) }
    case .holiday(let rule, let year, let direction):
      guard lexicon.holidays.indices.contains(rule) else { return nil }
      return holiday(
        lexicon.holidays[rule], year.flatMap { point($0, tense)?.year }, direction, tense,
        base(.published))
    case .period(let unit): return currentPeriod(unit)
    case .yearAgo(let years, let unit): return yearAgo(years, unit)
    case .unplaced(let partial): return partial
    case .mentioned(let unit): return mentioned(unit)
    case .from(let outer, let count, let unit):
      let middle = point(outer, tense)?.middle
      return middle.map { Partial($0, plus: count, unit) }
    case .ending(let unit, let outer):
      guard let end = point(outer, tense)?.date, unit == .quarter else { return nil }
      return Partial(unit, around: end.advanced(days: -45))
    case .duration, .set, .reference, .offset, .either, .impossible: return nil
    }
  }

  /// The day from which an anchor counts.
  private func base(_ anchor: Anchor) -> CalendarDate? {
    if anchor == .writing { return published }
    if anchor == .mention || genre == .narrative, let middle = mention?.middle { return middle }
    return published ?? mention?.middle
  }

  private func placed(_ partial: Partial, _ direction: Direction, _ tense: Tense) -> Partial? {
    if partial.isPlaced { return partial }
    if partial.isTimeOfDay { return onDay(partial) }
    guard let base = base(.published) else { return partial }
    let inference = YearInference(
      base: base, direction: direction, tense: tense, genre: genre, prefer: prefer)
    guard var result = inference.place(partial, mention: mention) else { return nil }
    result.takeTime(of: partial)
    return result
  }

  /// A time of day on the day last mentioned (in a narrative) or the day of writing.
  private func onDay(_ time: Partial) -> Partial {
    let day = mention?.date ?? published
    guard let day else { return time }
    var result = Partial(day)
    result.takeTime(of: time)
    return result
  }

  /// The mention that a number of units is counted from; nil to count from the day of publication.
  ///
  /// `That year` and `that quarter` are the last ones mentioned. In news, only years are counted from a
  /// year.
  func lastMention(for count: Int, _ unit: Unit) -> Partial? {
    if unit == .year, count == 0, let recent { return recent }
    if unit == .quarter, let quarter { return quarter }
    guard let mention, mention.grain > max(unit, .month) else { return mention }
    return genre == .narrative ? mention : nil
  }

  private func shifted(_ anchor: Anchor, _ count: Int, _ unit: Unit) -> Partial {
    if anchor == .mention, unit == .day, let last = lastMention(for: count, unit),
      last.month != nil || last.grain == .year, last.day == nil
    {
      // A day of that month or year, it is not known which.
      return Partial(
        isBC: last.isBC, year: last.year, month: count == 0 ? last.month ?? 0 : 0, day: 0)
    }
    let day = anchor == .mention ? lastMention(for: count, unit)?.middle : base(anchor)
    guard let base = day ?? base(.published), abs(count) < 100_000 else { return .unknown(unit) }
    return Partial(base, plus: count, unit)
  }

  private func inside(_ outer: Meaning, _ inner: Partial, _ tense: Tense) -> Partial? {
    if case .period = outer, inner.year != nil {
      return period?.refined(by: Partial(year: inner.year)).withQuarter(of: period) ?? inner
    }
    guard let outer = point(outer, tense) else { return nil }
    if let weekday = inner.weekday, let week = outer.week, let year = outer.year {
      return CalendarDate(week: week, of: year).map { Partial($0.advanced(days: weekday - 1)) }
    }
    if inner.hasTime, inner.day == nil, inner.weekday == nil {
      var result = outer
      result.takeTime(of: inner)
      return result
    }
    return outer.refined(by: inner)
  }

  private func mentioned(_ unit: Unit) -> Partial {
    if genre == .narrative || unit <= .day, let mention, mention.grain <= unit {
      return mention.truncated(to: unit)
    }
    return shifted(.published, 0, unit)
  }

  func currentPeriod(_ unit: Unit?) -> Partial {
    if let period { return period }
    guard let published else { return .unknown(.quarter) }
    return Partial(.quarter, around: published.advanced(months: -3))
  }

  private func yearAgo(_ years: Int, _ unit: Unit?) -> Partial {
    if unit != .year, var period, let year = period.year {
      period.year = year - years
      return period
    }
    if unit == .quarter, var quarter = Optional(currentPeriod(.quarter)), let year = quarter.year {
      quarter.year = year - years
      return quarter
    }
    return shifted(.published, -years, .year)
  }

  /// `two days later`: a point if the text tells a story, else a length.
  private mutating func offset(_ amount: Amount, _ sign: Int) -> Value? {
    guard let count = amount.count, amount.unit >= .day, count < 100_000, let mention,
      genre == .narrative || amount.unit >= .year || mention.grain <= max(.day, amount.unit)
    else {
      return amount.hundredths == nil && sign > 0 ? .reference(.futureRef) : .duration(amount)
    }
    let partial = shifted(.mention, sign * count, amount.unit)
    remember(partial, .mentioned)
    return .point(partial)
  }
}

extension Partial {
  /// A place whose fields down to a unit are unknown.
  package static func unknown(_ unit: Unit) -> Partial {
    switch unit {
    case .second, .minute, .hour, .day: Partial(month: 0, day: 0)
    case .weekend: Partial(week: 0, isWeekend: true)
    case .week, .fortnight: Partial(week: 0)
    case .month: Partial(month: 0)
    case .quarter: Partial(quarter: 0)
    default: Partial()
    }
  }

  fileprivate func withQuarter(of other: Partial?) -> Partial {
    var result = self
    result.quarter = other?.quarter
    return result
  }
}
