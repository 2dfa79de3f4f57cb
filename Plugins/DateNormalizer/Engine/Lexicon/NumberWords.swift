/// The sum of the number words that follow each other in a text; each language adds them up in its way.
package protocol NumberWords: Sendable {
  /// The sum of no words.
  init()

  /// The number so far.
  var value: Int { get }
  /// How many words were taken.
  var count: Int { get }
  /// Whether the number can be a year.
  var isYear: Bool { get }

  /// Takes the number of the next word; false if that word begins another number.
  mutating func take(_ number: Int) -> Bool
  /// Whether a word of these categories may be skipped before the next number.
  func skips(_ categories: Categories) -> Bool
  /// The ordinal that the number and an ordinal word after it make together; nil if they do not.
  func ordinal(with last: Int) -> Int?
}

/// The number words of a language that writes each number as one word.
package struct SingleNumber: NumberWords {
  package private(set) var value = 0
  package private(set) var count = 0
  package var isYear: Bool { false }

  package init() {}

  package mutating func take(_ number: Int) -> Bool {
    guard count == 0 else { return false }
    (value, count) = (number, 1)
    return true
  }

  package func skips(_ categories: Categories) -> Bool { false }
  package func ordinal(with last: Int) -> Int? { nil }
}
