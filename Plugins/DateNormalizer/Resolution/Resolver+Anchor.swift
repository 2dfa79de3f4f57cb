import PostilKit

extension Resolver {
  /// What a meaning is counted from: the day of publication, or what was told last.
  func anchor(of meaning: Meaning) -> (words: String, day: CalendarDate?) {
    guard countsFromMention(meaning), let mention, let middle = mention.middle else {
      return (day, published)
    }
    return (ValuePrinter.print(.point(mention)), middle)
  }

  private func countsFromMention(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .shift(.writing, _, _): false
    case .shift(.mention, _, let unit): !isCoarse(unit)
    case .offset: true
    case .mentioned(let unit):
      genre == .narrative || unit <= .day && mention.map { $0.grain <= unit } == true
    case .point(let partial, let direction):
      genre == .narrative || direction == .onward || partial.isTimeOfDay && mention?.date != nil
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer):
      countsFromMention(outer)
    case .either(let future, _): countsFromMention(future)
    default: genre == .narrative
    }
  }
}

extension Partial {
  /// Whether it is a time of some day that it does not say.
  var isTimeOfDay: Bool {
    grain < .day && day == nil && weekday == nil && month == nil
  }
}
