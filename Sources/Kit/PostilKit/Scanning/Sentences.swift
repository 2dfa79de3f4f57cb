/// The sentences of a text, as ranges of its tokens: each token is in one.
public struct Sentences: RandomAccessCollection, Sendable {
  private let ranges: [Range<Int>]

  /// Splits a text at sentence ends, after datelines, at empty lines and, unless the text is wrapped
  /// at a width, at every line break.
  public init(_ text: Text, _ tokens: Tokens) {
    let isWrapped = Self.isWrapped(text, tokens)
    var ranges: [Range<Int>] = []
    var start = 0
    var dateline = Dateline(text, tokens, from: 0)
    text.utf8.withUnsafeBufferPointer { bytes in
      for index in tokens.indices.dropFirst() {
        let flags = tokens[index].flags
        let isBreak =
          flags.contains(.lineBefore) && (!isWrapped || flags.contains(.paragraphBefore))
        if isBreak || index == dateline?.tokens.upperBound
          || Self.ends(bytes, tokens, before: index, from: start)
        {
          ranges.append(start..<index)
          start = index
        }
        if flags.contains(.paragraphBefore) {
          dateline = tokens.withUnsafeBufferPointer { Dateline.find(bytes, $0, from: index) }
        }
      }
    }
    if start < tokens.count { ranges.append(start..<tokens.count) }
    self.ranges = ranges
  }

  /// The position of the first sentence.
  public var startIndex: Int { 0 }
  /// The position past the last sentence.
  public var endIndex: Int { ranges.count }
  /// The tokens of a sentence.
  public subscript(index: Int) -> Range<Int> { ranges[index] }

  /// Whether most lines break in the middle of a sentence, as in text wrapped for a terminal.
  private static func isWrapped(_ text: Text, _ tokens: Tokens) -> Bool {
    var breaks = 0
    var inside = 0
    for index in tokens.indices.dropFirst() {
      let flags = tokens[index].flags
      guard flags.contains(.lineBefore), !flags.contains(.paragraphBefore) else { continue }
      breaks += 1
      let next = tokens[index]
      if next.kind == .word, !next.isCapital, tokens[index - 1].kind != .punctuation { inside += 1 }
    }
    return breaks >= 2 && inside * 4 >= breaks
  }

  /// Whether a sentence that began at `start` ends before the token at `index`.
  private static func ends(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: Tokens, before index: Int, from start: Int
  ) -> Bool {
    let next = tokens[index]
    guard next.flags.contains(.spaceBefore), opens(bytes, next) else { return false }
    var last = index - 1
    while last > start, closes(bytes, tokens[last]), !tokens[last].flags.contains(.spaceBefore) {
      last -= 1
    }
    let token = tokens[last]
    switch bytes[Int(token.end) - 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return token.kind == .punctuation
    case UInt8(ascii: "."):
      return token.kind == .punctuation || endsInAbbreviation(bytes, token, next)
    case 0xA6 where token.count == 3: return bytes[Int(token.start) + 1] == 0x80  // …
    default: return false
    }
  }

  /// Whether an abbreviation ends the sentence too: `p.m.`, `U.S.` or `Inc.` before a capital that
  /// commonly begins one.
  private static func endsInAbbreviation(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token, _ next: Token
  ) -> Bool {
    guard token.kind == .word, token.count > 2, next.kind == .word else { return false }
    let word = String(decoding: bytes[next.bytes], as: UTF8.self)
    return starters.contains(word)
  }

  private static let starters: Set<String> = [
    "The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "I", "But", "And", "This",
    "That", "These", "Those", "There", "His", "Her", "Its", "Their", "As", "If", "When", "While",
    "For", "Last", "Mr.", "Ms.", "Mrs.",
  ]

  private static func opens(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    switch token.kind {
    case .word: token.isCapital
    case .number, .handle, .hashtag, .symbol, .address: true
    case .punctuation: isQuote(bytes, token) || "([-.".utf8.contains(bytes[Int(token.start)])
    }
  }

  private static func closes(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    token.kind == .punctuation
      && (isQuote(bytes, token) || ")]".utf8.contains(bytes[Int(token.start)]))
  }

  private static func isQuote(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    let first = bytes[Int(token.start)]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return true }
    return first == 0xE2 && token.count == 3 && (0x98...0x9F).contains(bytes[Int(token.start) + 2])
      && bytes[Int(token.start) + 1] == 0x80
  }
}
