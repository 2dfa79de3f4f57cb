import CPrefetch

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

  /// Calls with the sum of the rows of each run of features.
  ///
  /// The rows lie at random places of the model, and most of the time would go by waiting for them: so
  /// the places of all runs are looked up first and fetched meanwhile. The buffer is overwritten.
  @inline(__always)
  func sum(_ buffer: borrowing FeatureBuffer, _ body: (_ run: Int, _ sum: RowSum) -> Void) {
    let features = buffer.hashes
    let bitmap = bitmap.baseAddress.unsafelyUnwrapped
    let ranks = ranks.baseAddress.unsafelyUnwrapped
    for index in 0..<buffer.count { prefetch(bitmap + Int((features[index] >> shift) >> 6)) }
    var known = 0
    var start = 0
    for run in 0..<buffer.runs {
      for index in start..<buffer.ends[run] {
        let place = features[index] >> shift
        features[known] = place
        known += Int(truncatingIfNeeded: bitmap[Int(place >> 6)] >> UInt64(place & 63)) & 1
      }
      start = buffer.ends[run]
      buffer.ends[run] = known
    }
    let rows = UnsafeRawPointer(self.rows.baseAddress.unsafelyUnwrapped)
    for index in 0..<known {
      features[index] = Self.row(features[index], bitmap, ranks)
      prefetch(rows + Int(features[index]) * Row.width)
    }
    start = 0
    for run in 0..<buffer.runs {
      body(run, sum(rows: features + start, buffer.ends[run] - start))
      start = buffer.ends[run]
    }
  }

  /// The number of the row of a set bit.
  @inline(__always)
  private static func row(
    _ place: UInt32, _ bitmap: UnsafePointer<UInt64>, _ ranks: UnsafePointer<UInt32>
  ) -> UInt32 {
    let index = Int(place >> 6)
    // Every second word has no rank of its own; a condition here would be guessed wrong half the time.
    let before = bitmap[index & ~1] & (0 &- UInt64(index & 1))
    let rank =
      (bitmap[index] & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount &+ before.nonzeroBitCount
    return ranks[index >> 1] &+ UInt32(truncatingIfNeeded: rank)
  }

  @inline(__always)
  private func sum(rows numbers: UnsafePointer<UInt32>, _ count: Int) -> RowSum {
    let rows = UnsafeRawPointer(rows.baseAddress.unsafelyUnwrapped)
    var sum = RowSum()
    // A damaged file must not lead outside.
    for index in 0..<count where Int(numbers[index]) < rowCount {
      sum.add(row: rows + Int(numbers[index]) * Row.width)
    }
    return sum
  }
}

/// The sum of rows of weights, in steps. Two weights lie in 16 bits of a row: the even places are summed
/// apart from the odd ones.
struct RowSum {
  private var even = SIMD8<Int16>.zero
  private var odd = SIMD8<Int16>.zero
  private var evenRest = SIMD4<Int16>.zero
  private var oddRest = SIMD4<Int16>.zero

  @inline(__always)
  mutating func add(row: UnsafeRawPointer) {
    let pairs = row.loadUnaligned(as: SIMD8<Int16>.self)
    let rest = (row + 16).loadUnaligned(as: SIMD4<Int16>.self)
    even &+= (pairs &<< 8) &>> 8
    odd &+= pairs &>> 8
    evenRest &+= (rest &<< 8) &>> 8
    oddRest &+= rest &>> 8
  }

  @inline(__always)
  static func += (left: inout RowSum, right: RowSum) {
    left.even &+= right.even
    left.odd &+= right.odd
    left.evenRest &+= right.evenRest
    left.oddRest &+= right.oddRest
  }

  /// Puts the sum of each state where it belongs.
  @inline(__always)
  func write(to sums: UnsafeMutablePointer<Int16>) {
    for place in 0..<8 { (sums[2 * place], sums[2 * place + 1]) = (even[place], odd[place]) }
    for place in 0..<4 {
      (sums[16 + 2 * place], sums[17 + 2 * place]) = (evenRest[place], oddRest[place])
    }
  }
}
