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
  /// The numbers of words of one byte.
  private var signs = [Int32](repeating: -1, count: 256)
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
    if range.count == 1 {
      let value = signs[Int(Self.lower(bytes[last]))]
      return value < 0 ? nil : Int(value)
    }
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
    if key.count == 1 { signs[Int(first)] = Int32(truncatingIfNeeded: value) }
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

  /// Mixes the first and the last eight bytes, without regard to case.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    let first = eight(bytes, range.lowerBound, range.upperBound)
    let last = range.count <= 8 ? 0 : eight(bytes, range.upperBound - 8, range.upperBound)
    let mixed =
      (first &+ last &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(range.count)) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// Up to eight bytes from a place on, in lower case; what lies behind the end is 0.
  private static func eight(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt64 {
    let count = min(8, end - start)
    guard start + 8 <= bytes.count else {
      var result: UInt64 = 0
      for index in 0..<count { result |= UInt64(bytes[start + index] | 0x20) << UInt64(8 * index) }
      return result
    }
    let word = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: start, as: UInt64.self))
    return (word | 0x2020_2020_2020_2020) & (UInt64.max >> UInt64(64 - 8 * count))
  }
}
