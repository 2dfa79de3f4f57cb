import PostilKit

/// The dated past event that a paragraph tells of, which gives its year to the days and months after it:
/// `The war began on 24 February 2022. In September …`.
struct Background {
  /// A time of the past as written, with its year.
  private struct Event {
    var time: Partial
    var last: Int
    /// Whether it holds until the paragraph ends, not only in its sentence.
    var isLasting: Bool
  }

  /// How many tokens after an event its year still holds.
  private static let reach = 120

  private let passage: Passage
  private let published: CalendarDate?
  private var event: Event?
  /// The last day that was written with its month, on whose month the days after it count: `on 3 May; on the 7th`.
  private var day: (time: Partial, last: Int)?

  init(_ passage: Passage, published: CalendarDate?) {
    (self.passage, self.published) = (passage, published)
  }

  /// The event whose year a month or day without one takes; nil if there is none.
  func story(
    for candidate: Candidate, _ said: TenseReading, _ language: any DateLanguage
  ) -> Partial? {
    let tense = said.tense
    if let day = month(for: candidate) { return day }
    guard let event, case (let partial?, let direction) = candidate.reading.meaning.place,
      !partial.isPlaced,
      direction == .open && (partial.month != nil || partial.isOfFeast) || partial.isDayOfMonth,
      partial.weekday == nil, said.isEnd || !tense.isAhead && !tense.isFuture, tense != .over,
      candidate.first - event.last < Self.reach, holds(event, until: candidate.first),
      !language.tellsReport(candidate, in: passage)
    else { return nil }
    return event.time
  }

  /// Keeps a time that later ones may belong to.
  mutating func add(_ candidate: Candidate, _ value: Value, _ language: any DateLanguage) {
    guard case .point(let partial) = value, let year = partial.calendarYear else { return }
    keepDay(candidate, partial)
    guard case .point(let written, _) = candidate.reading.meaning else {
      // `Last year's summit was in November`.
      if candidate.reading.meaning.isYear, year < published?.year ?? .min,
        passage.role(of: candidate) == .leading
      {
        return event = Event(time: partial, last: candidate.last, isLasting: false)
      }
      // `Two weeks later` goes on with the event; another year, or the present one, ends it.
      if year == published?.year || year != event?.time.calendarYear { event = nil }
      return
    }
    if !written.isPlaced {
      // `On 2 May it began`: later days of the paragraph are not a year after it.
      let isDay = written.month != nil && written.weekday == nil || written.isDayOfMonth
      let isPast = year < published?.year ?? .min && isDay
      event = isPast ? Event(time: partial, last: candidate.last, isLasting: true) : nil
      return
    }
    guard year < published?.year ?? .max, language.tellsEvent(candidate, in: passage) else {
      return event = nil
    }
    let isLasting = partial.month != nil
    guard isLasting || passage.role(of: candidate) == .leading else { return }
    event = Event(time: partial, last: candidate.last, isLasting: isLasting)
  }

  /// The last day that was written with its month, for a day without one.
  private func month(for candidate: Candidate) -> Partial? {
    guard let day, case .point(let partial, _) = candidate.reading.meaning, partial.isDayOfMonth,
      holds(Event(time: day.time, last: day.last, isLasting: true), until: candidate.first)
    else { return nil }
    return day.time
  }

  /// Keeps a day that was written with its month, or goes on from one; any other day ends it.
  private mutating func keepDay(_ candidate: Candidate, _ partial: Partial) {
    guard let date = partial.date, !partial.hasTime else { return }
    let isWritten =
      switch candidate.reading.meaning {
      case .point(let written, _): written.month != nil || written.isDayOfMonth && day != nil
      case .holiday: true
      default: false
      }
    let isNow = date.year == published?.year && date.month == published?.month
    day = isWritten && !isNow ? (partial, candidate.last) : nil
  }

  /// Whether no paragraph ends between an event and a token, nor, for a mere year, a sentence.
  private func holds(_ event: Event, until token: Int) -> Bool {
    guard event.last < token else { return false }
    return !(event.last + 1...token).contains {
      passage.tokens[$0].flags.contains(.paragraphBefore)
        || !event.isLasting && passage.endsSentence($0)
    }
  }
}
