/// A word, number or phrase that rules can use. Words that mean nothing to them have no lexeme.
///
/// A long text has a million of them: positions take four bytes, so that they stay in the processor's
/// caches.
package struct Lexeme: Sendable {
  /// What it may be.
  package var categories: Categories
  /// The value of a number.
  package var number = 0
  private var firstToken: Int32
  private var lastToken: Int32
  private var entryIndex: Int32
  private var hundred: Int32 = 0
  /// Whether the hundredths were written as a fraction.
  package var isFraction = false
  /// Whether it follows the previous lexeme directly, in the same paragraph.
  package var isAdjacent = false

  init(first: Int, last: Int, categories: Categories, entry: Int = -1, number: Int = 0) {
    self.categories = categories
    self.number = number
    firstToken = Int32(truncatingIfNeeded: first)
    lastToken = Int32(truncatingIfNeeded: last)
    entryIndex = Int32(truncatingIfNeeded: entry)
  }

  package var first: Int { Int(firstToken) }

  /// Its last token.
  package var last: Int {
    get { Int(lastToken) }
    set { lastToken = Int32(truncatingIfNeeded: newValue) }
  }

  /// Its entry of the lexicon, or -1 for a number written in digits or composed of words.
  package var entry: Int { Int(entryIndex) }

  /// Hundredths beyond the number: `1 1/2`, `2.5`.
  package var hundredths: Int {
    get { Int(hundred) }
    set { hundred = Int32(truncatingIfNeeded: newValue) }
  }
}
