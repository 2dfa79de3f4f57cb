/// The weights of a model as its file holds them: a bit for each place that a feature can hash to, and
/// for each set bit a row of the states that it speaks for or against.
struct Weights: Sendable {
  nonisolated(unsafe) let bitmap: UnsafeBufferPointer<UInt64>
  /// Rows before every fourth word of the bitmap.
  nonisolated(unsafe) let ranks: UnsafeBufferPointer<UInt32>
  /// Where each row begins in `cells`, and where the last one ends.
  nonisolated(unsafe) let rows: UnsafeBufferPointer<UInt32>
  /// Cells: six bits for the state, ten for the weight.
  nonisolated(unsafe) let cells: UnsafeBufferPointer<UInt16>
  /// What one step of a weight is worth.
  let step: Float

  private let shift: UInt32

  /// Takes the parts of a file; nil if they do not fit each other.
  init?(
    bitmap: UnsafeBufferPointer<UInt64>, ranks: UnsafeBufferPointer<UInt32>,
    rows: UnsafeBufferPointer<UInt32>, cells: UnsafeBufferPointer<UInt16>, step: Float
  ) {
    let bits = bitmap.count.trailingZeroBitCount + 6
    guard bitmap.count >= 4, bitmap.count & (bitmap.count - 1) == 0, bits <= 32,
      ranks.count == bitmap.count / 4, !rows.isEmpty, step.isFinite
    else { return nil }
    shift = UInt32(32 - bits)
    self.bitmap = bitmap
    self.ranks = ranks
    self.rows = rows
    self.cells = cells
    self.step = step
  }

  /// The place of a feature.
  @inline(__always)
  static func place(_ feature: UInt32, bits: Int) -> Int { Int(feature >> UInt32(32 - bits)) }

  /// A cell of a state and a weight in steps, -512 to 511.
  static func cell(_ state: Int, _ steps: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: (steps + 512) << 6 | state)
  }

  /// Adds the rows of features up to scores, in a row of 64 places.
  ///
  /// Each of its loops reads memory at random places that do not depend on each other, so that the
  /// processor waits for many of them at once. `features` is overwritten.
  @inline(__always)
  func score(
    _ features: UnsafeMutablePointer<UInt32>, _ count: Int, into sums: UnsafeMutablePointer<Int32>
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
    sums.update(repeating: 0, count: 64)
    for index in 0..<known { add(Int(features[index]), to: sums) }
  }

  /// The number of the row of a set bit.
  @inline(__always)
  private static func row(
    _ place: UInt32, _ bitmap: UnsafePointer<UInt64>, _ ranks: UnsafePointer<UInt32>
  ) -> UInt32 {
    let index = Int(place >> 6)
    var rank = (bitmap[index] & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount
    for before in (index & ~3)..<index { rank &+= bitmap[before].nonzeroBitCount }
    return ranks[index >> 2] &+ UInt32(truncatingIfNeeded: rank)
  }

  @inline(__always)
  private func add(_ row: Int, to sums: UnsafeMutablePointer<Int32>) {
    // A damaged file must not lead outside.
    guard row + 1 < rows.count else { return }
    let end = min(Int(rows[row + 1]), cells.count)
    var index = Int(rows[row])
    while index < end {
      let cell = cells[index]
      sums[Int(cell & 63)] &+= Int32(cell >> 6) &- 512
      index += 1
    }
  }
}
