import PostilKit

/// The times that meanings are.
extension Resolver {
  /// The time that a meaning is, without regard to what it is for the text; nil if there is none.
  func point(_ meaning: Meaning, _ tense: Tense) -> Partial? {
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
        center(), isStory: isStory)
    case .period(let unit): return currentPeriod(unit)
    case .yearAgo(let years, let unit): return yearAgo(years, unit)
    case .unplaced(let partial): return partial
    case .mentioned(let unit): return mentioned(unit)
    case .from(let outer, let count, let unit):
      guard let start = point(outer, tense) else { return nil }
      return start.middle.map { Partial($0, plus: count, unit) } ?? .unknown(unit)
    case .weekdayBeside(let weekday, let isBefore, let outer):
      guard let day = point(outer, tense) else { return nil }
      return day.date.map { Partial($0.next(weekday, isBefore: isBefore)) } ?? .unknown(.day)
    case .sameDay(let outer, let months):
      guard let day = point(outer, tense) else { return nil }
      return day.date.map { Partial($0.advanced(months: months)) } ?? .unknown(.day)
    case .steps(let months, let days, let unit):
      guard let published else { return .unknown(unit) }
      // A week is that of its Thursday, as ISO 8601 has it.
      let thursday = unit == .week && months != 0 ? 4 - published.weekday : 0
      let day = published.advanced(days: days + thursday).advanced(months: months)
      return Partial(unit, around: day)
    case .ending(let unit, let outer):
      guard let end = point(outer, tense)?.date, unit == .quarter else { return nil }
      return Partial(unit, around: end.advanced(days: -45))
    case .duration, .set, .reference, .offset, .either, .impossible: return nil
    }
  }

  /// The day from which an anchor counts. What is counted from the day of writing has no value in an
  /// article without one. In a story, `last year` is the one before that of the last mention, but `last
  /// week` is that of the day of writing.
  private func base(_ anchor: Anchor, _ unit: Unit) -> CalendarDate? {
    let isOfStory = genre == .narrative && unit >= .year && published != nil
    if anchor == .mention || anchor == .published && isOfStory, let middle = mention?.middle {
      return middle
    }
    return published
  }

  /// The day around which a weekday or a date without a year is looked for: in a story, that of the last
  /// mention.
  private func center() -> CalendarDate? {
    if let story { return story.middle }
    guard genre == .narrative, let mention else { return published }
    return mention.middle ?? published
  }

  /// Whether times without a year lie around an earlier time of the text.
  private var isStory: Bool {
    story != nil || genre == .narrative && mention != nil && center() != published
  }

  private func placed(_ partial: Partial, _ direction: Direction, _ tense: Tense) -> Partial? {
    if partial.isPlaced { return partial }
    if partial.isTimeOfDay { return onDay(partial) }
    guard let base = center() else { return partial }
    let inference = YearInference(
      base: base, direction: direction, tense: tense, genre: isStory ? .narrative : .news,
      prefer: prefer, turn: story == nil ? 240 : partial.day == nil ? 16 : 20)
    guard var result = inference.place(partial, mention: story ?? mention) else { return nil }
    result.takeTime(of: partial)
    return result
  }

  /// A time of day on the day last mentioned (in a narrative) or the day of writing.
  private func onDay(_ time: Partial) -> Partial {
    guard let day = habit ?? (mention?.date ?? published).map({ Partial($0) }) else { return time }
    var result = day
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

  /// The time a number of units from an anchor.
  func shifted(_ anchor: Anchor, _ count: Int, _ unit: Unit) -> Partial {
    if anchor == .mention, unit == .day, let last = lastMention(for: count, unit),
      last.month != nil || last.grain == .year, last.day == nil
    {
      // A day of that month or year, it is not known which.
      return Partial(
        isBC: last.isBC, year: last.year, month: count == 0 ? last.month ?? 0 : 0, day: 0)
    }
    let day = anchor == .mention ? lastMention(for: count, unit)?.middle : base(anchor, unit)
    guard let base = day ?? base(.published, unit), abs(count) < 100_000 else {
      return .unknown(unit)
    }
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
    if genre == .narrative, unit == .day, let mention, mention.year != nil {
      // A day of that month or year, it is not known which.
      return Partial(isBC: mention.isBC, year: mention.year, month: mention.month ?? 0, day: 0)
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
    return shifted(genre == .narrative ? .mention : .published, -years, .year)
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
