/// What the words around a timex say about its direction, with the token that says so.
package struct TenseReading: Sendable {
  package var tense: Tense
  /// The verb, preposition or noun that decided; nil if none did.
  package var token: Int?
  /// Whether the token only says that something lasts until then, whatever the verbs say.
  package var isEnd = false

  /// Creates a reading.
  package init(_ tense: Tense, _ token: Int? = nil) { (self.tense, self.token) = (tense, token) }
}
