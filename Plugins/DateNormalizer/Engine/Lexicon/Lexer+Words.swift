import PostilKit

/// Words with digits, which the lexicon does not have.
extension Lexer {
  /// What a word that the lexicon does not have and that ends in a digit may be.
  func withDigits(_ token: Token) -> Lexeme? {
    if bytes[Int(token.start)] == fiscal, let year = fiscalYear(token) { return year }
    return monthDay(token) ?? weekName(token) ?? quarterName(token)
  }

  /// `Dec31`, `Sept.11`: a month and a day in one word.
  private func monthDay(_ token: Token) -> Lexeme? {
    let (start, end) = (Int(token.start), Int(token.end))
    let letters = (start..<end).first { bytes[$0] &- 0x30 < 10 } ?? end
    guard letters > start, end - letters <= 2, token.isCapital,
      let entry = lexicon.entry(bytes, start..<letters),
      let month = lexicon.entries[entry].payload(.month),
      let digits = Digits(bytes, letters..<end, lexicon.affixes),
      digits.categories.contains(.dayNumber)
    else { return nil }
    return Lexeme(
      first: at, last: at, categories: Categories(.monthDay), number: month * 100 + digits.number)
  }

  /// `FY23`, `FY2023`: a fiscal year in one word.
  private func fiscalYear(_ token: Token) -> Lexeme? {
    let (prefix, start) = (lexicon.affixes.fiscalYear, Int(token.start))
    guard token.count == prefix.count + 2 || token.count == prefix.count + 4,
      prefix.indices.allSatisfy({ bytes[start + $0] == prefix[$0] }),
      let digits = Digits(bytes, start + prefix.count..<Int(token.end), lexicon.affixes),
      digits.categories.contains(.shortYear) || digits.categories.contains(.year)
    else { return nil }
    var lexeme = Lexeme(first: at, last: at, categories: Categories(.fiscalYear))
    lexeme.number = digits.count == 2 ? 2000 + digits.number : digits.number
    return lexeme
  }

  /// `Q3FY23`, `H1FY2024`: a quarter or a half with its fiscal year in one word.
  private func quarterName(_ token: Token) -> Lexeme? {
    let (prefix, start) = (lexicon.affixes.fiscalYear, Int(token.start) + 2)
    let isHalf = WordTable.lower(bytes[Int(token.start)]) == UInt8(ascii: "h")
    guard token.count > 4, let entry = lexicon.entry(bytes, Int(token.start)..<start),
      let part = lexicon.entries[entry].payload(isHalf ? .halfName : .quarterName)
    else { return nil }
    let isFiscal = prefix.indices.allSatisfy {
      start + $0 < Int(token.end) && bytes[start + $0] == prefix[$0]
    }
    let digits = start + (isFiscal ? prefix.count : 0)
    guard [2, 4].contains(Int(token.end) - digits),
      let year = Digits(bytes, digits..<Int(token.end), lexicon.affixes),
      year.categories.contains(.shortYear) || year.categories.contains(.year)
    else { return nil }
    return Lexeme(
      first: at, last: at, categories: Categories(.yearQuarter),
      number: (year.count == 2 ? 2000 + year.number : year.number) * 10 + part
        + (isHalf ? Digits.halves : 0))
  }

  /// `W12`: a week in the digits of ISO 8601, after a year and a hyphen.
  private func weekName(_ token: Token) -> Lexeme? {
    guard token.count == 3, at > 1, bytes[Int(token.start)] == UInt8(ascii: "W"),
      isHyphen(tokens[at - 1]), tokens[at - 2].kind == .number,
      let digits = Digits(bytes, Int(token.start) + 1..<Int(token.end), lexicon.affixes),
      (1...53).contains(digits.number)
    else { return nil }
    return Lexeme(first: at, last: at, categories: Categories(.weekName), number: digits.number)
  }
}
