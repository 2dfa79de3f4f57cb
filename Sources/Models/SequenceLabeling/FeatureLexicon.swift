/// A model's lists: classes of similar words, the frequency of words in lower case, and a gazetteer
/// of names of up to eight tokens.
struct FeatureLexicon: Sendable {
  /// The entry of a word in any case.
  struct Entry {
    /// The path of the word in the tree of word classes, with a leading 1; 0 if unknown.
    let path: UInt32
    /// Its frequency in lower case, from 0 to 15.
    let commonness: UInt32

    init(value: UInt32) {
      path = value & 0x3FFF
      commonness = value >> 14
    }

    var value: UInt32 { path | commonness << 14 }
  }

  /// Number of bits of a path in the tree of word classes.
  static let pathBits: UInt32 = 13
  /// Maximum number of tokens of a name in the gazetteer.
  static let maximumPhrase = 8
  /// Set in a phrase's value if a longer phrase begins with it.
  static let goesOn: UInt32 = 0x1_0000

  let words: HashTable
  let phrases: HashTable

  /// The entry of the word with that lower-case hash.
  @inline(__always)
  func entry(lower: UInt64) -> Entry { Entry(value: words[lower]) }

  /// The hash of a phrase with one more token.
  @inline(__always)
  static func phrase(_ before: UInt64, _ word: UInt64) -> UInt64 {
    Hashing.finished(Hashing.pair(before, word))
  }

  /// The classes (16 bits) of a phrase and whether a longer one begins with it.
  @inline(__always)
  func phrase(_ hash: UInt64) -> (classes: UInt64, goesOn: Bool) {
    let value = phrases[hash]
    return (UInt64(value & 0xFFFF), value & Self.goesOn != 0)
  }
}

/// A read-only map from hashes to 18-bit values in an array of 32-bit words, as in the file: open
/// addressing, with 14 bits of the hash beside each value. Unknown hashes collide with known ones
/// in a few of 10,000 cases.
struct HashTable: Sendable {
  private nonisolated(unsafe) let slots: UnsafeBufferPointer<UInt32>

  /// Makes a table of slots; nil if no slot is empty.
  init?(_ slots: UnsafeBufferPointer<UInt32>) {
    guard slots.count < 1 << 31, slots.contains(0) else { return nil }
    self.slots = slots
  }

  /// The value of a hash, 0 if there is none.
  @inline(__always)
  subscript(hash: UInt64) -> UInt32 {
    let mark = Self.mark(hash)
    var index = Self.first(hash, slots.count)
    while true {
      let slot = slots[index]
      if slot == 0 { return 0 }
      if slot & ~0x3FFFF == mark { return slot & 0x3FFFF }
      index += 1
      if index == slots.count { index = 0 }
    }
  }

  @inline(__always)
  private static func mark(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 50) << 18
  }

  @inline(__always)
  private static func first(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: ((hash & 0xFFFF_FFFF) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }

  /// Arranges 18-bit values by hash in slots, a fifth of which stay empty.
  static func slots(_ values: [(hash: UInt64, value: UInt32)]) -> [UInt32] {
    var slots = [UInt32](repeating: 0, count: values.count + values.count / 4 + 1)
    for (hash, value) in values where value != 0 {
      var index = first(hash, slots.count)
      while slots[index] != 0 { index = (index + 1) % slots.count }
      slots[index] = mark(hash) | (value & 0x3FFFF)
    }
    return slots
  }
}
