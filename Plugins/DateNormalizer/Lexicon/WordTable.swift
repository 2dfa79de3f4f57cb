/// A hash table from lower-case words, by their bytes, to numbers.
///
/// Nine words in ten are in no table; a filter of first bytes and last byte turns most of them
/// away before anything is hashed.
struct WordTable: Sendable {
  private struct Slot {
    var hash: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt16 = 0
    var value: Int32 = -1
  }

  private var slots = [Slot](repeating: Slot(), count: 512)
  private var pool: [UInt8] = []
  private var filled = 0
  /// For each first and second byte, a bit for each last byte of a word that begins so.
  private var filter = [UInt32](repeating: 0, count: 1024)

  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }

  /// ASCII capitals made small; other bytes as they are.
  static func lower(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// The number of a word that is written in lower case already.
  func find(_ key: [UInt8]) -> Int? {
    key.withUnsafeBufferPointer { find($0, 0..<key.count) }
  }

  /// The number of the word in a range of bytes, whatever its case.
  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let last = range.upperBound - 1
    guard !range.isEmpty, range.count < 32 else { return nil }
    let place = Self.place(bytes[range.lowerBound], bytes[min(range.lowerBound + 1, last)])
    guard filter[place] & 1 << UInt32(bytes[last] & 31) != 0 else { return nil }
    let hash = Self.hash(bytes, range)
    var at = Int(hash) & (slots.count - 1)
    while slots[at].value >= 0 {
      if slots[at].hash == hash, equals(slots[at], bytes, range) { return Int(slots[at].value) }
      at = (at + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a word that is not in the table; words of 32 bytes and more are left out.
  mutating func insert(_ key: [UInt8], _ value: Int) {
    guard let first = key.first, key.count < 32 else { return }
    filter[Self.place(first, key[min(1, key.count - 1)])] |= 1 << UInt32(key[key.count - 1] & 31)
    let slot = Slot(
      hash: key.withUnsafeBufferPointer { Self.hash($0, 0..<key.count) },
      start: UInt32(truncatingIfNeeded: pool.count), count: UInt16(truncatingIfNeeded: key.count),
      value: Int32(truncatingIfNeeded: value))
    pool.append(contentsOf: key)
    filled += 1
    if filled * 2 > slots.count { grow() }
    place(slot)
  }

  private mutating func place(_ slot: Slot) {
    var at = Int(slot.hash) & (slots.count - 1)
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
    guard Int(slot.count) == range.count else { return false }
    for offset in 0..<range.count
    where pool[Int(slot.start) + offset] != Self.lower(bytes[range.lowerBound + offset]) {
      return false
    }
    return true
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in range { hash = (hash ^ UInt32(lower(bytes[index]))) &* 16_777_619 }
    return hash
  }
}
