import DateEngine
import PostilKit

/// A word that says when, most often a verb, with its place.
struct VerbCue {
  var tense: Tense
  var index: Int

  /// How many tokens are examined on either side: a bound, so that the time stays linear.
  static let reach = 20

  var reading: TenseReading { TenseReading(tense, index) }

  init(tense: Tense, index: Int) { (self.tense, self.index) = (tense, index) }

  /// The nearest one before a timex in its sentence; nil without one. What stands in a relative clause
  /// between commas belongs to another clause: `the union, which lost on Monday, votes on Friday`.
  init?(before timex: Int, _ passage: Passage) {
    var index = timex - 1
    while index >= 0, index > timex - Self.reach {
      if let opening = passage.relativeClause(endingAt: index) {
        index = opening
      } else if let tense = Self.tense(passage, index, timex) {
        (self.tense, self.index) = (tense, index)
        return
      }
      if passage.endsClause(index) || passage.tokens[index].flags.contains(.paragraphBefore) {
        return nil
      }
      index -= 1
    }
    return nil
  }

  /// The nearest one after a timex in its sentence; nil without one. The verb of a relative clause is passed over:
  /// `on Friday a man who was shot will be buried`.
  init?(after timex: Int, _ passage: Passage) {
    var (isState, isRelative, passed) = (false, false, -1)
    for index in timex + 1..<timex + Self.reach {
      guard index < passage.tokens.count, !passage.endsClause(index) else { return nil }
      // `The favourite is seeded third in a race that begins on Friday`: the verb of another clause.
      if isState, passage.opensRelativeClause(index) { return nil }
      isRelative = isRelative || passage.word(index) == "who"
      if let tense = Self.tense(passage, index, nil) {
        let isParticiple = passed == index - 1 && passage.is(passed, .beforeVerb)
        guard isRelative || isParticiple else {
          (self.tense, self.index) = (tense, index)
          return
        }
        (isRelative, passed) = (false, index)
      }
      if passage.tokens[index].flags.contains(.paragraphBefore) { return nil }
      isState = isState || passage.is(index, .copula)
    }
    return nil
  }
}
