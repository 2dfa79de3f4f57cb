import PostilKit

extension Resolver {
  /// What a meaning is counted from: the day of publication, or what was told last.
  func anchor(of meaning: Meaning) -> (words: String, day: CalendarDate?) {
    guard countsFromMention(meaning), let told = told(meaning), let middle = told.middle else {
      return (day, published)
    }
    return (ValuePrinter.print(.point(told)), middle)
  }

  private func told(_ meaning: Meaning) -> Partial? {
    switch meaning {
    case .shift(.mention, let count, let unit): told(count, unit)
    case .offset(let amount, let sign): told(sign * (amount.count ?? 1), amount.unit)
    case .inside(let outer, _), .from(let outer, _, _): told(outer)
    default: mention
    }
  }

  private func countsFromMention(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .shift(.writing, _, _): false
    case .shift(.mention, _, _), .offset: true
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
