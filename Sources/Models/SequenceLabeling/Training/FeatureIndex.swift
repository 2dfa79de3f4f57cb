/// The features that a model keeps: those frequent enough in its training text, each with a row.
struct FeatureIndex {
  /// Number of bits of a feature that give its slot.
  let bits: Int
  /// A bit for each slot.
  private(set) var bitmap: [UInt64]
  /// Number of set bits before each word of the bitmap.
  private var ranks: [UInt32] = []

  /// Keeps the features that `counts` has at least `minimum` times, and all of a model with the
  /// same number of bits.
  init(
    _ counts: borrowing FeatureCounts, minimum: UInt8, bits: Int, keeping known: Weights? = nil
  ) {
    self.bits = bits
    bitmap = known.map { Array($0.bitmap) } ?? [UInt64](repeating: 0, count: 1 << (bits - 6))
    counts.forEach(atLeast: minimum) { feature in
      let place = Weights.place(feature, bits: bits)
      bitmap[place >> 6] |= 1 << UInt64(place & 63)
    }
    rank()
  }

  /// Number of rows.
  var count: Int { Int(ranks.last ?? 0) + (bitmap.last?.nonzeroBitCount ?? 0) }

  private mutating func rank() {
    ranks = []
    ranks.reserveCapacity(bitmap.count)
    var total: UInt32 = 0
    for word in bitmap {
      ranks.append(total)
      total += UInt32(word.nonzeroBitCount)
    }
  }

  /// The row of a feature, or nil if it is not kept.
  @inline(__always)
  func row(_ feature: UInt32) -> Int? {
    let place = Weights.place(feature, bits: bits)
    let word = bitmap[place >> 6]
    guard word >> UInt64(place & 63) & 1 == 1 else { return nil }
    return Int(ranks[place >> 6]) + (word & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount
  }

  /// Calls `body` with each row and its slot.
  func forEach(_ body: (_ row: Int, _ place: UInt32) -> Void) {
    var row = 0
    for index in bitmap.indices {
      var word = bitmap[index]
      while word != 0 {
        body(row, UInt32(index * 64 + word.trailingZeroBitCount))
        row += 1
        word &= word - 1
      }
    }
  }

  /// Removes rows; the others are renumbered.
  mutating func keep(_ isKept: (Int) -> Bool) {
    var row = 0
    for index in bitmap.indices {
      var word = bitmap[index]
      while word != 0 {
        let bit = word & (~word &+ 1)
        if !isKept(row) { bitmap[index] &= ~bit }
        row += 1
        word &= word - 1
      }
    }
    rank()
  }

  /// Number of set bits before every second word, in the file's format.
  var sparseRanks: [UInt32] { stride(from: 0, to: ranks.count, by: 2).map { ranks[$0] } }
}

/// The number of occurrences of each feature, at most 255, by the first bits of its hash.
struct FeatureCounts: ~Copyable {
  private let bits: Int
  private let counts: UnsafeMutableBufferPointer<UInt8>

  /// Counts by a number of bits, at most 32.
  init(bits: Int) {
    self.bits = bits
    counts = .allocate(capacity: 1 << bits)
    counts.initialize(repeating: 0)
  }

  deinit { counts.deallocate() }

  @inline(__always)
  func add(_ feature: UInt32) {
    let place = Int(feature >> UInt32(32 - bits))
    if counts[place] < 255 { counts[place] += 1 }
  }

  @inline(__always)
  func isAtLeast(_ minimum: UInt8, _ feature: UInt32) -> Bool {
    counts[Int(feature >> UInt32(32 - bits))] >= minimum
  }

  /// Calls `body` with a feature of each slot that has at least `minimum` occurrences.
  func forEach(atLeast minimum: UInt8, _ body: (UInt32) -> Void) {
    for place in counts.indices where counts[place] >= minimum {
      body(UInt32(place) << UInt32(32 - bits))
    }
  }
}
