/// The sum of the number words that follow each other in a text.
package struct NumberSum: Sendable {
  /// The part that later words no longer change, such as the thousands.
  package var total = 0
  /// The part that later words change.
  package var current = 0
  /// Whether two numbers were put beside each other, as in `nineteen ninety-six`.
  package var isPair = false
  /// How many words were added.
  package var count = 0

  package init() {}

  /// The number so far.
  @inlinable package var value: Int { total &+ current }
}

/// How a language adds up its number words.
package protocol NumberGrammar: Sendable {
  /// Adds the number of the next word; false if that word begins another number.
  func add(_ number: Int, to sum: inout NumberSum) -> Bool
  /// Whether a sum can be a year.
  func isYear(_ sum: NumberSum) -> Bool
  /// Whether a word of these categories may be skipped before the next number.
  func skips(_ categories: Categories, after sum: NumberSum) -> Bool
  /// Whether an ordinal word may follow directly.
  func takesOrdinal(_ sum: NumberSum) -> Bool
  /// The ordinal that a sum and an ordinal word make together; nil if they make none.
  func ordinal(_ sum: NumberSum, with last: Int) -> Int?
}

/// The numbers of a language that writes each as one word.
package struct SingleWords: NumberGrammar {
  package init() {}

  package func add(_ number: Int, to sum: inout NumberSum) -> Bool {
    guard sum.count == 0 else { return false }
    (sum.current, sum.count) = (number, 1)
    return true
  }

  package func isYear(_ sum: NumberSum) -> Bool { false }
  package func skips(_ categories: Categories, after sum: NumberSum) -> Bool { false }
  package func takesOrdinal(_ sum: NumberSum) -> Bool { false }
  package func ordinal(_ sum: NumberSum, with last: Int) -> Int? { nil }
}
