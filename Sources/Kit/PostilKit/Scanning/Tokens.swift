/// The tokens of a text, in order: the scanner that all annotators share.
///
/// A hyphen is a token, and so is a clitic (`'s`, `n't`); an abbreviation keeps its full stop, a number
/// its inner commas and points. One pass over the bytes, without making a `Character`.
public struct Tokens: RandomAccessCollection, Sendable {
  @usableFromInline let tokens: [Token]

  /// Scans a text.
  public init(_ text: Text) {
    tokens = text.utf8.withUnsafeBufferPointer { bytes in
      var scanner = TokenScanner(bytes)
      scanner.scan()
      return scanner.tokens
    }
  }

  /// The position of the first token.
  @inlinable public var startIndex: Int { 0 }
  /// The position past the last token.
  @inlinable public var endIndex: Int { tokens.count }
  /// The token at a position.
  @inlinable public subscript(index: Int) -> Token { tokens[index] }

  /// Calls `body` with all tokens in contiguous memory, for loops over millions of them.
  @inlinable public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Token>) throws -> Result
  ) rethrows -> Result {
    try tokens.withUnsafeBufferPointer(body)
  }
}

struct TokenScanner {
  private(set) var tokens: [Token] = []
  private let bytes: UnsafeBufferPointer<UInt8>
  /// A copy, since access to a static property costs a check for each character.
  private let ascii = CharacterClass.ascii
  private var at = 0
  private var before: Token.Flags = [.spaceBefore, .lineBefore, .paragraphBefore]
  private var newlines = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 4)
  }

  mutating func scan() {
    while at < bytes.count {
      if bytes[at] == 0x20 {
        before.insert(.spaceBefore)
        at += 1
        continue
      }
      if plainWord() { continue }
      let (kind, length) = character(at)
      switch kind {
      case .space, .joiner: space(length)
      case .newline: newline(length)
      case .lower, .upper: word(.word)
      case .digit: word(.number)
      case .punctuation: punctuation(length)
      case .symbol, .mark: symbol(length)
      }
    }
  }

  // MARK: Characters

  /// The class and length in bytes of the character at `index`; a space past the end.
  private func character(_ index: Int) -> (kind: CharacterClass, length: Int) {
    guard index < bytes.count else { return (.space, 0) }
    let byte = bytes[index]
    if byte < 0x80 { return (ascii[Int(byte)], 1) }
    let (code, length) = scalar(index)
    return (CharacterClass.of(code), length)
  }

  private func scalar(_ index: Int) -> (code: UInt32, length: Int) {
    let byte = UInt32(bytes[index])
    func next(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    if byte < 0x80 { return (byte, 1) }
    if byte < 0xE0 { return ((byte & 0x1F) << 6 | next(1), 2) }
    if byte < 0xF0 { return ((byte & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((byte & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  private func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0x20
  }

  /// The length of an apostrophe (`'` or `’`) at `index`; 0 for anything else.
  private func apostrophe(_ index: Int) -> Int {
    if byte(index) == UInt8(ascii: "'") { return 1 }
    return byte(index) == 0xE2 && byte(index + 1) == 0x80 && byte(index + 2) == 0x99 ? 3 : 0
  }

  // MARK: White space

  private mutating func space(_ length: Int) {
    before.insert(.spaceBefore)
    at += length
  }

  private mutating func newline(_ length: Int) {
    newlines += 1
    before.formUnion(
      newlines > 1 ? [.spaceBefore, .lineBefore, .paragraphBefore] : [.spaceBefore, .lineBefore])
    at += length
  }

  // MARK: Tokens

  private mutating func emit(_ end: Int, _ kind: Token.Kind) {
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: end), kind: kind,
        flags: before.union(capitals(at, end, kind))))
    at = end
    before = []
    newlines = 0
  }

  private func capitals(_ start: Int, _ end: Int, _ kind: Token.Kind) -> Token.Flags {
    guard kind == .word else { return [] }
    guard character(start).kind == .upper else { return [] }
    var letters = 0
    var index = start
    while index < end {
      let (kind, length) = character(index)
      if kind == .lower { return .capital }
      if kind == .upper { letters += 1 }
      index += length
    }
    return letters > 1 ? [.capital, .allCapitals] : .capital
  }

  /// Takes a word of ASCII letters followed by a blank or a comma, as most are: the fast path.
  private mutating func plainWord() -> Bool {
    guard bytes[at] & 0xDF &- 0x41 < 26 else { return false }
    var end = at
    var capitals = 0
    while end < bytes.count, bytes[end] & 0xDF &- 0x41 < 26 {
      if bytes[end] & 0x20 == 0 { capitals += 1 }
      end += 1
    }
    guard end < bytes.count, bytes[end] <= 0x20 || bytes[end] == UInt8(ascii: ",") else {
      return false
    }
    var flags = before
    if bytes[at] & 0x20 == 0 {
      flags.insert(.capital)
      if capitals > 1, capitals == end - at { flags.insert(.allCapitals) }
    }
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: end), kind: .word,
        flags: flags))
    at = end
    before = []
    newlines = 0
    return true
  }

  private mutating func word(_ token: Token.Kind) {
    if let end = AddressScanner(bytes).address(at) { return emit(end, .address) }
    var end = at
    while end < bytes.count {
      let (kind, length) = character(end)
      switch kind {
      case .lower, .upper, .digit, .mark, .joiner: end += length
      default:
        guard let further = inside(end) else { return finish(end, kind: token) }
        end = further
      }
    }
    finish(end, kind: token)
  }

  /// The index after a character that belongs to the word that began at `at`; nil if the word ends at
  /// `end`.
  private func inside(_ end: Int) -> Int? {
    let next = byte(end)
    let isDigitAfter = (0x30...0x39).contains(byte(end + 1))
    let isDigitBefore = (0x30...0x39).contains(byte(end - 1))
    if next == UInt8(ascii: ",") || next == UInt8(ascii: "."), isDigitBefore, isDigitAfter {
      return end + 1
    }
    if next == UInt8(ascii: "."), Abbreviations.keepFullStop(bytes, at, end) { return end + 1 }
    if next == UInt8(ascii: "&"), isCapital(end - 1), isCapital(end + 1) { return end + 1 }
    let quote = apostrophe(end)
    if quote > 0, character(end + quote).kind.isLetter, clitic(end) == nil { return end + quote }
    return nil
  }

  private func isCapital(_ index: Int) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte(index))
  }

  /// The end of `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`, `'t` at the apostrophe at `index`.
  private func clitic(_ index: Int) -> Int? {
    let quote = apostrophe(index)
    guard quote > 0 else { return nil }
    let first = byte(index + quote) | 0x20
    let second = byte(index + quote + 1) | 0x20
    let length: Int
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "t"): length = 1
    case UInt8(ascii: "r"), UInt8(ascii: "v"): length = second == UInt8(ascii: "e") ? 2 : 0
    case UInt8(ascii: "l"): length = second == UInt8(ascii: "l") ? 2 : 0
    default: length = 0
    }
    let after = character(index + quote + length).kind
    return length > 0 && !after.isLetter && after != .digit ? index + quote + length : nil
  }

  /// Ends a word at `end`; `n't` becomes a token of its own.
  private mutating func finish(_ end: Int, kind: Token.Kind) {
    let quote = apostrophe(end)
    let isNot =
      quote > 0 && byte(end + quote) | 0x20 == UInt8(ascii: "t") && clitic(end) != nil
      && byte(end - 1) | 0x20 == UInt8(ascii: "n") && end - 1 > at
    guard isNot else { return emit(end, kind) }
    emit(end - 1, kind)
    emit(end + quote + 1, .word)
  }

  private mutating func punctuation(_ length: Int) {
    let first = bytes[at]
    if first == UInt8(ascii: "@") || first == UInt8(ascii: "#"), let end = name(at + 1) {
      return emit(end, first == UInt8(ascii: "@") ? .handle : .hashtag)
    }
    if let last = tokens.last, Int(last.end) == at, last.kind == .word || last.kind == .number,
      let end = clitic(at)
    {
      return emit(end, .word)
    }
    var end = at + length
    if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") {
      while byte(end) == first { end += 1 }
    }
    emit(end, .punctuation)
  }

  /// The end of a name of letters, digits and underscores at `start`, if there is one.
  private func name(_ start: Int) -> Int? {
    if at > 0, character(at - 1).kind.isLetter || character(at - 1).kind == .digit { return nil }
    var end = start
    while case let (kind, length) = character(end), kind.isLetter || kind == .digit {
      end += length
    }
    return end > start ? end : nil
  }

  /// A symbol with what modifies it: variation selectors, skin tones, joined emoji, the pair of a flag.
  private mutating func symbol(_ length: Int) {
    let isFlag = { (code: UInt32) in (0x1F1E6...0x1F1FF).contains(code) }
    var end = at + length
    if isFlag(scalar(at).code), end < bytes.count, isFlag(scalar(end).code) { end += 4 }
    while true {
      let (kind, length) = character(end)
      if kind == .mark {
        end += length
      } else if kind == .joiner, character(end + length).kind == .symbol {
        end += length + character(end + length).length
      } else {
        return emit(end, .symbol)
      }
    }
  }
}
