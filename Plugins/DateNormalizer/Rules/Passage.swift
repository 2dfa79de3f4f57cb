import PostilKit

/// A text with its tokens and lexemes, as rules and guards see it.
///
/// A class, since thousands of attempts at a match share it and copying it would cost more than they
/// do. Nothing in it changes; it lives no longer than the call that made it.
final class Passage {
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: Tokens
  let lexemes: [Lexeme]
  let lexicon: Lexicon
  let settings: Settings

  init(
    bytes: UnsafeBufferPointer<UInt8>, tokens: Tokens, lexemes: [Lexeme], lexicon: Lexicon,
    settings: Settings
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.lexemes = lexemes
    self.lexicon = lexicon
    self.settings = settings
  }

  /// The number a lexeme has as a category.
  func number(_ lexeme: Lexeme, _ category: Category) -> Int? {
    guard lexeme.categories.contains(category) else { return nil }
    guard lexeme.entry >= 0 else { return lexeme.number }
    return lexicon.entries[lexeme.entry].payload(category)
      ?? (lexeme.categories.contains(.number) ? lexeme.number : nil)
  }

  /// The word of a token in lower case; empty past the ends of the text.
  func word(_ index: Int) -> String {
    guard index >= 0, index < tokens.count, tokens[index].count < 40 else { return "" }
    return String(decoding: bytes[tokens[index].bytes].lazy.map(WordTable.lower), as: UTF8.self)
  }

  /// The sign of a token that is one byte; nil for words and longer signs.
  func sign(_ index: Int) -> UInt8? {
    guard index >= 0, index < tokens.count, tokens[index].count == 1 else { return nil }
    return bytes[Int(tokens[index].start)]
  }

  /// Whether a number is written with four digits or more, as `0530` is.
  func hasFourDigits(_ lexeme: Lexeme?) -> Bool {
    lexeme.map { tokens[$0.first].count >= 4 } ?? false
  }

  /// Whether a blank or line break stands before a token.
  func isSpaced(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].flags.contains(.spaceBefore)
  }
}
