import PostilKit

/// Gives meanings their values from left to right: a later expression may be counted from an earlier one.
struct Resolver {
  let published: CalendarDate?
  let genre: Genre
  let prefer: Preference
  /// The last point with a year that moves the text on.
  private(set) var mention: Partial?
  /// The last point with a year, whether it moves the text on or not: `that year`.
  private(set) var recent: Partial?
  /// The last quarter or other period of a report, from which `a year ago` counts.
  private(set) var period: Partial?
  /// The last quarter mentioned, whether the report is about it or not: `that quarter`.
  private(set) var quarter: Partial?
  /// The dated event whose year the next time takes, if it has none.
  var story: Partial?
  /// The recurring day on which the next time of day lies, if there is one.
  var habit: Partial?
  /// Whether the paragraph has had no month or day yet, so that a year anywhere in it leads.
  private var paragraphIsOpen = false

  let lexicon: Lexicon
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
    case .either:
      var chosen = reading
      chosen.meaning = reading.meaning.chosen(by: tense)
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
      let isAside = genre == .narrative && reading.meaning.isOfWriting
      if genre == .news, reading.meaning.looksBack {
        recent = partial
      } else if !reading.meaning.isComparison, !isAside {
        remember(partial, role, tense)
      }
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
