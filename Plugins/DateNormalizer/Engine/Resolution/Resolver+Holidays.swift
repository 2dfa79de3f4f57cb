import PostilKit

extension Resolver {
  /// How many days before the last time of a story, or before the event that a paragraph tells of, a feast of the
  /// same year may be.
  private static let turn = (story: 240, event: 20)

  /// The day of a holiday in a year, or in the year that the direction calls for.
  func holiday(
    _ rule: HolidayRule, _ year: Int?, _ direction: Direction, _ tense: Tense,
    _ base: CalendarDate?,
    isStory: Bool
  ) -> Partial? {
    if let year { return rule.dates(in: year).first.map { Partial($0) } }
    guard let base else {
      guard case .day(let month, let day) = rule else { return .unknown(.day) }
      return Partial(month: month, day: day)
    }
    let days = (-1...1).flatMap { rule.dates(in: base.year + $0) }
    switch direction {
    case .last: return days.last { $0 < base }.map { Partial($0) }
    case .next: return days.first { $0 > base }.map { Partial($0) }
    case .this: return days.first { $0.year == base.year }.map { Partial($0) }
    case .open where isStory, .onward where isStory:
      // That of the story's year, until the months begin again.
      let turn = story == nil || story?.grain == .year ? Self.turn.story : Self.turn.event
      return days.first { $0.year >= base.year && $0.dayNumber > base.dayNumber - turn }
        .map { Partial($0) }
    case .open, .onward, .that:
      if tense.isFuture || tense == .present {
        return days.first { $0 >= base }.map { Partial($0) }
      }
      let nearest = days.min {
        abs($0.dayNumber - base.dayNumber) < abs($1.dayNumber - base.dayNumber)
      }
      if tense.isPast, let nearest, let most = tense.daysAhead(ofDay: false),
        nearest.dayNumber - base.dayNumber > most
      {
        return days.last { $0 <= base }.map { Partial($0) }
      }
      return nearest.map { Partial($0) }
    }
  }
}
