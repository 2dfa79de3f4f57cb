import PostilKit

/// The recurring day that a sentence speaks of, on which its times of day lie: `every Friday, from 8 a.m.`
struct RecurringDay {
  /// How many tokens after the day its times may be.
  private static let reach = 15

  private let passage: Passage
  private var day: (partial: Partial, last: Int)?

  init(_ passage: Passage) { self.passage = passage }

  /// The recurring day of a time of day; nil if it has none.
  func day(for candidate: Candidate) -> Partial? {
    guard let day, case .point(let time, _) = candidate.reading.meaning, time.isTimeOfDay,
      candidate.first > day.last, candidate.first - day.last < Self.reach,
      !(day.last...candidate.first).contains(where: passage.endsSentence)
    else { return nil }
    return day.partial
  }

  /// Keeps a recurring day; another day ends it.
  mutating func add(_ candidate: Candidate, _ value: Value) {
    switch value {
    case .set(.each(let partial)) where partial.weekday != nil && !partial.hasTime:
      day = (partial, candidate.last)
    case .set(.every(let amount)) where amount.unit == .day && amount.count == 1:
      day = (.unknown(.day), candidate.last)
    case .point(let partial) where !partial.hasTime: day = nil
    default: break
    }
  }
}
