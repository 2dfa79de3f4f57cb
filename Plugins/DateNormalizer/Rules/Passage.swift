import PostilKit

/// A text with its tokens and lexemes, as rules and guards see it.
struct Passage {
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: Tokens
  let lexemes: [Lexeme]
  let lexicon: Lexicon
  let settings: Settings

  /// The number a lexeme has as a category.
  func number(_ lexeme: Lexeme, _ category: Category) -> Int? {
    guard lexeme.categories.contains(category) else { return nil }
    guard lexeme.entry >= 0 else { return lexeme.number }
    return lexicon.entries[lexeme.entry].payloads[category]
      ?? (lexeme.categories.contains(.number) ? lexeme.number : nil)
  }

  /// Whether a lexeme stands right behind another, in the same paragraph.
  func isAdjacent(_ left: Int, _ right: Int) -> Bool {
    lexemes[right].first == lexemes[left].last + 1
      && !tokens[lexemes[right].first].flags.contains(.paragraphBefore)
  }

  /// The word of a token in lower case; empty past the ends of the text.
  func word(_ index: Int) -> String {
    guard index >= 0, index < tokens.count, tokens[index].count < 40 else { return "" }
    return String(decoding: bytes[tokens[index].bytes].lazy.map(WordTable.lower), as: UTF8.self)
  }

  /// Whether a number is written with four digits or more, as `0530` is.
  func hasFourDigits(_ lexeme: Lexeme?) -> Bool { lexeme.map { tokens[$0.first].count >= 4 } ?? false }

  /// Whether a blank or line break stands before a token.
  func isSpaced(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].flags.contains(.spaceBefore)
  }
}
