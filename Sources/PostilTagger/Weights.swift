/// The weights of a model as its file holds them: a bit for each place that a feature can hash to, and
/// for each set bit a row of the states that it speaks for or against.
struct Weights: Sendable {
  nonisolated(unsafe) let bitmap: UnsafeBufferPointer<UInt64>
  /// Rows before every second word of the bitmap.
  nonisolated(unsafe) let ranks: UnsafeBufferPointer<UInt32>
  /// Rows of ``Row/width`` weights in steps.
  nonisolated(unsafe) let rows: UnsafeBufferPointer<Int8>
  /// What one step of a weight is worth.
  let step: Float

  private let shift: UInt32
  private let rowCount: Int

  /// Takes the parts of a file; nil if they do not fit each other.
  init?(
    bitmap: UnsafeBufferPointer<UInt64>, ranks: UnsafeBufferPointer<UInt32>,
    rows: UnsafeBufferPointer<Int8>, step: Float
  ) {
    let bits = bitmap.count.trailingZeroBitCount + 6
    guard bitmap.count >= 4, bitmap.count & (bitmap.count - 1) == 0, bits <= 32,
      ranks.count == bitmap.count / 2, rows.count >= Row.width, step.isFinite
    else { return nil }
    shift = UInt32(32 - bits)
    self.bitmap = bitmap
    self.ranks = ranks
    self.rows = rows
    rowCount = rows.count / Row.width
    self.step = step
  }

  /// Bits of a feature that its place is made of.
  var bits: Int { Int(32 - shift) }

  /// The row of weights at a place, in steps; nil if there is none.
  subscript(place: UInt32) -> UnsafeBufferPointer<Int8>? {
    guard place >> 6 < bitmap.count, bitmap[Int(place >> 6)] >> UInt64(place & 63) & 1 == 1,
      let bits = bitmap.baseAddress, let ranks = ranks.baseAddress,
      case let row = Int(Self.row(place, bits, ranks)), row < rowCount
    else { return nil }
    return UnsafeBufferPointer(rebasing: rows[row * Row.width..<(row + 1) * Row.width])
  }

  /// The place of a feature.
  @inline(__always)
  static func place(_ feature: UInt32, bits: Int) -> Int { Int(feature >> UInt32(32 - bits)) }

  /// Adds the rows of features up to scores in steps.
  ///
  /// Each of its loops reads memory at random places that do not depend on each other, so that the
  /// processor waits for many of them at once. `features` is overwritten.
  @inline(__always)
  func score(
    _ features: UnsafeMutablePointer<UInt32>, _ count: Int, into sums: UnsafeMutablePointer<Int16>
  ) {
    let bitmap = bitmap.baseAddress.unsafelyUnwrapped
    let ranks = ranks.baseAddress.unsafelyUnwrapped
    var known = 0
    for index in 0..<count {
      let place = features[index] >> shift
      features[known] = place
      known += Int(truncatingIfNeeded: bitmap[Int(place >> 6)] >> UInt64(place & 63)) & 1
    }
    for index in 0..<known { features[index] = Self.row(features[index], bitmap, ranks) }
    add(features, known, to: sums)
  }

  /// The number of the row of a set bit.
  @inline(__always)
  private static func row(
    _ place: UInt32, _ bitmap: UnsafePointer<UInt64>, _ ranks: UnsafePointer<UInt32>
  ) -> UInt32 {
    let index = Int(place >> 6)
    var rank = (bitmap[index] & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount
    if index & 1 == 1 { rank &+= bitmap[index - 1].nonzeroBitCount }
    return ranks[index >> 1] &+ UInt32(truncatingIfNeeded: rank)
  }

  /// Adds rows up. Two weights lie in 16 bits: the even places are summed apart from the odd ones.
  @inline(__always)
  private func add(
    _ numbers: UnsafePointer<UInt32>, _ count: Int, to sums: UnsafeMutablePointer<Int16>
  ) {
    let rows = UnsafeRawPointer(rows.baseAddress.unsafelyUnwrapped)
    var even = SIMD8<Int16>.zero
    var odd = SIMD8<Int16>.zero
    var evenRest = SIMD4<Int16>.zero
    var oddRest = SIMD4<Int16>.zero
    // A damaged file must not lead outside.
    for index in 0..<count where Int(numbers[index]) < rowCount {
      let row = rows + Int(numbers[index]) * Row.width
      let pairs = row.loadUnaligned(as: SIMD8<Int16>.self)
      let rest = (row + 16).loadUnaligned(as: SIMD4<Int16>.self)
      even &+= (pairs &<< 8) &>> 8
      odd &+= pairs &>> 8
      evenRest &+= (rest &<< 8) &>> 8
      oddRest &+= rest &>> 8
    }
    for place in 0..<8 { (sums[2 * place], sums[2 * place + 1]) = (even[place], odd[place]) }
    for place in 0..<4 {
      (sums[16 + 2 * place], sums[17 + 2 * place]) = (evenRest[place], oddRest[place])
    }
  }
}
