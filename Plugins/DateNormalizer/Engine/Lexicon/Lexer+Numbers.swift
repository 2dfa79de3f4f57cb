import PostilKit

/// Numbers in words.
extension Lexer {
  /// Takes the number words from one on.
  mutating func numberWords(_ index: Int) {
    var sum = NumberSum()
    var end = at
    var next = at
    while next < tokens.count, let number = numberWord(next), lexicon.numbers.add(number, to: &sum)
    {
      end = next
      next += 1
      if next < tokens.count, isSkipped(tokens[next], sum), numberWord(next + 1) != nil {
        next += 1
      }
    }
    guard sum.count > 1 else {
      var lexeme = Lexeme(first: at, last: at, categories: lexicon.words[index].plain, entry: index)
      lexeme.number = lexicon.entries[index].payload(.number) ?? 0
      if (1...12).contains(lexeme.number) { lexeme.categories.insert(.hour) }
      return ordinalAfter(at, sum, lexeme)
    }
    var lexeme = Lexeme(first: at, last: end, categories: Categories(.number))
    lexeme.number = sum.value
    if lexicon.numbers.isYear(sum) { lexeme.categories.insert(.year) }
    ordinalAfter(end, sum, lexeme)
  }

  /// `twenty-first`: a number whose last word is an ordinal.
  private mutating func ordinalAfter(_ end: Int, _ sum: NumberSum, _ lexeme: Lexeme) {
    var next = end + 1
    if next < tokens.count, isHyphen(tokens[next]) { next += 1 }
    guard lexicon.numbers.takesOrdinal(sum), next < tokens.count,
      let index = lexicon.entry(bytes, tokens[next].bytes),
      let last = lexicon.entries[index].payload(.ordinal),
      let number = lexicon.numbers.ordinal(sum, with: last)
    else { return emit(lexeme) }
    var categories = Categories(.ordinal)
    if number < 32 { categories.insert(.dayOrdinal) }
    emit(Lexeme(first: lexeme.first, last: next, categories: categories, number: number))
  }

  func numberWord(_ index: Int) -> Int? {
    guard index < tokens.count, tokens[index].kind == .word,
      let entry = lexicon.entry(bytes, tokens[index].bytes),
      lexicon.words[entry].isNumber
    else { return nil }
    return lexicon.entries[entry].payload(.number)
  }

  private func isSkipped(_ token: Token, _ sum: NumberSum) -> Bool {
    if isHyphen(token) { return true }
    guard token.kind == .word, let entry = lexicon.entry(bytes, token.bytes) else { return false }
    return lexicon.numbers.skips(lexicon.entries[entry].categories, after: sum)
  }

  func isHyphen(_ token: Token) -> Bool {
    guard token.kind == .punctuation else { return false }
    let start = Int(token.start)
    if token.count == 1 { return bytes[start] == UInt8(ascii: "-") }
    // U+2010 and U+2011.
    return token.count == 3 && bytes[start] == 0xE2 && bytes[start + 1] == 0x80
      && bytes[start + 2] & 0xFE == 0x90
  }
}
