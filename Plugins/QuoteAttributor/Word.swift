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
    var at = Int(token.start)
    let end = Int(token.end)
    while at < end {
      let byte = bytes[at]
      if byte < 0x80 {
        letters.add(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        at += 1
      } else if byte == 0xE2, at + 2 < end, bytes[at + 1] == 0x80 {
        // The signs from U+2000 to U+203F, quotation marks and dashes among them, have no case.
        if bytes[at + 2] == 0x99 {
          letters.add(0x27)
        } else {
          for sign in bytes[at..<at + 3] { letters.add(sign) }
        }
        at += 3
      } else {
        self = Self.folded(UnsafeBufferPointer(rebasing: bytes[token.bytes]))
        return
      }
    }
    code = letters.code
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> Word {
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    return Word(word.contains("’") ? String(word.map { $0 == "’" ? "'" : $0 }) : word)
  }

  /// No word: what tables of words have in free places.
  static var none: Word { Word(code: 0) }

  private init(code: UInt64) { self.code = code }

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
  private var table: WordTable<Void>

  /// A set of words.
  init(_ words: some Collection<Word>) {
    table = WordTable(words.map { ($0, ()) })
  }

  init(arrayLiteral words: Word...) { self.init(words) }

  /// Whether a word is in it.
  @inline(__always)
  func contains(_ word: Word) -> Bool { table.contains(word) }
}

/// What is known of words: a table whose words lie close together, so that a word that is not in it
/// costs one look.
struct WordTable<Value: Sendable>: Sendable {
  /// The words in their places, ``Word/none`` where there is none; more than half are.
  private var words: [Word]
  private var values: [Value?]
  private var count = 0

  /// A table of words; of a word given twice the first value counts.
  init(_ pairs: [(word: Word, value: Value)] = []) {
    var places = 16
    while places <= pairs.count * 2 { places *= 2 }
    words = Array(repeating: .none, count: places)
    values = Array(repeating: nil, count: places)
    for pair in pairs { insert(pair.value, for: pair.word) }
  }

  /// Adds what is known of a word, unless something is known already.
  mutating func insert(_ value: Value, for word: Word) {
    let found = place(of: word)
    guard values[found] == nil else { return }
    words[found] = word
    values[found] = value
    count += 1
    if count * 2 > words.count { grow() }
  }

  private mutating func grow() {
    let old = self
    words = Array(repeating: .none, count: old.words.count * 2)
    values = Array(repeating: nil, count: words.count)
    for (word, value) in zip(old.words, old.values) where value != nil {
      let found = place(of: word)
      words[found] = word
      values[found] = value
    }
  }

  /// Whether something is known of a word.
  @inline(__always)
  func contains(_ word: Word) -> Bool { words[place(of: word)] == word }

  /// What is known of a word.
  @inline(__always)
  subscript(word: Word) -> Value? {
    let found = place(of: word)
    return words[found] == word ? values[found] : nil
  }

  /// The place of a word, or the free one where it would be.
  @inline(__always)
  private func place(of word: Word) -> Int {
    var place = word.place(in: words.count)
    while words[place] != word, words[place] != .none { place = (place + 1) & (words.count - 1) }
    return place
  }
}
