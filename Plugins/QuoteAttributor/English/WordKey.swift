import PostilKit

/// A lower-case word as a 64-bit key, compared in one instruction.
///
/// The letters are not kept: 48 bits are their hash, and the lower 16 bits are the last two bytes, for
/// the rules that look at endings. A string literal becomes its key when the code is compiled.
package struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  @usableFromInline let code: UInt64

  /// The key of some bytes, unchanged.
  @inlinable @inline(__always)
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var letters = Letters()
    for byte in bytes { letters.add(byte) }
    code = letters.code
  }

  /// The key of a string, unchanged.
  package init(_ string: String) { self.init(string.utf8) }

  /// The key of some UTF-8, unchanged.
  package init(_ bytes: some Sequence<UInt8>) {
    var letters = Letters()
    for byte in bytes { letters.add(byte) }
    code = letters.code
  }

  @inlinable @inline(__always)
  package init(stringLiteral literal: StaticString) {
    var letters = Letters()
    let start = literal.utf8Start
    for index in 0..<literal.utf8CodeUnitCount { letters.add(start[index]) }
    code = letters.code
  }

  /// The key of a token in lower case, with straight apostrophes.
  package init(_ token: Token, of bytes: UnsafeBufferPointer<UInt8>) {
    var letters = Letters()
    var at = Int(token.start)
    let end = Int(token.end)
    while at < end {
      let byte = bytes[at]
      if byte < 0x80 {
        letters.add(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        at += 1
      } else if byte == 0xE2, at + 2 < end, bytes[at + 1] == 0x80 {
        // U+2000 to U+203F, quotation marks and dashes among them, have no case.
        if bytes[at + 2] == 0x99 {
          letters.add(0x27)
        } else {
          for byte in bytes[at..<at + 3] { letters.add(byte) }
        }
        at += 3
      } else {
        self = Self.folded(UnsafeBufferPointer(rebasing: bytes[token.bytes]))
        return
      }
    }
    code = letters.code
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> WordKey {
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    return WordKey(word.contains("’") ? String(word.map { $0 == "’" ? "'" : $0 }) : word)
  }

  /// The key of no word, which marks free slots of a table.
  @inlinable package static var none: WordKey { WordKey(code: 0) }

  @inlinable init(code: UInt64) { self.code = code }

  /// Whether it is one of a few words; for many words use ``WordKeySet``.
  @inlinable @inline(__always)
  package func isOne<let count: Int>(of words: InlineArray<count, WordKey>) -> Bool {
    for index in words.indices where words[index] == self { return true }
    return false
  }

  /// Whether the word ends with a suffix of one or two bytes.
  @inlinable @inline(__always)
  package func ends(in suffix: StaticString) -> Bool {
    let start = suffix.utf8Start
    if suffix.utf8CodeUnitCount == 1 { return UInt8(truncatingIfNeeded: code) == start[0] }
    return UInt16(truncatingIfNeeded: code) == UInt16(start[0]) << 8 | UInt16(start[1])
  }

  /// The slot in a table of `count` slots; `count` is a power of two.
  @inlinable package func slot(in count: Int) -> Int {
    Int(truncatingIfNeeded: code >> 24) & (count - 1)
  }

  @usableFromInline struct Letters {
    @usableFromInline var hash: UInt64 = 14_695_981_039_346_656_037
    @usableFromInline var last: UInt64 = 0

    @inlinable init() {}

    @inlinable @inline(__always)
    mutating func add(_ byte: UInt8) {
      hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
      last = (last << 8 | UInt64(byte)) & 0xFFFF
    }

    @inlinable var code: UInt64 { (hash ^ hash >> 32) << 16 | last }
  }
}
