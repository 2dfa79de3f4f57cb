import PostilKit

/// A word in lower case as a number, so that words are compared in one step.
///
/// Its letters are not kept: 48 bits are a hash of them, and the last 16 the last two bytes, for the
/// rules that look at endings. A word written in the code becomes its number when the code is compiled.
struct Word: Hashable, Sendable, ExpressibleByStringLiteral {
  private let code: UInt64

  /// The word of some bytes, as they are.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var letters = Letters()
    for byte in bytes { letters.add(byte) }
    code = letters.code
  }

  /// The word of a string, as it is.
  init(_ string: String) {
    var letters = Letters()
    for byte in string.utf8 { letters.add(byte) }
    code = letters.code
  }

  @inline(__always)
  init(stringLiteral literal: StaticString) {
    var letters = Letters()
    let start = literal.utf8Start
    for index in 0..<literal.utf8CodeUnitCount { letters.add(start[index]) }
    code = letters.code
  }

  /// A token in lower case, a curly apostrophe made straight.
  init(_ token: Token, of bytes: UnsafeBufferPointer<UInt8>) {
    var letters = Letters()
    for byte in bytes[token.bytes] {
      if byte >= 0x80 {
        self = Self.folded(UnsafeBufferPointer(rebasing: bytes[token.bytes]))
        return
      }
      letters.add(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    code = letters.code
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> Word {
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    return Word(word.contains("’") ? String(word.map { $0 == "’" ? "'" : $0 }) : word)
  }

  /// Whether it is one of a few words; for many there is ``WordSet``.
  @inline(__always)
  func isOne<let count: Int>(of words: InlineArray<count, Word>) -> Bool {
    for index in words.indices where words[index] == self { return true }
    return false
  }

  /// Whether it ends in these bytes, one or two.
  @inline(__always)
  func ends(in suffix: StaticString) -> Bool {
    let start = suffix.utf8Start
    if suffix.utf8CodeUnitCount == 1 { return UInt8(truncatingIfNeeded: code) == start[0] }
    return UInt16(truncatingIfNeeded: code) == UInt16(start[0]) << 8 | UInt16(start[1])
  }

  /// A place in a table of `count` places, a power of two.
  fileprivate func place(in count: Int) -> Int { Int(truncatingIfNeeded: code >> 24) & (count - 1) }

  private struct Letters {
    private var hash: UInt64 = 14_695_981_039_346_656_037
    private var last: UInt64 = 0

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
      last = (last << 8 | UInt64(byte)) & 0xFFFF
    }

    var code: UInt64 { (hash ^ hash >> 32) << 16 | last }
  }
}

/// Words that are asked for often.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private var table: WordTable<Bool>

  /// A set of words.
  init(_ words: some Collection<Word>) {
    table = WordTable(words.map { ($0, true) })
  }

  init(arrayLiteral words: Word...) { self.init(words) }

  /// Whether a word is in it.
  @inline(__always)
  func contains(_ word: Word) -> Bool { table[word] != nil }
}

/// What is known of words: a table that is filled once and read without a step that costs.
struct WordTable<Value: Sendable>: Sendable {
  private var slots: [(word: Word, value: Value)?]

  /// A table of words; of a word given twice the first value counts.
  init(_ pairs: [(word: Word, value: Value)]) {
    var count = 2
    while count < pairs.count * 2 { count *= 2 }
    slots = Array(repeating: nil, count: count)
    for pair in pairs {
      var place = pair.word.place(in: count)
      while let taken = slots[place], taken.word != pair.word { place = (place + 1) & (count - 1) }
      if slots[place] == nil { slots[place] = pair }
    }
  }

  /// The table with each value changed.
  func map<Other: Sendable>(_ change: (Value) -> Other) -> WordTable<Other> {
    WordTable<Other>(slots: slots.map { $0.map { ($0.word, change($0.value)) } })
  }

  private init(slots: [(word: Word, value: Value)?]) { self.slots = slots }

  /// What is known of a word.
  @inline(__always)
  subscript(word: Word) -> Value? {
    var place = word.place(in: slots.count)
    while let pair = slots[place] {
      if pair.word == word { return pair.value }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }
}
