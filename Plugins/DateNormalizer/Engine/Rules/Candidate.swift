/// A timex whose value is not known yet.
package struct Candidate: Sendable {
  /// Its first and last token.
  package var first: Int
  package var last: Int
  package var reading: Reading
  /// The name of the rule that found it.
  package var rule: String
}
