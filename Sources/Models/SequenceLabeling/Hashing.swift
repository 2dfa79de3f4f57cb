/// Hashes of words and features. They are part of the model's format: a change makes existing
/// models invalid.
enum Hashing {
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  /// Adds a byte to a running hash; see ``finished(_:)``.
  @inline(__always)
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* prime }

  /// Spreads a running hash over all 64 bits.
  @inline(__always)
  static func finished(_ hash: UInt64) -> UInt64 {
    var hash = hash
    hash ^= hash >> 33
    hash &*= 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 29
    return hash
  }

  /// A hash of two hashes in order.
  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    (left &* 0x9E37_79B9_7F4A_7C15) ^ (right &+ 0x5851_F42D_4C95_7F2D)
  }

  /// A hash of three hashes in order.
  @inline(__always)
  static func triple(_ left: UInt64, _ middle: UInt64, _ right: UInt64) -> UInt64 {
    pair(finished(pair(left, middle)), right)
  }

  /// The 32-bit hash of a feature: a value and the number of its template.
  @inline(__always)
  static func feature(_ template: UInt64, _ value: UInt64) -> UInt32 {
    let mixed = (value ^ (template &* 0xD6E8_FEB8_6659_FD93)) &* 0xA076_1D64_78BD_642F
    return UInt32(truncatingIfNeeded: ((mixed ^ (mixed >> 29)) &* 0xE703_7ED1_A0B4_28DB) >> 32)
  }

  /// The hash of a whole word.
  static func word(_ bytes: some Sequence<UInt8>) -> UInt64 {
    finished(bytes.reduce(seed) { step($0, $1) })
  }
}
