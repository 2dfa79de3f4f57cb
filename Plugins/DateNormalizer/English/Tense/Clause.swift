import DateEngine
import PostilKit

/// What the words right before and after a timex say about its direction.
struct Clause {
  private let passage: Passage
  private let first: Int
  private let last: Int
  /// What the token before it is.
  private let before: (categories: Categories, context: ContextWords)

  /// How many tokens before and after a timex the name of an event may be.
  private static let reach = (before: 6, after: 4)

  init(_ passage: Passage, _ first: Int, _ last: Int) {
    (self.passage, self.first, self.last) = (passage, first, last)
    before = passage.looks(first - 1)
  }

  /// `as early as`, `as soon as`: the token in their middle.
  var deadline: Int? {
    let isDeadline =
      before.context.contains(.as) && (passage.is(first - 2, .part) || passage.is(first - 2, .soon))
    return isDeadline ? first - 2 : nil
  }

  /// `ahead of Friday's match`: the first token.
  var aheadOf: Int? {
    let of = before.categories.contains(.the) || before.categories.contains(.this) ? 2 : 1
    guard of == 1 ? before.categories.contains(.of) : passage.is(first - 2, .of),
      passage.is(first - of - 1, .ahead)
    else { return nil }
    return first - of - 1
  }

  /// `ended Oct. 31`. What is `ending` then may lie ahead.
  var isEnd: Bool { before.categories.contains(.ended) && before.context.contains(.pastVerb) }

  /// `extended to Nov. 16`, `until mid-November`: it may lie ahead, whatever was done before.
  var isEndPoint: Bool { before.categories.contains(.to) }

  /// `Until Monday he is a free man`: the preposition.
  var endOfState: Int? {
    guard isEndPoint, passage.beginsSentence(first - 1) else { return nil }
    return (last + 1...last + 4).contains { ["is", "are", "am"].contains(passage.word($0)) }
      ? first - 1 : nil
  }

  /// `by Thursday`, `by 5 p.m. on Thursday`: the preposition before what is to be done until then.
  var limit: Int? { limit(orBefore: false) }

  /// The same; after what somebody asks or forbids `before` is one, too: `ruled out a rise before the autumn`.
  func limit(orBefore isBeforeToo: Bool) -> Int? {
    for index in stride(from: first - 1, to: first - 6, by: -1) {
      if passage.is(index, .preposition) { return passage.word(index) == "by" ? index : nil }
      if passage.is(index, .before), isBeforeToo { return index }
      guard
        passage.is(index, .on) || passage.is(index, .the) || passage.isNumber(index)
          || passage.is(index, .meridiem) || passage.is(index, .noon) || passage.is(index, .part)
      else { return nil }
    }
    return nil
  }

  /// `since`, also before an event that has its day: `since the election in November`.
  var since: Int? {
    if before.categories.contains(.since) { return first - 1 }
    guard isOfNoun else { return nil }
    for index in stride(from: first - 3, to: first - Self.reach.before, by: -1) {
      let (categories, context) = passage.looks(index)
      if categories.contains(.since) { return index }
      guard index >= 0, passage.tokens[index].kind == .word, !context.contains(.pastVerb),
        !categories.contains(.month)
      else { return nil }
    }
    return nil
  }

  /// `The election in November`, `the vote on Monday`: a noun may have this time.
  private var isOfNoun: Bool {
    before.categories.contains(.in) || before.categories.contains(.on)
      || before.categories.contains(.of)
  }

  /// A month before what is known about it: `September jobs figures`, `the July trade data`.
  var isDatum: Bool {
    guard isMonth else { return false }
    for index in last + 1...last + 3 {
      let (categories, context) = passage.looks(index)
      if context.contains(.release) || context.contains(.business) { return true }
      guard index < passage.tokens.count, passage.tokens[index].kind == .word, categories.isEmpty
      else { return false }
    }
    return false
  }

  /// `The Jan. 14 deadline`, `set Nov. 10 as the day`: its name, which no verb makes past.
  var isNamed: Bool {
    if passage.is(last + 1, .as) { return true }
    let isInPhrase = before.categories.contains(.the) || before.categories.contains(.a)
    return isInPhrase && passage.isNumber(last) && passage.isWord(last + 1)
      && !passage.endsPhrase(last + 1)
      && !passage.isPreposition(last + 1)
  }

  /// What happened then, if nobody fixes it in advance: `the crash in May`, `the August riots`.
  var mishap: Int? {
    // `A Saturday robbery`: not `Saturday's robbery`, which may be foretold.
    if isWeekday, passage.is(last + 1, .mishap) { return last + 1 }
    if isMonth, let next = (last + 1...last + 2).first(where: { passage.is($0, .mishap) }) {
      return next
    }
    let isAhead = (first - 5..<first - 2).contains {
      passage.is($0, .awaits) || passage.is($0, .looksAhead) || passage.is($0, .tells)
    }
    guard isOfNoun, !isAhead else { return nil }
    if passage.is(first - 2, .mishap) { return first - 2 }
    // `The collapse of the bridge in December`.
    for index in stride(from: first - 3, to: first - Self.reach.before, by: -1) {
      let (categories, context) = passage.looks(index)
      guard index >= 0, passage.tokens[index].kind == .word, !context.contains(.pastVerb),
        !context.contains(.futureVerb)
      else { return nil }
      if context.contains(.mishap) { return passage.is(index + 1, .of) ? index : nil }
      guard
        categories.isEmpty || categories.contains(.of) || categories.contains(.the)
          || categories.contains(.a)
      else { return nil }
    }
    return nil
  }

  /// Whether it is the name of a month and no more.
  private var isMonth: Bool { first == last && passage.is(first, .month) }

  private var isWeekday: Bool { first == last && passage.is(first, .weekday) }

  /// `Easter is on 9 April`: what is then is told as a plan.
  var isSubjectOfPlan: Bool {
    if isWeekday, passage.is(last + 1, .brings) { return true }
    return passage.is(last + 1, .copula)
      && ((last + 2...last + 4).contains { passage.is($0, .foreseen) } || passage.is(last + 2, .on)
        || passage.is(last + 2, .in)
        || isWeekday && passage.beginsSentence(first)
          && passage.word(last + 1) == "is")
  }

  /// `Wednesday's ruling`: something has its own day.
  var hasOwner: Bool { passage.is(last + 1, .possessive) }

  /// What happens then, if it is fixed in advance: `the election in December`, `Sunday's poll`.
  var event: Int? {
    // `After Tuesday's debate`.
    if before.categories.contains(.after) { return nil }
    return event(in: stride(from: last + 1, through: last + Self.reach.after, by: 1))
      ?? (hasOwner
        ? nil : event(in: stride(from: first - 1, to: first - Self.reach.before, by: -1)))
  }

  /// What is published then: `Thursday's figures`.
  var release: Int? {
    (last + 2...last + 1 + Self.reach.after).first { passage.is($0, .release) }
  }

  /// Whether somebody looks ahead to it: `investors await Friday's report`, `all eyes are on`.
  var isAwaited: Bool { (first - Self.reach.before..<first).contains { passage.is($0, .awaits) } }

  /// `May futures`, `for April delivery`: a month to come.
  var isDelivery: Bool {
    first == last
      && (passage.is(last + 1, .delivery)
        || isMonth && passage.isWord(last + 1) && passage.is(last + 2, .delivery))
  }

  /// `Earnings, out on Thursday, are`: what is told of a noun between commas.
  var isOut: Bool {
    passage.is(first - 1, .on) && passage.word(first - 2) == "out"
      && passage.byte(first - 3) == UInt8(ascii: ",")
  }

  private func event(in indices: some Sequence<Int>) -> Int? {
    for index in indices {
      guard index >= 0, index < passage.tokens.count else { return nil }
      if passage.tokens[index].kind == .punctuation {
        // `Thursday's semi-final`.
        guard passage.isHyphen(index), !passage.isSpaced(index) else { return nil }
        continue
      }
      let (categories, context) = passage.looks(index)
      if categories.contains(.after) { return nil }
      if context.contains(.event), !categories.contains(.month) { return index }
    }
    return nil
  }
}
