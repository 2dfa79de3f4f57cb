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

  /// `by Thursday`, `by 5 p.m. on Thursday`: the preposition before what is to be done until then.
  var limit: Int? {
    for index in stride(from: first - 1, to: first - 6, by: -1) {
      if passage.is(index, .preposition) { return passage.word(index) == "by" ? index : nil }
      guard
        passage.is(index, .on) || passage.is(index, .the) || passage.isNumber(index)
          || passage.is(index, .meridiem) || passage.is(index, .noon) || passage.is(index, .part)
      else { return nil }
    }
    return nil
  }

  var isSince: Bool { before.categories.contains(.since) }

  /// `Easter is on 9 April`: what is then is told as a plan.
  var isSubjectOfPlan: Bool {
    if first == last, passage.is(first, .weekday),
      passage.is(last + 1, .brings)
    {
      return true
    }
    return passage.is(last + 1, .copula)
      && (passage.is(last + 2, .foreseen) || passage.is(last + 2, .on) || passage.is(last + 2, .in)
        || first == last && passage.is(first, .weekday) && passage.beginsSentence(first)
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
  var isDelivery: Bool { first == last && passage.is(last + 1, .delivery) }

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
