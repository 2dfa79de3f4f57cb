import PostilKit

/// Infers the year, or the week, of a date that does not give it.
struct YearInference {
  let base: CalendarDate
  let direction: Direction
  let tense: Tense
  let genre: Genre
  var prefer = Preference.verbs
  /// In a story, a time that is more than this number of days before the last one is in the next year.
  var turn = 240

  /// A partial time with its year; nil if there is no such time.
  func place(_ partial: Partial, mention: Partial?) -> Partial? {
    if let weekday = partial.weekday, partial.month == nil, partial.day == nil {
      return Partial(day(weekday, after: mention?.date))
    }
    if partial.month == nil, partial.day != nil { return inMonth(partial, after: mention?.day) }
    if direction == .that, let mention { return nearest(mention, partial) }
    if genre == .narrative, let mention, [.open, .this, .onward].contains(direction) {
      return inStory(partial, mention)
    }
    if direction == .open, prefer == .verbs, let quarter = partial.quarter {
      return self.quarter(quarter)
    }
    if direction == .onward, let mention { return following(mention, partial) }
    return inYear(partial)
  }

  /// The first of a kind that is not before the last mention.
  private func following(_ mention: Partial, _ partial: Partial) -> Partial {
    var result = partial
    // A season that has begun is not the next one.
    let begun = partial.season == nil ? 0 : 33
    let isTurn = position(partial) < position(mention) + begun
    result.year = mention.year.map { isTurn ? $0 + 1 : $0 } ?? base.year
    return result
  }

  /// The one that is nearest to the last mention, or in its year if it is one: `that June`.
  private func nearest(_ mention: Partial, _ partial: Partial) -> Partial {
    var result = partial
    guard let middle = mention.middle, let year = mention.year, !mention.isBC else {
      return result
    }
    let years = mention.grain == .year ? [year] : [year, year - 1, year + 1]
    result.year = years.min { distance($0) < distance($1) }
    return result

    func distance(_ year: Int) -> Int {
      var there = partial
      there.year = year
      return there.middle.map { abs($0.dayNumber - middle.dayNumber) } ?? .max
    }
  }

  /// The quarter meant in a report: the last one, two before it, the present or the next one.
  private func quarter(_ quarter: Int) -> Partial {
    let ahead = quarter - (base.month + 2) / 3
    return Partial(year: base.year + (ahead > 1 ? -1 : ahead < -2 ? 1 : 0), quarter: quarter)
  }

  /// The nearest such weekday in the direction: the most recent one, including today, unless the words
  /// say otherwise.
  private func day(_ weekday: Int, after mention: CalendarDate?) -> CalendarDate {
    if direction == .onward, let mention {
      return mention.advanced(days: (weekday - mention.weekday + 7) % 7)
    }
    let back = (base.weekday - weekday + 7) % 7
    switch direction {
    case .last: return base.advanced(days: back == 0 ? -7 : -back)
    case .next: return base.advanced(days: back == 0 ? 7 : 7 - back)
    case .this:
      let isOver = tense.isAhead && weekday < base.weekday
      return base.advanced(days: weekday - base.weekday + (isOver ? 7 : 0))
    case .open, .onward, .that:
      let isAhead = prefer == .verbs ? tense.isAhead : prefer == .future
      return isAhead && back > 0
        ? base.advanced(days: 7 - back) : base.advanced(days: -back)
    }
  }

  /// In a story the year stays the same until the months begin again.
  private func inStory(_ partial: Partial, _ mention: Partial) -> Partial {
    var result = partial
    (result.year, result.isBC) = (mention.year, mention.isBC)
    guard mention.month != nil || mention.season != nil, let before = mention.middle,
      let here = result.middle
    else { return result }
    if here.dayNumber - before.dayNumber < -turn {
      let next = Partial(.year, around: before.advanced(months: 12))
      (result.year, result.isBC) = (next.year, next.isBC)
    }
    return result
  }

  private func inMonth(_ partial: Partial, after last: Int?) -> Partial? {
    if let weekday = partial.weekday { return inMonth(partial, on: weekday) }
    let day = partial.day ?? 0
    let isAhead = tense.isFuture || tense == .present
    var months = tense.isPast && day > base.day ? -1 : isAhead && day < base.day ? 1 : 0
    // In a story the days go on; after a month they are its days.
    if genre == .narrative { months = last.map { day < $0 } == true ? 1 : 0 }
    var result = Partial(.month, around: base.advanced(months: months))
    result.day = partial.day
    return result
  }

  /// `Friday the 13th`: in this month or a neighbouring one, if it exists.
  private func inMonth(_ partial: Partial, on weekday: Int) -> Partial? {
    for months in [0, -1, 1] {
      var result = Partial(.month, around: base.advanced(months: months))
      result.day = partial.day
      if result.date?.weekday == weekday { return result }
    }
    return nil
  }

  private func inYear(_ partial: Partial) -> Partial? {
    let (here, there) = (position(partial), position(of: base, like: partial))
    var result = partial
    switch direction {
    case .this: result.year = base.year
    case .last: result.year = here < there ? base.year : base.year - 1
    case .next: result.year = here > there ? base.year : base.year + 1
    case .open where prefer == .past: result.year = here <= there ? base.year : base.year - 1
    case .open where prefer == .future: result.year = here >= there ? base.year : base.year + 1
    case .open, .onward, .that: result.year = nearestYear(of: partial)
    }
    return result
  }

  /// Of the years in which the time exists, and has its weekday, the nearest, unless the tense decides
  /// for the one beside it.
  private func nearestYear(of partial: Partial) -> Int {
    func time(in year: Int) -> Partial {
      var result = partial
      result.year = year
      return result
    }
    func distance(_ year: Int) -> Int { (time(in: year).middle?.dayNumber ?? 0) - base.dayNumber }
    let possible = (base.year - 1...base.year + 1).filter { time(in: $0).isPossible }
    let fitting = possible.filter { time(in: $0).date?.weekday == partial.weekday }
    let years = fitting.isEmpty ? possible : fitting
    let nearest = years.min { abs(distance($0)) < abs(distance($1)) } ?? base.year
    let days = distance(nearest)
    // The present month has begun, although its middle is ahead.
    let isNow = partial.day == nil && partial.month == base.month
    if let most = tense.daysAhead(ofDay: partial.day != nil), days > most, !isNow,
      years.contains(nearest - 1)
    {
      return nearest - 1
    }
    let isAhead = tense.isFuture || tense == .present
    let isPast = days < (tense == .nearFuture ? -25 : -45)
    return isAhead && isPast && years.contains(nearest + 1) ? nearest + 1 : nearest
  }

  /// The position of a time in its year, for comparisons.
  private func position(_ partial: Partial) -> Int {
    let month =
      partial.month ?? partial.season?.month ?? partial.quarter.map { $0 * 3 }
      ?? partial.half.map { $0 * 6 } ?? 1
    return month * 32 + (partial.day ?? 0)
  }

  private func position(of date: CalendarDate, like partial: Partial) -> Int {
    if partial.quarter != nil { return (date.month + 2) / 3 * 3 * 32 }
    if partial.half != nil { return (date.month + 5) / 6 * 6 * 32 }
    return date.month * 32 + (partial.day == nil ? 0 : date.day)
  }
}
