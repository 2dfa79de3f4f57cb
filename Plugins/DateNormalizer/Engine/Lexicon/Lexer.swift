import PostilKit

/// Turns tokens into lexemes: looks words up, joins phrases, adds up numbers.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: Tokens
  let lexicon: Lexicon
  private let used: Categories
  private let triggers: Categories
  private(set) var lexemes: [Lexeme] = []
  /// How many of them are valid; those after are overwritten.
  private var filled = 0
  /// Where the current run of adjacent lexemes begins, and all that they may be.
  private var runStart = 0
  private var kinds: Categories = []
  /// The current token.
  var at = 0
  /// The token after the last lexeme.
  private var next = -1
  /// The first byte of a fiscal year's prefix, 0 if the language has none.
  let fiscal: UInt8

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
    guard let index = lexicon.lexicalEntry(bytes, token.bytes) else {
      if bytes[Int(token.end) - 1] &- 0x30 < 10, let lexeme = withDigits(token) {
        emit(lexeme)
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

  /// Keeps a lexeme that some pattern can take, and goes on after it.
  mutating func emit(_ lexeme: Lexeme) {
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

  /// The longest phrase of the lexicon that begins here.
  func phrase(
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
    guard !token.flags.contains(.paragraphBefore) else { return false }
    guard token.count == word.count else { return matchesCurly(token, word) }
    return word.indices.allSatisfy {
      WordTable.lower(bytes[Int(token.start) + $0]) == word[$0]
    }
  }

  /// Whether a token is a word that begins with an apostrophe, written as `’`.
  private func matchesCurly(_ token: Token, _ word: [UInt8]) -> Bool {
    guard token.count == word.count + 2, word[0] == UInt8(ascii: "'") else { return false }
    let start = Int(token.start)
    return bytes[start..<start + 3].elementsEqual([0xE2, 0x80, 0x99])
      && word.indices.dropFirst().allSatisfy {
        WordTable.lower(bytes[start + 2 + $0]) == word[$0]
      }
  }
}
