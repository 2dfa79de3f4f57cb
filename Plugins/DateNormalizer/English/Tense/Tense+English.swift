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
    if let mishap = clause.mishap { return TenseReading(.surelyPast, mishap) }
    if clause.isOut { return TenseReading(.nearFuture, first - 2) }
    if clause.isDelivery { return TenseReading(.nearFuture, last + 1) }
    if passage.word(first - 1) == "come" { return TenseReading(.nearFuture, first - 1) }
    if let over = clause.since ?? (clause.isEnd ? first - 1 : nil) {
      return TenseReading(.over, over)
    }
    if let cue = before(passage, first), !clause.hasOwner {
      let reading = tense(of: cue, first, passage, clause)
      return clause.isDatum && !reading.tense.isPast ? TenseReading(.unknown) : reading
    }
    return withoutVerb(passage, first, last, clause)
  }

  /// The tense by what follows a timex, if no verb precedes it.
  private static func withoutVerb(
    _ passage: Passage, _ first: Int, _ last: Int, _ clause: Clause
  ) -> TenseReading {
    let reading = after(passage, first, last, clause)
    if clause.isDatum, !reading.tense.isPast { return TenseReading(.unknown) }
    guard reading.tense == .unknown, !clause.hasOwner, let limit = clause.limit ?? clause.endOfState
    else {
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
      reading.isEnd = passage.is(cue.index, .to) && passage.word(cue.index) != "to"
      return reading
    case .future where clause.limit != nil: return TenseReading(.nearFuture, cue.index)
    case .past where passage.is(cue.index - 1, .copula):
      // `Unless a deal is reached by Friday`, `seats are sold out for Friday`.
      let isFor = passage.is(first - 1, .for) ? first - 1 : nil
      return (clause.limit ?? isFor).map { TenseReading(.nearFuture, $0) } ?? cue.reading
    case .past where passage.is(cue.index, .demand):
      // `Sought a reply by 10 April`.
      return clause.limit(orBefore: true).map { TenseReading(.nearFuture, $0) } ?? cue.reading
    case .past where clause.isEndPoint && (cue.index..<first).contains { passage.is($0, .putsOff) }:
      // `Moved to Friday`, `brought forward to May`.
      return TenseReading(.nearFuture, cue.index)
    case .past where clause.isEndPoint && cue.index == first - 1: return cue.reading
    case .past where clause.isEndPoint && !lasts(passage, cue.index): return TenseReading(.unknown)
    case .past where isNear && !clause.isNamed && tells(passage, cue.index, first):
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
    let cue = VerbCue(after: last, passage)
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
    case .past?: return TenseReading(clause.isNamed ? .past : .surelyPast, cue?.index)
    case .future? where cue.map({ passage.isPastForm($0.index) }) ?? false:
      return TenseReading(.future, cue?.index)
    case .future?: return TenseReading(.nearFuture, cue?.index)
    case .present?:
      return clause.event.map { TenseReading(.nearFuture, $0) }
        ?? TenseReading(.present, cue?.index)
    default:
      if let event = clause.event { return TenseReading(.future, event) }
      let ahead =
        cue == nil ? weather(passage, first, last) ?? headline(passage, first, last) : nil
      return ahead.map { TenseReading(.nearFuture, $0) } ?? TenseReading(.unknown)
    }
  }

  /// `Storm to hit coast Friday`: an infinitive in a line without another verb, an article or a full stop.
  private static func headline(_ passage: Passage, _ first: Int, _ last: Int) -> Int? {
    guard let start = lineStart(passage, first), endsLine(passage, last) else { return nil }
    for index in start..<first {
      let categories = passage.categories(index)
      if categories.contains(.the) || categories.contains(.a) || categories.contains(.from) {
        return nil
      }
      if categories.contains(.to), index > start, passage.word(index) == "to",
        passage.isWord(index + 1), index + 1 < first, passage.categories(index + 1).isEmpty,
        !passage.isName(index + 1)
      {
        return index
      }
    }
    return nil
  }

  /// The first token of the line, if it is near and no sentence or clause ends before a token.
  private static func lineStart(_ passage: Passage, _ token: Int) -> Int? {
    for index in stride(from: token, to: token - reach, by: -1) {
      if index <= 0 || passage.tokens[index].flags.contains(.paragraphBefore) {
        return max(0, index)
      }
      if passage.endsClause(index - 1) { return nil }
    }
    return nil
  }

  /// Whether the line ends without a full stop.
  private static func endsLine(_ passage: Passage, _ token: Int) -> Bool {
    for index in token + 1..<token + reach {
      if index >= passage.tokens.count || passage.tokens[index].flags.contains(.paragraphBefore) {
        return true
      }
      if passage.endsClause(index) { return false }
    }
    return false
  }

  /// `Showers on Friday`: weather in a sentence without a verb is a forecast.
  private static func weather(_ passage: Passage, _ first: Int, _ last: Int) -> Int? {
    guard passage.is(last, .weekday) || passage.is(last, .unit) else { return nil }
    let end = (first - reach..<first).last { passage.endsClause($0) } ?? first - reach
    let next = (last + 1..<last + reach).first { passage.endsClause($0) } ?? last + reach
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
    return VerbCue(before: first, passage).flatMap {
      $0.tense != .present && passage.beginsSentence($0.index) && !passage.is($0.index, .looksAhead)
        ? nil : $0
    }
  }

  /// Whether a verb of the past tells what happened: `was arrested`, `fell`. What was `said` may lie
  /// ahead, and a word in `-ed` alone may not be a verb unless only a preposition follows: `opened in`.
  private static func tells(_ passage: Passage, _ index: Int, _ first: Int) -> Bool {
    guard passage.is(index, .pastVerb) else {
      return index == first - 2 || passage.is(index - 1, .beforeVerb) || passage.isName(index - 1)
    }
    return !passage.is(index, .tells) && !passage.is(index - 1, .copula)
  }
}
