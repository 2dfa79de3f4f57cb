import PostilKit

/// A text with its tokens and lexemes, as rules and guards see it.
///
/// A class, since thousands of match attempts share it and copying it would cost more than they do.
/// It is immutable and must not outlive the call that created it, since it points into the text.
package final class Passage {
  package let bytes: UnsafeBufferPointer<UInt8>
  package let tokens: Tokens
  package let lexemes: [Lexeme]
  package let lexicon: Lexicon
  package let conventions: Conventions
  /// How an ambiguous `3/4/2021` is read in this text.
  package let order: Conventions.Order
  /// The last year that two digits can mean: a little after the day of publication.
  private let lastYear: Int

  init(
    bytes: UnsafeBufferPointer<UInt8>, tokens: Tokens, lexemes: [Lexeme], lexicon: Lexicon,
    conventions: Conventions, published: CalendarDate? = nil
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.lexemes = lexemes
    self.lexicon = lexicon
    self.conventions = conventions
    lastYear = published.map { $0.year + 15 } ?? 2049
    order =
      conventions.order ?? Conventions.Order(seenIn: lexemes, published: published)
      ?? .monthFirst
  }

  /// The year that two digits mean: `'44` in a text of 2023 is 1944.
  package func year(ofShort short: Int) -> Int {
    lastYear - ((lastYear - short) % 100 + 100) % 100
  }

  package func number(_ lexeme: Lexeme, _ category: Category) -> Int? {
    guard lexeme.categories.contains(category) else { return nil }
    guard lexeme.entry >= 0 else { return lexeme.number }
    return lexicon.entries[lexeme.entry].payload(category)
      ?? (lexeme.categories.contains(.number) ? lexeme.number : nil)
  }

  /// The word of a token in lower case; empty past the ends of the text.
  package func word(_ index: Int) -> String {
    guard index >= 0, index < tokens.count, tokens[index].count < 40 else { return "" }
    // Bytes are mapped in place, since `String(decoding:)` of a lazy map is slow and guards ask often.
    let word = bytes[tokens[index].bytes]
    return String(unsafeUninitializedCapacity: word.count) { lower in
      for (at, byte) in word.enumerated() { lower[at] = WordTable.lower(byte) }
      return word.count
    }
  }

  /// A token as the text has it, if it is short; else empty.
  func words(_ token: Int?) -> String {
    guard let token, token >= 0, token < tokens.count, tokens[token].count < 16 else { return "" }
    return String(decoding: bytes[tokens[token].bytes], as: UTF8.self)
  }

  /// The character of a token of one byte; nil for longer tokens and past the ends of the text.
  package func byte(_ index: Int) -> UInt8? {
    guard index >= 0, index < tokens.count, tokens[index].count == 1 else { return nil }
    return bytes[Int(tokens[index].start)]
  }

  /// Whether a number is written with four digits or more, like `0530`.
  package func hasFourDigits(_ lexeme: Lexeme?) -> Bool {
    lexeme.map { tokens[$0.first].count >= 4 } ?? false
  }

  /// Whether a blank or line break precedes a token.
  package func isSpaced(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].flags.contains(.spaceBefore)
  }
}
