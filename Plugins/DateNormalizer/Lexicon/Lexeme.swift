/// A word, number or phrase that rules can speak of. Words that mean nothing to them have none.
struct Lexeme: Sendable {
  /// Its first token.
  var first: Int
  /// Its last token.
  var last: Int
  /// What it may be.
  var categories: Categories
  /// Its entry of the lexicon, or -1 for a number written in digits or composed of words.
  var entry = -1
  /// The number, of a number.
  var number = 0
  /// Hundredths beyond the number: `1 1/2`, `2.5`.
  var hundredths = 0
  /// Whether the hundredths were written as a fraction.
  var isFraction = false
}
