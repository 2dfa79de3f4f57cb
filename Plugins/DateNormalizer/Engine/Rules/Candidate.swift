/// A timex whose value is not known yet.
package struct Candidate: Sendable {
  /// Its first and last token.
  package var first: Int
  package var last: Int
  package var reading: Reading
  /// The tokens of the time that gives it its day, if another one does: `at 3 p.m. on Saturday`.
  package var day: ClosedRange<Int>?
  /// The name of the rule that found it.
  package var rule: String
}
