import PostilKit

/// Turns tokens into lexemes: looks words up, joins phrases, adds up numbers.
struct Lexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let tokens: Tokens
  private let lexicon: Lexicon
  private let used: Categories
  private let triggers: Categories
  private(set) var lexemes: [Lexeme] = []
  /// How many of them are valid; those after are overwritten.
  private var filled = 0
  /// Where the current run of adjacent lexemes begins, and all that they may be.
  private var runStart = 0
  private var kinds: Categories = []
  private var at = 0
  /// The token after the last lexeme.
  private var next = -1
  /// The first byte of a fiscal year's prefix, 0 if the language has none.
  private let fiscal: UInt8

  /// - Parameters:
  ///   - used: All that patterns take; other words are not kept.
  ///   - triggers: A run without any of these begins no rule.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: Tokens, _ lexicon: Lexicon, used: Categories,
    triggers: Categories
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.lexicon = lexicon
    (self.used, self.triggers) = (used, triggers)
    fiscal = lexicon.affixes.fiscalYear.first ?? 0
    lexemes.reserveCapacity(tokens.count / 6)
  }

  mutating func run() {
    while at < tokens.count {
      let token = tokens[at]
      switch token.kind {
      case .word, .punctuation: word(token)
      case .number: digits(token)
      case .symbol where token.count == 1: word(token)
      default: at += 1
      }
    }
    endRun()
    lexemes.removeLast(lexemes.count - filled)
  }

  // MARK: Words

  private mutating func word(_ token: Token) {
    guard let index = lexicon.entry(bytes, token.bytes) else {
      if bytes[Int(token.start)] == fiscal, let year = fiscalYear(token) {
        emit(year)
      } else {
        at += 1
      }
      return
    }
    let word = lexicon.words[index]
    let categories = word.categories(isCapital: token.isCapital)
    if word.seconds != 0, at + 1 < tokens.count,
      word.continues(WordTable.lower(bytes[Int(tokens[at + 1].start)])),
      let (end, index, categories) = phrase(lexicon.entries[index])
    {
      emit(Lexeme(first: at, last: end, categories: categories, entry: index))
    } else if word.isNumber {
      numberWords(index)
    } else if categories.rawValue != 0 {
      emit(Lexeme(first: at, last: at, categories: categories, entry: index))
    } else {
      at += 1
    }
  }

  private mutating func emit(_ lexeme: Lexeme) {
    if lexeme.categories.intersects(used) {
      var lexeme = lexeme
      lexeme.isAdjacent =
        lexeme.first == next && !tokens[lexeme.first].flags.contains(.paragraphBefore)
      if !lexeme.isAdjacent { endRun() }
      kinds.formUnion(lexeme.categories)
      if filled < lexemes.count { lexemes[filled] = lexeme } else { lexemes.append(lexeme) }
      filled += 1
      next = lexeme.last + 1
    }
    at = lexeme.last + 1
  }

  /// Drops the last run if no rule can begin in it, as in most: `the`, `of the`, a comma.
  private mutating func endRun() {
    if !kinds.intersects(triggers) { filled = runStart }
    (runStart, kinds) = (filled, [])
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

  /// The longest phrase of the lexicon that begins here.
  private func phrase(
    _ entry: Lexicon.Entry
  ) -> (end: Int, entry: Int, categories: Categories)? {
    for (rest, index) in entry.phrases where at + rest.count < tokens.count {
      let isHere = rest.indices.allSatisfy { matches(tokens[at + 1 + $0], rest[$0]) }
      guard isHere else { continue }
      let categories = lexicon.words[index].categories(isCapital: tokens[at].isCapital)
      if categories.rawValue != 0 { return (at + rest.count, index, categories) }
    }
    return nil
  }

  private func matches(_ token: Token, _ word: [UInt8]) -> Bool {
    guard token.count == word.count, !token.flags.contains(.paragraphBefore) else { return false }
    return word.indices.allSatisfy {
      WordTable.lower(bytes[Int(token.start) + $0]) == word[$0]
    }
  }

  // MARK: Numbers in words

  private mutating func numberWords(_ index: Int) {
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

  private func numberWord(_ index: Int) -> Int? {
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

  private func isHyphen(_ token: Token) -> Bool {
    token.kind == .punctuation && token.count == 1
      && bytes[Int(token.start)] == UInt8(ascii: "-")
  }

  // MARK: Numbers in digits

  private mutating func digits(_ token: Token) {
    if let index = lexicon.entry(bytes, token.bytes),
      let (end, entry, categories) = phrase(lexicon.entries[index]),
      !isSlash(at - 1), !isSlash(end + 1)
    {
      return emit(Lexeme(first: at, last: end, categories: categories, entry: entry))
    }
    guard let digits = Digits(bytes, token.bytes, lexicon.affixes), !isMoney else {
      at += 1
      return
    }
    var lexeme = Lexeme(first: at, last: at, categories: digits.categories)
    lexeme.number = digits.number
    lexeme.hundredths = digits.hundredths
    takeFraction(&lexeme)
    emit(lexeme)
  }

  private func isSlash(_ index: Int) -> Bool {
    tokens.indices.contains(index) && bytes[Int(tokens[index].start)] == UInt8(ascii: "/")
  }

  /// Whether a currency symbol directly precedes the number.
  private var isMoney: Bool {
    guard at > 0, tokens[at - 1].kind == .symbol else { return false }
    let symbol = bytes[Int(tokens[at - 1].start)]
    return symbol == UInt8(ascii: "$") || symbol >= 0x80
  }

  /// `2 1/2`: takes the fraction that follows.
  private func takeFraction(_ lexeme: inout Lexeme) {
    let (upper, slash, lower) = (lexeme.last + 1, lexeme.last + 2, lexeme.last + 3)
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
}
