import DateEngine
import PostilKit

/// What the words right before and after a timex say about its direction.
struct Clause {
  private let passage: Passage
  private let first: Int
  private let last: Int

  /// How many tokens before and after a timex the name of an event may be.
  private static let reach = (before: 6, after: 3)

  init(_ passage: Passage, _ first: Int, _ last: Int) {
    (self.passage, self.first, self.last) = (passage, first, last)
  }

  /// `as early as`, `as soon as`.
  var isDeadline: Bool {
    passage.is(first - 1, .as) && (passage.is(first - 2, .part) || passage.is(first - 2, .soon))
  }

  /// `ahead of Friday's match`.
  var isAheadOf: Bool {
    let of = passage.is(first - 1, .the) || passage.is(first - 1, .this) ? first - 2 : first - 1
    return passage.is(of, .of) && passage.is(of - 1, .ahead)
  }

  /// `ended Oct. 31`. What is `ending` then may lie ahead.
  var isEnd: Bool { passage.is(first - 1, .ended) && passage.is(first - 1, .pastVerb) }

  /// `extended to Nov. 16`, `until mid-November`: it may lie ahead, whatever was done before.
  var isEndPoint: Bool { passage.is(first - 1, .to) }

  var isSince: Bool { passage.is(first - 1, .since) }

  /// `Wednesday's ruling`: something has its own day.
  var hasOwner: Bool { passage.is(last + 1, .possessive) }

  /// Whether what happens then is fixed in advance: `the election in December`, `Sunday's poll`.
  var isOfEvent: Bool {
    hasEvent(stride(from: last + 1, through: last + Self.reach.after, by: 1))
      || !hasOwner && hasEvent(stride(from: first - 1, to: first - Self.reach.before, by: -1))
  }

  private func hasEvent(_ indices: some Sequence<Int>) -> Bool {
    for index in indices {
      guard index >= 0, index < passage.tokens.count else { return false }
      if passage.tokens[index].kind == .punctuation || passage.is(index, .after) { return false }
      if passage.is(index, .event) { return true }
    }
    return false
  }
}
