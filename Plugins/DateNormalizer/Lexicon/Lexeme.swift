/// A word, number or phrase that rules can speak of. Words that mean nothing to them have none.
///
/// A long text has a million of them: positions are kept in four bytes, so that they stay in the
/// caches of the machine.
struct Lexeme: Sendable {
  /// What it may be.
  var categories: Categories
  /// The number, of a number.
  var number = 0
  private var firstToken: Int32
  private var lastToken: Int32
  private var entryIndex: Int32
  private var hundred: Int32 = 0
  /// Whether the hundredths were written as a fraction.
  var isFraction = false
  /// Whether it stands right behind the lexeme before it, in the same paragraph.
  var isBehind = false

  init(first: Int, last: Int, categories: Categories, entry: Int = -1, number: Int = 0) {
    self.categories = categories
    self.number = number
    firstToken = Int32(truncatingIfNeeded: first)
    lastToken = Int32(truncatingIfNeeded: last)
    entryIndex = Int32(truncatingIfNeeded: entry)
  }

  /// Its first token.
  var first: Int { Int(firstToken) }

  /// Its last token.
  var last: Int {
    get { Int(lastToken) }
    set { lastToken = Int32(truncatingIfNeeded: newValue) }
  }

  /// Its entry of the lexicon, or -1 for a number written in digits or composed of words.
  var entry: Int { Int(entryIndex) }

  /// Hundredths beyond the number: `1 1/2`, `2.5`.
  var hundredths: Int {
    get { Int(hundred) }
    set { hundred = Int32(truncatingIfNeeded: newValue) }
  }
}
