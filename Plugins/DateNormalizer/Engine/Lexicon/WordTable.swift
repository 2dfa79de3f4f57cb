/// A hash table from lower-case words, by their bytes, to numbers.
///
/// Nine words in ten are not in a table; a filter of the first two bytes and the last one rejects most
/// of them before anything is hashed. A word of up to sixteen bytes is compared as two numbers.
struct WordTable: Sendable {
  /// A word: its first eight bytes and, if there are more, its last eight, in lower case.
  private struct Key {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var count: Int32 = 0

    /// Mixes all of it.
    var hash: Int {
      let mixed =
        (first &+ last &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: count))
        &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 32)
    }
  }

  private struct Slot {
    var key = Key()
    var value: Int32 = -1
    /// The position in the pool of a word of more than sixteen bytes.
    var start: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 512)
  private var pool: [UInt8] = []
  private var filled = 0
  /// The numbers of words of one byte.
  private var characters = [Int32](repeating: -1, count: 256)
  /// For each pair of first bytes, a bit for each last byte of a word that begins with them, by whether its
  /// length is odd.
  private var filter = [UInt64](repeating: 0, count: 1024)
  /// A bit for each hash, so that most words that the filter lets pass are rejected without a look at the slots,
  /// which lie far apart in memory.
  private var hashes = [UInt64](repeating: 0, count: 512)
  /// The length in bytes of the longest word that fits.
  static let longest = 31

  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }

  private static func bit(_ last: UInt8, _ count: Int) -> UInt64 {
    1 << (UInt64(last & 31) | UInt64(count & 1) << 5)
  }

  private static func group(_ hash: Int) -> Int { hash >> 22 & 511 }
  private static func bit(_ hash: Int) -> UInt64 { 1 << UInt64(hash >> 16 & 63) }

  /// The byte in lower case if it is an ASCII capital, else unchanged.
  static func lower(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// The number of a word given in lower case.
  func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBufferPointer { find($0, 0..<key.count) }
  }

  /// The number of the word in a range of bytes, whatever its case.
  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let last = range.upperBound - 1
    guard range.count > 1 else {
      let value = range.isEmpty ? -1 : characters[Int(Self.lower(bytes[last]))]
      return value < 0 ? nil : Int(value)
    }
    let place = Self.place(bytes[range.lowerBound], bytes[range.lowerBound + 1])
    guard filter[place] & Self.bit(bytes[last], range.count) != 0, range.count <= Self.longest
    else {
      return nil
    }
    let key = Self.key(bytes, range)
    let hash = key.hash
    guard hashes[Self.group(hash)] & Self.bit(hash) != 0 else { return nil }
    var at = hash & (slots.count - 1)
    while slots[at].value >= 0 {
      if slots[at].key.first == key.first, slots[at].key.last == key.last,
        slots[at].key.count == key.count, range.count <= 16 || equals(slots[at], bytes, range)
      {
        return Int(slots[at].value)
      }
      at = (at + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a word that is not in the table; false if it is too long.
  mutating func insert(_ key: [UInt8], _ value: Int) -> Bool {
    guard let first = key.first, key.count <= Self.longest else { return false }
    let value = Int32(truncatingIfNeeded: value)
    if key.count == 1 {
      characters[Int(first)] = value
      return true
    }
    filter[Self.place(first, key[1])] |= Self.bit(key[key.count - 1], key.count)
    let slot = Slot(
      key: key.withUnsafeBufferPointer { Self.key($0, 0..<key.count) }, value: value,
      start: Int32(truncatingIfNeeded: pool.count))
    hashes[Self.group(slot.key.hash)] |= Self.bit(slot.key.hash)
    if key.count > 16 { pool.append(contentsOf: key) }
    filled += 1
    if filled * 2 > slots.count { grow() }
    place(slot)
    return true
  }

  private mutating func place(_ slot: Slot) {
    var at = slot.key.hash & (slots.count - 1)
    while slots[at].value >= 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.value >= 0 { place(slot) }
  }

  private func equals(
    _ slot: Slot, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    range.indices.allSatisfy {
      pool[Int(slot.start) + $0 - range.lowerBound] == Self.lower(bytes[$0])
    }
  }

  // MARK: Keys

  @inline(__always)
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Key {
    Key(
      first: eight(bytes, range.lowerBound, min(8, range.count)),
      last: range.count <= 8 ? 0 : eight(bytes, range.upperBound - 8, 8),
      count: Int32(truncatingIfNeeded: range.count))
  }

  /// Up to eight bytes from a place on, in lower case.
  @inline(__always)
  private static func eight(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> UInt64 {
    guard start + 8 <= bytes.count else {
      return (0..<count).reduce(0) {
        $0 | UInt64(lower(bytes[start + $1])) << UInt64(8 * $1)
      }
    }
    let word = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: start, as: UInt64.self))
    return lower(word & (UInt64.max >> UInt64(64 - 8 * count)))
  }

  /// Eight bytes at once: capitals in lower case, all others unchanged.
  private static func lower(_ word: UInt64) -> UInt64 {
    let ascii = word & 0x7F7F_7F7F_7F7F_7F7F
    // The high bit of each byte says whether it is A or after, and whether it is after Z.
    let fromA = ascii &+ 0x3F3F_3F3F_3F3F_3F3F
    let afterZ = ascii &+ 0x2525_2525_2525_2525
    let capitals = fromA & ~afterZ & ~word & 0x8080_8080_8080_8080
    return word | capitals >> 2
  }
}
