import PostilKit

/// A temporal expression with its value.
package struct Timex: Sendable {
  package var span: Span
  /// The name of the rule that found it.
  package var rule: String
  package var reading: Reading
  package var value: Value
  package var origin: Origin
  /// What decided beside the words themselves; nil if nothing did.
  package var reason: Reason?
  /// Whether only a word such as `to` separates it from the timex before, so that both are a range.
  package var endsRange: Bool
}
