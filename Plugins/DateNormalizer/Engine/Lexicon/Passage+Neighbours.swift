import PostilKit

/// The words around a match, for guards.
extension Passage {
  /// Whether a token has a category by itself.
  package func `is`(_ index: Int, _ category: Category) -> Bool {
    categories(index).contains(category)
  }

  /// Whether a token is a context word.
  package func `is`(_ index: Int, _ word: ContextWord) -> Bool { context(index).contains(word) }

  /// What a token says about the words around it; empty past the ends of the text.
  package func context(_ index: Int) -> ContextWords {
    entry(index).map { lexicon.entries[$0].context } ?? []
  }

  /// What a token may be by itself; empty past the ends of the text.
  package func categories(_ index: Int) -> Categories {
    entry(index).map { lexicon.words[$0].categories(isCapital: tokens[index].isCapital) } ?? []
  }

  /// What a token may be and what it says about the words around it, in one look.
  package func looks(_ index: Int) -> (categories: Categories, context: ContextWords) {
    guard let entry = entry(index) else { return ([], []) }
    return (
      lexicon.words[entry].categories(isCapital: tokens[index].isCapital),
      lexicon.entries[entry].context
    )
  }

  /// The number that the word of a token has as a category; nil without it.
  package func number(at index: Int, _ category: Category) -> Int? {
    entry(index).flatMap { lexicon.entries[$0].payload(category) }
  }

  /// Whether the lexicon has the word of a token, not as a noun or verb of any kind; false past the ends of
  /// the text.
  package func isKnown(_ index: Int) -> Bool {
    entry(index).map { !lexicon.entries[$0].isOpenClass } ?? false
  }

  /// The entry of a token; nil past the ends of the text.
  private func entry(_ index: Int) -> Int? {
    guard index >= 0, index < tokens.count else { return nil }
    return lexicon.entry(bytes, tokens[index].bytes)
  }

  /// Whether a token is a hyphen inside a word: `-`, or U+2010 or U+2011.
  package func isHyphen(_ index: Int) -> Bool {
    if let byte = byte(index) { return byte == UInt8(ascii: "-") }
    guard index >= 0, index < tokens.count, tokens[index].count == 3 else { return false }
    let start = Int(tokens[index].start)
    return bytes[start] == 0xE2 && bytes[start + 1] == 0x80 && bytes[start + 2] & 0xFE == 0x90
  }

  /// Whether a token is a number in digits.
  package func isNumber(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .number
  }

  /// Whether a token is a word; the index must not be negative.
  package func isWord(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind == .word }

  /// Whether a token begins with a capital; false past the ends of the text.
  package func isCapital(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].isCapital
  }

  /// Whether a token is a capitalized word that the lexicon does not have.
  package func isName(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .word && tokens[index].isCapital
      && !isKnown(index)
  }

  /// Whether a token is the hyphen between two small numbers, as in a score: `28-21`.
  package func isScore(_ index: Int) -> Bool {
    guard isHyphen(index), isNumber(index - 1), isNumber(index + 1),
      tokens[index - 1].count < 4, tokens[index + 1].count < 4, !isSpaced(index)
    else { return false }
    return !isSpaced(index + 1) && !isHyphen(index + 2)
  }

  // MARK: Sentences

  /// Whether a token begins a sentence or a paragraph.
  package func beginsSentence(_ index: Int) -> Bool {
    index <= 0 || tokens[index].flags.contains(.paragraphBefore)
      || endsSentence(index - 1) || opensQuote(index - 1)
  }

  /// Whether a token is a full stop, an exclamation mark or a question mark.
  package func endsSentence(_ index: Int) -> Bool {
    guard let byte = byte(index) else { return false }
    return byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// Whether a token is a quotation mark.
  package func opensQuote(_ index: Int) -> Bool {
    if let byte = byte(index) { return byte == UInt8(ascii: "\"") }
    guard index >= 0, index < tokens.count, tokens[index].kind != .word else { return false }
    return ["“", "``"].contains(word(index))
  }
}
