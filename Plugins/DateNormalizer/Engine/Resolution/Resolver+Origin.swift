import PostilKit

extension Resolver {
  /// What a meaning is counted from: the day of publication, or an earlier time of the text.
  func origin(of meaning: Meaning) -> Origin {
    guard let earlier = earlier(for: meaning), let middle = earlier.middle else {
      return Origin(value: day, day: published, kind: meaning.isOfPlace ? .news : .published)
    }
    return Origin(
      value: ValuePrinter.print(.point(earlier)), day: middle, kind: kind(of: meaning))
  }

  /// Why a meaning is counted from an earlier time.
  private func kind(of meaning: Meaning) -> Origin.Kind {
    switch meaning {
    case .point where story != nil: .event
    case .point(let partial, let direction):
      direction == .onward
        ? .range : direction == .that ? .mention : partial.isTimeOfDay ? .day : .story
    case .shift(.mention, _, _), .offset: .mention
    case .mentioned: genre == .narrative ? .story : .mention
    case .period: .period
    case .yearAgo: period == nil ? .story : .period
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer), .weekdayBeside(_, _, let outer), .either(let outer, _):
      kind(of: outer)
    default: .story
    }
  }

  /// The earlier time that a meaning is counted from; nil for the day of publication.
  private func earlier(for meaning: Meaning) -> Partial? {
    switch meaning {
    case .shift(.writing, _, _): nil
    case .shift(.published, _, let unit) where unit < .year: nil
    case .shift(.mention, let count, let unit): lastMention(for: count, unit)
    case .offset(let amount, let sign): lastMention(for: sign * (amount.count ?? 1), amount.unit)
    case .mentioned(let unit) where genre == .news:
      unit <= .day && mention.map { $0.grain <= unit } == true ? mention : nil
    case .point where story != nil: story
    case .point(let partial, let direction) where genre == .news:
      direction == .onward || direction == .that || partial.isTimeOfDay && mention?.date != nil
        ? mention : nil
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer):
      earlier(for: outer)
    case .either(let future, _): earlier(for: future)
    case .yearAgo(_, let unit) where unit != .year:
      period ?? (unit == .quarter ? currentPeriod(unit) : nil)
    case .period: period
    default: genre == .narrative ? mention : nil
    }
  }
}

extension Meaning {
  /// Whether it is a time without its year or week, not one that its words count from a day.
  fileprivate var isOfPlace: Bool {
    switch self {
    case .point, .holiday: true
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer), .weekdayBeside(_, _, let outer),
      .sameDay(let outer, _):
      outer.isOfPlace
    default: false
    }
  }
}

extension Partial {
  /// Whether it is a day of a month that it does not name: `the 24th`.
  var isDayOfMonth: Bool { day ?? 0 > 0 && month == nil && year == nil && weekday == nil }

  /// Whether it is a time of day without its day.
  var isTimeOfDay: Bool {
    grain < .day && day == nil && weekday == nil && month == nil
  }
}
