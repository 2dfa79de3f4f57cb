import DateEngine
import PostilKit

/// What a word says about when.
extension VerbCue {
  /// The tense of a word as a verb; nil if it says nothing about when.
  ///
  /// - Parameter timex: The first token of the timex, if it comes after the verb.
  static func tense(_ passage: Passage, _ index: Int, _ timex: Int?) -> Tense? {
    guard passage.tokens[index].kind == .word else { return nil }
    let (categories, context) = passage.looks(index)
    // With a capital, `May` is a month.
    let words = categories.contains(.month) || isCentralBank(passage, index) ? [] : context
    if words.contains(.habit) { return .habit }
    if isImperative(passage, index) { return .present }
    // `He'd be back`.
    if words.contains(.be), ["'d", "’d"].contains(passage.word(index - 1)) { return .future }
    // `It could rain on Sunday`; what somebody `could not` do or `could see` is over.
    if words.contains(.modal), !passage.is(index + 1, .notModal), !passage.is(index + 1, .pastVerb)
    {
      return .future
    }
    if timex != nil, words.intersects(mayBeSilent), isSilence(passage, index) { return .past }
    if words.contains(.looksAhead), looksAhead(passage, index) { return .future }
    if words.contains(.futureVerb), !isOpen(passage, index, words) {
      if isBound(passage, index) { return nil }
      // `It lasted until Easter`.
      if categories.contains(.to), (index - 4..<index).contains(where: { passage.is($0, .lasting) })
      {
        return .past
      }
      if categories.contains(.to), wasSo(passage, until: index) { return .past }
      return wasFuture(passage, index, isEnd: categories.contains(.to)) ? .past : .future
    }
    if let plan = PlanInPresent(passage, index, words, timex)?.tense { return plan }
    if categories.contains(.to) { return isDuty(passage, index) ? .future : nil }
    guard words.contains(.pastVerb) || words.contains(.tells) || passage.isPastForm(index) else {
      return nil
    }
    return tenseOfPastForm(passage, index, words, timex)
  }

  /// The tense of a form such as `heard` or `closed`: a past, a participle, or a plan in the passive.
  private static func tenseOfPastForm(
    _ passage: Passage, _ index: Int, _ words: ContextWords, _ timex: Int?
  ) -> Tense? {
    if words.contains(.twoFaced), isNoun(passage, index) { return nil }
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

  private static let beforeStates = Categories([.in, .on, .at, .a, .the, .of, .preposition])

  /// `Was open until Friday`, `did not learn until Tuesday`: a state that is over. What `was closed until` a day still
  /// is.
  private static func wasSo(_ passage: Passage, until index: Int) -> Bool {
    for at in stride(from: index - 1, through: index - 5, by: -1) {
      let word = passage.word(at)
      // `Was in place`, `was a free man`; `were given until` is a participle.
      if word == "was" || word == "were" {
        return passage.categories(at + 1).intersects(beforeStates) || passage.is(at + 1, .openDays)
      }
      if word == "did" { return passage.is(at + 1, .notModal) }
      // `Was not called until Saturday`.
      if passage.isPastForm(at), passage.is(at - 1, .notModal) { return true }
      if word.isEmpty || passage.isPastForm(at) || passage.is(at, .pastVerb)
        || passage.is(at, .futureVerb) || passage.is(at, .putsOff)
        || passage.tokens[at].kind == .punctuation
      {
        return false
      }
    }
    return false
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

  /// `The Fed decision`: a name that is a verb in lower case.
  private static func isCentralBank(_ passage: Passage, _ index: Int) -> Bool {
    passage.isCapital(index) && passage.is(index, .pastVerb) && passage.word(index) == "fed"
  }

  private static let mayBeSilent = ContextWords([.futureVerb, .modal])

  /// `would not say`, `would only confirm`: what somebody did, not what is to come.
  private static func isSilence(_ passage: Passage, _ index: Int) -> Bool {
    ["would", "could"].contains(passage.word(index)) && passage.is(index + 1, .notModal)
      && (index + 2...index + 5).contains { passage.is($0, .speaks) }
  }

  /// `Tickets for`, `hopes of`, `bet on`.
  private static func looksAhead(_ passage: Passage, _ index: Int) -> Bool {
    let next = passage.categories(index + 1)
    return next.contains(.for) || next.contains(.of) || next.contains(.on)
      || next.contains(.in) && passage.word(index) == "date"
  }

  /// `A rate cut`, `its first hit`: a noun that looks like a verb.
  private static func isNoun(_ passage: Passage, _ index: Int) -> Bool {
    let (before, context) = passage.looks(index - 1)
    return before.intersects(beforeNouns) || context.contains(.its) || context.contains(.beforeNoun)
  }

  private static let beforeNouns = Categories([
    .the, .a, .this, .last, .next, .latest, .ordinal, .more, .other, .possessive,
  ])
}

extension Passage {
  /// Whether a word in `-ed` follows a pronoun or a helping verb.
  fileprivate func isVerb(_ index: Int) -> Bool {
    self.is(index - 1, .beforeVerb) || self.is(index - 1, .perfect)
  }
}
