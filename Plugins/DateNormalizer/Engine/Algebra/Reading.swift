/// A meaning with what TIMEX3 keeps beside the value.
package struct Reading: Sendable {
  package var meaning: Meaning
  package var modifier: Modifier?
  /// `EVERY`, `EACH`.
  package var quantity: String?
  /// `2X`, `1W`.
  package var frequency: String?

  /// Creates a reading; all but the meaning may be missing.
  package init(
    _ meaning: Meaning, _ modifier: Modifier? = nil, quantity: String? = nil,
    frequency: String? = nil
  ) {
    self.meaning = meaning
    self.modifier = modifier
    self.quantity = quantity
    self.frequency = frequency
  }
}
