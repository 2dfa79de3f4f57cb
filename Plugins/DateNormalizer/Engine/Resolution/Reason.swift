/// What decided where a time lies.
package struct Reason: Sendable {
  /// The kinds of grounds, the strongest first.
  package enum Kind: Sendable {
    /// The dated event that the paragraph tells of, whose year it takes.
    case event
    /// The recurring day that the sentence speaks of.
    case habit
    /// A word such as `usually`: not one time, but each of them.
    case usual
    /// The words of the time: `last`, `next`, `this`.
    case ownWords
    /// The weekday beside a date, which the year must fit.
    case weekday
    /// The setting `prefer`.
    case preference
    /// A verb of the past; a word such as `since`, after which a time is over.
    case past, over
    /// A verb of the future, or what is fixed in advance.
    case ahead
    /// A verb in the present tense that tells a plan.
    case plan
    /// Nothing: a weekday is the last one, a date without a year the nearest, a quarter that which a report
    /// would be about.
    case last, nearest, report
  }

  package var kind: Kind
  /// The word of the text that decided; empty if none did.
  package var word = ""
}

extension Resolver {
  /// What decided about the last time; nil if it could lie nowhere else.
  func reason(
    for meaning: Meaning, _ value: Value, _ said: TenseReading, _ passage: Passage
  ) -> Reason? {
    if story != nil { return Reason(kind: .event) }
    if habit != nil { return Reason(kind: .habit) }
    guard meaning.needsTense, published != nil || mention != nil else { return nil }
    if case .set = value { return Reason(kind: .usual, word: passage.words(said.token)) }
    let (partial, direction) = meaning.place
    if direction == .onward { return nil }
    if direction != .open { return Reason(kind: .ownWords) }
    if partial?.weekday != nil, partial?.day != nil { return Reason(kind: .weekday) }
    if prefer != .verbs { return Reason(kind: .preference) }
    if partial?.quarter != nil { return Reason(kind: .report) }
    guard let kind = kind(said.tense, value) else {
      return Reason(kind: partial?.weekday != nil || partial == nil ? .last : .nearest)
    }
    return Reason(kind: kind, word: passage.words(said.token))
  }

  /// What the verbs decided; nil if nothing, or if the value lies on the other side.
  private func kind(_ tense: Tense, _ value: Value) -> Reason.Kind? {
    var isAfter: Bool?
    if case .point(let partial) = value, let middle = partial.middle, let published {
      isAfter = middle == published ? nil : middle > published
    }
    switch tense {
    case .over: return .over
    case .past, .surelyPast: return isAfter == true ? nil : .past
    case .future, .nearFuture: return isAfter == false ? nil : .ahead
    case .present: return isAfter == false ? nil : .plan
    case .unknown, .habit: return nil
    }
  }
}

extension Meaning {
  /// Of two meanings, the one that the verbs call for.
  func chosen(by tense: Tense) -> Meaning {
    guard case .either(let future, let other) = self else { return self }
    return tense.isFuture || tense == .present ? future : other
  }

  /// The innermost time whose place is looked for, and where.
  var place: (partial: Partial?, direction: Direction) {
    switch self {
    case .point(let partial, let direction): (partial, direction)
    case .holiday(_, nil, let direction): (Partial(), direction)
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _),
      .ending(_, let outer), .weekdayBeside(_, _, let outer),
      .sameDay(let outer, _):
      outer.place
    default: (nil, .open)
    }
  }
}

extension Partial {
  /// Whether it stands for a feast, which has no fields of its own before its year is known.
  var isOfFeast: Bool { self == Partial() }
}
