import DateEngine
import PostilKit

/// The tense of English verbs.
extension Tense {
  /// How many tokens are examined on either side: a bound, so that the time stays linear.
  private static let reach = 20
  /// How many tokens before a weekday a verb of the future may be to move it to the coming week.
  private static let near = 8

  /// The tense of the nearest verb before a timex in its sentence, else after it. An event that has its
  /// own day is not moved by the verbs before: `they would appeal Wednesday's ruling`.
  init(_ passage: Passage, around first: Int, _ last: Int) {
    if Self.isDeadline(passage, first) {
      self = .nearFuture
    } else if Self.isEnd(passage, first) {
      self = .over
    } else if passage.is(first - 1, .since) {
      self = .surelyPast
    } else if !passage.is(last + 1, .possessive),
      let cue = Self.search(passage, stride(from: first - 1, to: first - Self.reach, by: -1)),
      !passage.beginsSentence(cue.index)
    {
      let isNear = first - cue.index <= Self.near
      switch cue.tense {
      case .past where passage.is(cue.index - 1, .habit): self = .habit
      case .future where isNear && !passage.is(cue.index, .commits): self = .nearFuture
      case .past where isNear && Self.tells(passage, cue.index): self = .surelyPast
      default: self = cue.tense
      }
    } else if let cue = Self.search(passage, stride(from: last + 1, to: last + Self.reach, by: 1)) {
      let isPlanned = Self.isRegularPast(passage, passage.tokens[cue.index])
      switch cue.tense {
      case .past: self = .surelyPast
      case .habit: self = .unknown
      default: self = isPlanned ? .future : .nearFuture
      }
    } else {
      self = .unknown
    }
  }

  /// Whether a verb of the past tells what happened: `was arrested`, `fell`. What was `said` may lie
  /// ahead, and a word in `-ed` alone may not be a verb.
  private static func tells(_ passage: Passage, _ index: Int) -> Bool {
    let before = passage.word(index - 1)
    guard passage.is(index, .pastVerb) else { return ["was", "were", "had"].contains(before) }
    return !["said", "told"].contains(passage.word(index)) && !["is", "are"].contains(before)
  }

  /// `as early as`, `as soon as`.
  private static func isDeadline(_ passage: Passage, _ first: Int) -> Bool {
    passage.is(first - 1, .as) && (passage.is(first - 2, .part) || passage.is(first - 2, .soon))
  }

  /// `ended Oct. 31`. What is `ending` then may lie ahead.
  private static func isEnd(_ passage: Passage, _ first: Int) -> Bool {
    passage.is(first - 1, .ended) && passage.is(first - 1, .pastVerb)
  }

  private static func search(
    _ passage: Passage, _ indices: StrideTo<Int>
  ) -> (tense: Tense, index: Int)? {
    for index in indices {
      guard index >= 0, index < passage.tokens.count else { return nil }
      let token = passage.tokens[index]
      if token.kind == .punctuation {
        if passage.endsSentence(index) { return nil }
      } else if token.kind == .word, let tense = tense(passage, index, token) {
        return (tense, index)
      }
      if token.flags.contains(.paragraphBefore) { return nil }
    }
    return nil
  }

  /// The context words of a token. With a capital, `May` is a month.
  private static func words(_ passage: Passage, _ index: Int) -> ContextWords {
    passage.is(index, .month) ? [] : passage.context(index)
  }

  private static func tense(_ passage: Passage, _ index: Int, _ token: Token) -> Tense? {
    let words = words(passage, index)
    if words.contains(.habit) { return .habit }
    if words.contains(.futureVerb), !isOpen(passage, index, words) {
      if isBound(passage, index) { return nil }
      return wasFuture(passage, index) ? .past : .future
    }
    if passage.is(index, .to) { return isDuty(passage, index) ? .future : nil }
    guard words.contains(.pastVerb) || isRegularPast(passage, token) else { return nil }
    return isPassive(passage, index) ? .future : .past
  }

  /// `to expire`, `the plan`: an infinitive, whose verb precedes it, or a noun.
  private static func isBound(_ passage: Passage, _ index: Int) -> Bool {
    let before = passage.categories(index - 1)
    if before.contains(.to) { return !isDuty(passage, index - 1) }
    return before.contains(.the) || before.contains(.a) || passage.is(index - 1, .its)
  }

  /// `is to open`: a plan.
  private static func isDuty(_ passage: Passage, _ to: Int) -> Bool {
    ["is", "are"].contains(passage.word(to - 1))
  }

  /// `set` without `to` or `for` after it says nothing about the future, nor does `plans` without these
  /// or `a`.
  private static func isOpen(_ passage: Passage, _ index: Int, _ words: ContextWords) -> Bool {
    guard words.contains(.needsTo) else { return false }
    let next = passage.categories(index + 1)
    return !next.contains(.to) && !next.contains(.for)
      && !(words.contains(.takesA) && next.contains(.a))
  }

  /// `had been due`, `was scheduled`: the future of a past time, which is over.
  private static func wasFuture(_ passage: Passage, _ index: Int) -> Bool {
    (index - 2..<index).contains { passage.is($0, .perfect) }
  }

  /// `will be paid`: a participle after a verb of the future. `could not be found` is not one.
  private static func isPassive(_ passage: Passage, _ index: Int) -> Bool {
    (index - 3..<index).contains { at in
      let words = words(passage, at)
      if words.contains(.futureVerb) { return !isBound(passage, at) }
      return words.contains(.be)
        && !(at - 2..<at).contains { passage.is($0, .pastVerb) }
    }
  }

  /// A word in `-ed`.
  private static func isRegularPast(_ passage: Passage, _ token: Token) -> Bool {
    let end = Int(token.end)
    return token.count > 4 && !token.isCapital
      && passage.bytes[end - 1] == UInt8(ascii: "d") && passage.bytes[end - 2] == UInt8(ascii: "e")
  }
}
