import CPrefetch

/// The weights of a model in its file's format: a bitmap of the slots that features hash to, and
/// for each set bit a row with a weight for each state.
struct Weights: Sendable {
  nonisolated(unsafe) let bitmap: UnsafeBufferPointer<UInt64>
  /// Rows before every second word of the bitmap.
  nonisolated(unsafe) let ranks: UnsafeBufferPointer<UInt32>
  /// Rows of ``Row/width`` weights in steps.
  nonisolated(unsafe) let rows: UnsafeBufferPointer<Int8>
  /// The value of one step of a weight.
  let step: Float

  private let shift: UInt32
  private let rowCount: Int

  /// Reads the sections of a file; nil if they are not consistent.
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

  /// Number of bits of a feature that give its slot.
  var bits: Int { Int(32 - shift) }

  /// The row of weights of a slot, in steps; nil if there is none.
  subscript(place: UInt32) -> UnsafeBufferPointer<Int8>? {
    guard place >> 6 < bitmap.count, bitmap[Int(place >> 6)] >> UInt64(place & 63) & 1 == 1,
      let bits = bitmap.baseAddress, let ranks = ranks.baseAddress,
      case let row = Int(Self.row(place, bits, ranks)), row < rowCount
    else { return nil }
    return UnsafeBufferPointer(rebasing: rows[row * Row.width..<(row + 1) * Row.width])
  }

  /// The slot of a feature.
  @inline(__always)
  static func place(_ feature: UInt32, bits: Int) -> Int { Int(feature >> UInt32(32 - bits)) }

  /// Calls with the sum of the rows of each run of features.
  /// The rows are at random places of the model, and most of the time would be spent on cache
  /// misses; so the rows of all runs are looked up and prefetched first. The buffer is overwritten.
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
    // Every second word has no rank of its own; a branch here would be mispredicted half the time.
    let before = bitmap[index & ~1] & (0 &- UInt64(index & 1))
    let rank =
      (bitmap[index] & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount &+ before.nonzeroBitCount
    return ranks[index >> 1] &+ UInt32(truncatingIfNeeded: rank)
  }

  @inline(__always)
  private func sum(rows numbers: UnsafePointer<UInt32>, _ count: Int) -> RowSum {
    let rows = UnsafeRawPointer(rows.baseAddress.unsafelyUnwrapped)
    var sum = RowSum()
    // A damaged file must not lead out of bounds.
    for index in 0..<count where Int(numbers[index]) < rowCount {
      sum.add(row: rows + Int(numbers[index]) * Row.width)
    }
    return sum
  }
}

/// The sum of rows of weights, in steps. A row has two weights in each 16 bits: even and odd ones
/// are summed separately.
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

  /// Writes the sum of each state to its index.
  @inline(__always)
  func write(to sums: UnsafeMutablePointer<Int16>) {
    for place in 0..<8 { (sums[2 * place], sums[2 * place + 1]) = (even[place], odd[place]) }
    for place in 0..<4 {
      (sums[16 + 2 * place], sums[17 + 2 * place]) = (evenRest[place], oddRest[place])
    }
  }
}
