import DateEngine
import PostilKit

/// The tense of English verbs.
extension Tense {
  /// How many tokens are examined on either side: a bound, so that the time stays linear.
  private static let reach = 20
  /// How many tokens before a weekday a verb of the future may be to move it to the coming week.
  private static let near = 8

  /// The tense of the nearest verb before a timex in its sentence, else after it. An event that has its
  /// own day is not moved by the verbs before (`they would appeal Wednesday's ruling`), unless it is one
  /// that is fixed in advance.
  package static func reading(_ passage: Passage, around first: Int, _ last: Int) -> TenseReading {
    let clause = Clause(passage, first, last)
    if let token = clause.deadline ?? clause.aheadOf { return TenseReading(.nearFuture, token) }
    if clause.isDelivery { return TenseReading(.nearFuture, last + 1) }
    if passage.word(first - 1) == "come" { return TenseReading(.nearFuture, first - 1) }
    if clause.isEnd || clause.isSince { return TenseReading(.over, first - 1) }
    if let cue = before(passage, first), !clause.hasOwner {
      return tense(of: cue, first, passage, clause)
    }
    let reading = after(passage, first, last, clause)
    guard reading.tense == .unknown, !clause.hasOwner, let limit = clause.limit else {
      return reading
    }
    return TenseReading(.nearFuture, limit)
  }

  private static func tense(
    of cue: VerbCue, _ first: Int, _ passage: Passage, _ clause: Clause
  ) -> TenseReading {
    let isNear = first - cue.index <= near
    switch cue.tense {
    case .past where passage.is(cue.index - 1, .habit),
      .present where passage.is(cue.index - 1, .habit):
      return TenseReading(.habit, cue.index - 1)
    case .future where isNear && (!passage.is(cue.index, .commits) || passage.is(first - 3, .to)):
      // Also `promised on Monday to resign on Friday`.
      var reading = TenseReading(.nearFuture, cue.index)
      reading.isEnd = passage.is(cue.index, .to)
      return reading
    case .past where passage.is(cue.index - 1, .copula):
      // `Unless a deal is reached by Friday`, `seats are sold out for Friday`.
      let isFor = passage.is(first - 1, .for) ? first - 1 : nil
      return (clause.limit ?? isFor).map { TenseReading(.nearFuture, $0) } ?? cue.reading
    case .past where passage.is(cue.index, .demand):
      // `Sought a reply by 10 April`.
      return clause.limit.map { TenseReading(.nearFuture, $0) } ?? cue.reading
    case .past where clause.isEndPoint && (cue.index..<first).contains { passage.is($0, .putsOff) }:
      // `Moved to Friday`, `brought forward to May`.
      return TenseReading(.nearFuture, cue.index)
    case .past where clause.isEndPoint && !lasts(passage, cue.index): return TenseReading(.unknown)
    case .past where isNear && tells(passage, cue.index, first):
      return TenseReading(.surelyPast, cue.index)
    case .present where !isNear: return TenseReading(.unknown)
    case .present: return clause.event.map { TenseReading(.nearFuture, $0) } ?? cue.reading
    default: return cue.reading
    }
  }

  /// `It lasted until Easter`: a verb whose end is told with it.
  private static func lasts(_ passage: Passage, _ index: Int) -> Bool {
    (index - 1...index).contains { passage.is($0, .lasting) }
  }

  /// The tense by the verb after a timex, or by what it is the day of.
  private static func after(
    _ passage: Passage, _ first: Int, _ last: Int, _ clause: Clause
  ) -> TenseReading {
    if clause.isSubjectOfPlan { return TenseReading(.present, last + 1) }
    let cue = search(passage, stride(from: last + 1, to: last + reach, by: 1), nil)
    if clause.hasOwner {
      if let cue, cue.tense.isPast { return TenseReading(.surelyPast, cue.index) }
      // `Will miss Saturday's trip`.
      if passage.is(first - 1, .attends), let cue = before(passage, first), cue.tense == .future {
        return TenseReading(.nearFuture, cue.index)
      }
      let isAhead = cue.map { $0.tense == .future } ?? clause.isAwaited
      guard let event = clause.event ?? (isAhead ? clause.release : nil),
        before(passage, first)?.tense.isPast != true
      else { return TenseReading(.unknown) }
      return TenseReading(.nearFuture, event)
    }
    switch cue?.tense {
    case .past?: return TenseReading(.surelyPast, cue?.index)
    case .future? where cue.map({ passage.isPastForm($0.index) }) ?? false:
      return TenseReading(.future, cue?.index)
    case .future?: return TenseReading(.nearFuture, cue?.index)
    case .present?:
      return clause.event.map { TenseReading(.nearFuture, $0) }
        ?? TenseReading(.present, cue?.index)
    default:
      if let event = clause.event { return TenseReading(.future, event) }
      let weather = cue == nil ? weather(passage, first, last) : nil
      return weather.map { TenseReading(.nearFuture, $0) } ?? TenseReading(.unknown)
    }
  }

  /// `Showers on Friday`: weather in a sentence without a verb is a forecast.
  private static func weather(_ passage: Passage, _ first: Int, _ last: Int) -> Int? {
    guard passage.is(last, .weekday) || passage.is(last, .unit) else { return nil }
    let end = (first - reach..<first).last { ends(passage, $0) } ?? first - reach
    let next = (last + 1..<last + reach).first { ends(passage, $0) } ?? last + reach
    return (end..<next).first { passage.is($0, .weather) }
  }

  /// The nearest verb before a timex in its sentence, if it does not begin it.
  private static func before(_ passage: Passage, _ first: Int) -> VerbCue? {
    // `Asked on Monday whether he would quit`.
    if passage.beginsSentence(first - 2), passage.is(first - 1, .on) || passage.is(first - 1, .in),
      passage.word(first - 2).hasSuffix("ed")
    {
      return VerbCue(tense: .past, index: first - 2)
    }
    let cue = search(passage, stride(from: first - 1, to: first - reach, by: -1), first)
    return cue.flatMap { $0.tense != .present && passage.beginsSentence($0.index) ? nil : $0 }
  }

  /// Whether a verb of the past tells what happened: `was arrested`, `fell`. What was `said` may lie
  /// ahead, and a word in `-ed` alone may not be a verb unless only a preposition follows: `opened in`.
  private static func tells(_ passage: Passage, _ index: Int, _ first: Int) -> Bool {
    guard passage.is(index, .pastVerb) else {
      return index == first - 2 || passage.is(index - 1, .beforeVerb) || passage.isName(index - 1)
    }
    return !passage.is(index, .tells) && !passage.is(index - 1, .copula)
  }

  private static func search(
    _ passage: Passage, _ indices: StrideTo<Int>, _ timex: Int?
  ) -> VerbCue? {
    for index in indices {
      guard index >= 0, index < passage.tokens.count else { return nil }
      let token = passage.tokens[index]
      if token.kind == .punctuation {
        if ends(passage, index) { return nil }
      } else if token.kind == .word, let tense = tense(passage, index, token, timex) {
        return VerbCue(tense: tense, index: index)
      }
      if token.flags.contains(.paragraphBefore) { return nil }
    }
    return nil
  }

  /// Whether a token ends a sentence or, as a semicolon does, a clause.
  private static func ends(_ passage: Passage, _ index: Int) -> Bool {
    passage.endsSentence(index) || passage.byte(index) == UInt8(ascii: ";")
  }

  private static func tense(
    _ passage: Passage, _ index: Int, _ token: Token, _ timex: Int?
  ) -> Tense? {
    let (categories, context) = passage.looks(index)
    // With a capital, `May` is a month.
    let words = categories.contains(.month) ? [] : context
    if words.contains(.habit) { return .habit }
    if isImperative(passage, index) { return .present }
    // `He'd be back`.
    if words.contains(.be), ["'d", "’d"].contains(passage.word(index - 1)) { return .future }
    // `It could rain on Sunday`; what somebody `could not` do or `could see` is over.
    if words.contains(.modal), !passage.is(index + 1, .notModal), !passage.is(index + 1, .pastVerb)
    {
      return .future
    }
    if words.contains(.futureVerb), !isOpen(passage, index, words) {
      if isBound(passage, index) { return nil }
      // `It lasted until Easter`.
      if categories.contains(.to), (index - 4..<index).contains(where: { passage.is($0, .lasting) })
      {
        return .past
      }
      return wasFuture(passage, index, isEnd: categories.contains(.to)) ? .past : .future
    }
    if let plan = PlanInPresent(passage, index, words, timex)?.tense { return plan }
    if categories.contains(.to) { return isDuty(passage, index) ? .future : nil }
    guard words.contains(.pastVerb) || words.contains(.tells) || passage.isPastForm(index) else {
      return nil
    }
    // `A feast called Eid`: no verb of its own.
    if passage.is(index, .naming), !passage.isVerb(index) { return nil }
    // `Are to shut`: an infinitive that looks like a past.
    if passage.is(index - 1, .to), passage.word(index - 1) == "to" { return nil }
    if timex != nil, passage.is(index - 1, .copula) {
      // `Her appeal is heard on Monday`, `rain is forecast for Sunday`: a plan in the passive.
      if words.contains(.doing) { return .present }
      if passage.is(index, .foreseen) { return .future }
    }
    // `A vigil is being held on Sunday`.
    if timex != nil, passage.word(index - 1) == "being" { return .present }
    // `Banks are shut`: what is so, not what happened.
    if timex == nil, passage.is(index - 1, .copula) { return nil }
    return isPassive(passage, index, words) ? .future : .past
  }

  /// `Meet me`, `Join us`: at the start of a sentence.
  private static func isImperative(_ passage: Passage, _ index: Int) -> Bool {
    passage.beginsSentence(index) && passage.is(index, .imperative)
      && passage.is(index + 1, .afterImperative)
  }

  /// `to expire`, `the plan`: an infinitive, whose verb precedes it, or a noun.
  private static func isBound(_ passage: Passage, _ index: Int) -> Bool {
    let before = passage.categories(index - 1)
    if before.contains(.to) { return !isDuty(passage, index - 1) }
    return before.contains(.the) || before.contains(.a) || passage.is(index - 1, .its)
  }

  /// `is to open`: a plan.
  private static func isDuty(_ passage: Passage, _ to: Int) -> Bool {
    passage.is(to - 1, .copula)
  }

  /// `set` without `to` or `for` after it says nothing about the future, nor does `plans` without these
  /// or `a`.
  private static func isOpen(_ passage: Passage, _ index: Int, _ words: ContextWords) -> Bool {
    guard words.contains(.needsTo) else { return false }
    // `Promised on Monday to resign`.
    let isDated = passage.is(index + 1, .on) && passage.is(index + 2, .weekday)
    let next = passage.categories(index + (isDated ? 3 : passage.is(index + 1, .weekday) ? 2 : 1))
    return !next.contains(.to) && !next.contains(.for)
      && !(words.contains(.takesA) && next.contains(.a))
  }

  /// `had been due`, `was scheduled`: the future of a past time, which is over. What `has been postponed
  /// until` a day is not.
  private static func wasFuture(_ passage: Passage, _ index: Int, isEnd: Bool) -> Bool {
    isEnd
      ? (index - 3..<index).contains { passage.word($0) == "had" }
      : (index - 2..<index).contains { passage.is($0, .perfect) }
  }

  /// `will be paid`: a participle after a verb of the future. `could not be found` is not one, nor is the
  /// verb of another clause: `talks will resume, he tweeted`, `it is due, unions said`.
  private static func isPassive(_ passage: Passage, _ index: Int, _ words: ContextWords) -> Bool {
    let reach = words.contains(.tells) && words.contains(.pastVerb) ? 1 : 3
    for at in stride(from: index - 1, through: index - reach, by: -1) {
      if at >= 0, passage.tokens[at].kind == .punctuation { return false }
      let words = passage.is(at, .month) ? [] : passage.context(at)
      if words.contains(.futureVerb), !passage.is(at, .to) { return !isBound(passage, at) }
      if words.contains(.be) { return !(at - 2..<at).contains { passage.is($0, .pastVerb) } }
    }
    return false
  }
}

extension Passage {
  /// Whether a word in `-ed` follows a pronoun or a helping verb.
  fileprivate func isVerb(_ index: Int) -> Bool {
    self.is(index - 1, .beforeVerb) || self.is(index - 1, .perfect)
  }
}

/// A verb that says when, with its place.
private struct VerbCue {
  var tense: Tense
  var index: Int

  var reading: TenseReading { TenseReading(tense, index) }
}
