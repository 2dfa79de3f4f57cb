import PostilKit

/// What guards ask of the words around a match.
extension Passage {
  /// Whether a token is a capitalized word that the lexicon does not know.
  func isName(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .word && tokens[index].isCapital
      && lexicon.entry(bytes, tokens[index].bytes) == nil
  }

  func monthNumber(_ lexeme: Lexeme) -> Int { number(lexeme, .month) ?? 0 }

  /// Whether a token is a word of a category.
  func `is`(_ index: Int, _ category: Category) -> Bool { categories(index).contains(category) }

  /// Whether a token is a word that says something about those around it.
  func `is`(_ index: Int, _ word: ContextWord) -> Bool { context(index).contains(word) }

  /// What a token says about those around it; nothing past the ends of the text.
  func context(_ index: Int) -> ContextWords {
    entry(index).map { lexicon.entries[$0].context } ?? []
  }

  /// What a token may be by itself; nothing past the ends of the text.
  func categories(_ index: Int) -> Categories {
    entry(index).map { lexicon.words[$0].categories(isCapital: tokens[index].isCapital) } ?? []
  }

  /// The entry of a token; nil past the ends of the text.
  private func entry(_ index: Int) -> Int? {
    guard index >= 0, index < tokens.count else { return nil }
    return lexicon.entry(bytes, tokens[index].bytes)
  }

  /// Whether an amount right before makes `a year` a rate.
  func isSet(before index: Int) -> Bool {
    let isCount =
      isPluralNoun(index - 1) || self.is(index - 1, .counted) || self.is(index - 1, .number)
    guard isCount || isNumber(index - 1) else { return false }
    return (max(0, index - 6)..<index).contains {
      tokens[$0].kind == .number || self.is($0, .number) || tokens[$0].kind == .symbol
        || self.is($0, .many)
    }
  }

  /// Whether a token begins a sentence, so that its capital says nothing.
  func isSentenceWord(_ index: Int) -> Bool {
    beginsSentence(index) && lexicon.entry(bytes, tokens[index].bytes) != nil
  }

  /// Whether a token begins a sentence or a paragraph.
  func beginsSentence(_ index: Int) -> Bool {
    index <= 0 || tokens[index].flags.contains(.paragraphBefore)
      || endsSentence(index - 1) || opensQuote(index - 1)
  }

  /// Whether a token is a full stop, an exclamation mark or a question mark.
  func endsSentence(_ index: Int) -> Bool {
    guard let sign = sign(index) else { return false }
    return sign == UInt8(ascii: ".") || sign == UInt8(ascii: "!") || sign == UInt8(ascii: "?")
  }

  /// Whether a token is a quotation mark.
  func opensQuote(_ index: Int) -> Bool {
    if let sign = sign(index) { return sign == UInt8(ascii: "\"") }
    guard index >= 0, index < tokens.count, tokens[index].kind != .word else { return false }
    return ["“", "``"].contains(word(index))
  }

  /// Whether a phrase ends before a token: at a sign, the end, or a little word.
  func endsPhrase(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index].kind == .punctuation
      || self.is(index, .phraseEnd)
  }

  func isNumber(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .number
  }

  func isWord(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].kind == .word
  }

  /// Whether a token looks like a plural noun in lower case.
  func isPluralNoun(_ index: Int) -> Bool {
    guard index >= 0, index < tokens.count, tokens[index].kind == .word,
      !tokens[index].isCapital
    else {
      return false
    }
    let word = word(index)
    return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
  }
}
