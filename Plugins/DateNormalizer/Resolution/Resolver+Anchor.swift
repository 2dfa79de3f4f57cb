import PostilKit

extension Resolver {
  /// What a meaning is counted from: the day of publication, or what was told last.
  func anchor(of meaning: Meaning) -> (words: String, day: CalendarDate?) {
    guard let origin = origin(of: meaning), let middle = origin.middle else {
      return (day, published)
    }
    return (ValuePrinter.print(.point(origin)), middle)
  }

  /// The time told before that a meaning is counted from; nil for the day of publication.
  private func origin(of meaning: Meaning) -> Partial? {
    switch meaning {
    case .shift(.writing, _, _): nil
    case .shift(.mention, let count, let unit): told(count, unit)
    case .offset(let amount, let sign): told(sign * (amount.count ?? 1), amount.unit)
    case .mentioned(let unit) where genre == .news:
      unit <= .day && mention.map { $0.grain <= unit } == true ? mention : nil
    case .point(let partial, let direction) where genre == .news:
      direction == .onward || partial.isTimeOfDay && mention?.date != nil ? mention : nil
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer):
      origin(of: outer)
    case .either(let future, _): origin(of: future)
    case .yearAgo(_, let unit) where unit != .year:
      period ?? (unit == .quarter ? currentPeriod(unit) : nil)
    case .period: period
    default: genre == .narrative ? mention : nil
    }
  }
}

extension Partial {
  /// Whether it is a time of some day that it does not say.
  var isTimeOfDay: Bool {
    grain < .day && day == nil && weekday == nil && month == nil
  }
}
