import PostilKit

/// Numbers in digits.
extension Lexer {
  /// Takes a number in digits, with its fraction.
  mutating func digits(_ token: Token) {
    if let index = lexicon.lexicalEntry(bytes, token.bytes),
      let (end, entry, categories) = phrase(lexicon.entries[index]),
      !isSlash(at - 1), !isSlash(end + 1)
    {
      return emit(Lexeme(first: at, last: end, categories: categories, entry: entry))
    }
    guard let digits = Digits(bytes, token.bytes, lexicon.affixes), !isMoney else {
      if let lexeme = dayMonth(token) ?? clock(token) { emit(lexeme) } else { at += 1 }
      return
    }
    var lexeme = Lexeme(first: at, last: at, categories: digits.categories)
    lexeme.number = digits.number
    lexeme.hundredths = digits.hundredths
    takeFraction(&lexeme)
    takeLargeWord(&lexeme)
    if isPointOfDay(lexeme) { lexeme.last += 1 }
    emit(lexeme)
  }

  /// `17. August 2020`: a full stop that belongs to a day.
  private func isPointOfDay(_ lexeme: Lexeme) -> Bool {
    let (point, month, year) = (lexeme.last + 1, lexeme.last + 2, lexeme.last + 3)
    guard lexeme.categories.contains(.dayNumber), year < tokens.count, tokens[point].count == 1,
      bytes[Int(tokens[point].start)] == UInt8(ascii: "."),
      lexicon.entry(bytes, tokens[point].bytes) == nil, !tokens[point].flags.contains(.spaceBefore),
      tokens[month].kind == .word,
      tokens[year].kind == .number, tokens[year].count == 4
    else { return false }
    return lexicon.entry(bytes, tokens[month].bytes).map {
      lexicon.entries[$0].payload(.month) != nil
    } ?? false
  }

  /// `4p.m.`, `4.30p.m.`: a clock time whose suffix is cut into tokens at its full stops.
  private func clock(_ token: Token) -> Lexeme? {
    let letters = Int(token.end) - 1
    guard token.count > 1, at + 1 < tokens.count,
      bytes[Int(tokens[at + 1].start)] == UInt8(ascii: ".")
    else { return nil }
    var last = at
    while last + 1 < tokens.count, Int(tokens[last + 1].start) == Int(tokens[last].end),
      lexicon.affixes.isClock(bytes, letters..<Int(tokens[last + 1].end), orBegins: true)
    {
      last += 1
    }
    let suffix = letters..<Int(tokens[last].end)
    guard last > at, lexicon.affixes.isClock(bytes, suffix, orBegins: false),
      let digits = Digits(bytes, Int(token.start)..<suffix.upperBound, lexicon.affixes),
      digits.categories.contains(.clock) || digits.categories.contains(.clockTime)
    else { return nil }
    return Lexeme(first: at, last: last, categories: digits.categories, number: digits.number)
  }

  /// `29Mar22`: a day, a month and a year in one word, stored as the number 20220329.
  private func dayMonth(_ token: Token) -> Lexeme? {
    let range = Int(token.start)..<Int(token.end)
    guard range.count >= 6, let letters = range.first(where: { bytes[$0] &- 0x30 > 9 }),
      let digits = (letters..<range.upperBound).first(where: { bytes[$0] &- 0x30 < 10 }),
      letters - range.lowerBound <= 2, [2, 4].contains(range.upperBound - digits),
      let entry = lexicon.entry(bytes, letters..<digits),
      let month = lexicon.entries[entry].payload(.month),
      let day = Digits(bytes, range.lowerBound..<letters, lexicon.affixes),
      let year = Digits(bytes, digits..<range.upperBound, lexicon.affixes)
    else { return nil }
    let full =
      year.number < 50 ? 2000 + year.number : year.number < 100 ? 1900 + year.number : year.number
    return Lexeme(
      first: at, last: at, categories: Categories(.dottedDate),
      number: full * 10_000 + month * 100 + day.number)
  }

  /// `1.5 million`: takes the word that multiplies it.
  private func takeLargeWord(_ lexeme: inout Lexeme) {
    let next = lexeme.last + 1
    guard lexeme.categories.contains(.number), let word = numberWord(next), word >= 1_000_000,
      lexeme.number < 1000
    else { return }
    lexeme.number = lexeme.number * word + lexeme.hundredths * (word / 100)
    (lexeme.hundredths, lexeme.categories, lexeme.last) = (0, Categories(.number), next)
  }

  private func isSlash(_ index: Int) -> Bool {
    tokens.indices.contains(index) && bytes[Int(tokens[index].start)] == UInt8(ascii: "/")
  }

  /// Whether a currency symbol directly precedes the number.
  private var isMoney: Bool {
    guard at > 0, tokens[at - 1].kind == .symbol else { return false }
    let start = Int(tokens[at - 1].start)
    switch bytes[start] {
    case UInt8(ascii: "$"): return true
    // `¢£¤¥`; not `©`.
    case 0xC2: return (0xA2...0xA5).contains(bytes[start + 1])
    default: return bytes[start] >= 0x80
    }
  }

  /// `2 1/2`: takes the fraction that follows.
  private func takeFraction(_ lexeme: inout Lexeme) {
    let (upper, slash, lower) = (lexeme.last + 1, lexeme.last + 2, lexeme.last + 3)
    if upper < tokens.count, let part = vulgarFraction(tokens[upper]) {
      (lexeme.hundredths, lexeme.isFraction, lexeme.last) = (part, true, upper)
      lexeme.categories = Categories(.number)
      return
    }
    guard lower < tokens.count, tokens[upper].count == 1, tokens[lower].count == 1,
      tokens[slash].count == 1, bytes[Int(tokens[slash].start)] == UInt8(ascii: "/")
    else { return }
    let above = Int(bytes[Int(tokens[upper].start)]) - 0x30
    let below = Int(bytes[Int(tokens[lower].start)]) - 0x30
    guard (1...9).contains(below), (1..<below).contains(above) else { return }
    lexeme.hundredths = above * 100 / below
    lexeme.isFraction = true
    lexeme.categories = Categories(.number)
    lexeme.last = lower
  }

  /// The hundredths of `½`, `¼` or `¾`.
  private func vulgarFraction(_ token: Token) -> Int? {
    guard token.count == 2, bytes[Int(token.start)] == 0xC2 else { return nil }
    switch bytes[Int(token.start) + 1] {
    case 0xBC: return 25
    case 0xBD: return 50
    case 0xBE: return 75
    default: return nil
    }
  }
}
