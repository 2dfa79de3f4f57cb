/// What a word says about the expressions around it without being part of one: nouns followed by a
/// number, what is counted, verbs. Each language has its own, in the order of their numbers.
///
/// The files of `Resources` use their names beside those of categories; a language's guards and tense
/// look for them, patterns cannot.
package struct ContextWord: Sendable {
  package let number: UInt8
  @inlinable package init(_ number: UInt8) { self.number = number }
}

package struct ContextWords: OptionSet, Hashable, Sendable {
  package let rawValue: UInt128
  @inlinable package init(rawValue: UInt128) { self.rawValue = rawValue }
  @inlinable package init(_ word: ContextWord) { rawValue = 1 << UInt128(word.number) }

  /// A set of several.
  package init(_ words: [ContextWord]) {
    self = words.reduce(into: []) { $0.formUnion(ContextWords($1)) }
  }

  @inlinable package func intersects(_ other: ContextWords) -> Bool {
    rawValue & other.rawValue != 0
  }

  /// How many context words a language can have.
  package static let capacity = 128

  @inlinable package func contains(_ word: ContextWord) -> Bool {
    rawValue & (1 << UInt128(word.number)) != 0
  }
}
