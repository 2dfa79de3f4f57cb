/// Eight states of a row; a token's row has three lanes.
typealias Lane = SIMD8<Float>

/// The shape of a row of the lattice.
enum Row {
  /// Lanes in a row.
  static let lanes = 3
  /// Width of a row in states; those after the last state are zero.
  static let width = 24

  /// Allocates rows of zeros; the caller deallocates them.
  static func allocate(_ count: Int) -> UnsafeMutablePointer<Lane> {
    let rows = UnsafeMutablePointer<Lane>.allocate(capacity: max(1, count * lanes))
    rows.initialize(repeating: .zero, count: max(1, count * lanes))
    return rows
  }

  /// The product of a row vector and a matrix. Elements close to zero are skipped, which is most of
  /// them.
  @inline(__always)
  static func multiply(
    _ vector: UnsafePointer<Lane>, _ matrix: UnsafePointer<Lane>, states: Int,
    into result: UnsafeMutablePointer<Lane>
  ) {
    let numbers = UnsafeRawPointer(vector).assumingMemoryBound(to: Float.self)
    var sum = (Lane.zero, Lane.zero, Lane.zero)
    for state in 0..<states where numbers[state] > 1e-9 {
      let factor = Lane(repeating: numbers[state])
      let row = matrix + state * lanes
      sum.0 += factor * row[0]
      sum.1 += factor * row[1]
      sum.2 += factor * row[2]
    }
    (result[0], result[1], result[2]) = (sum.0, sum.1, sum.2)
  }
}

extension Lane {
  /// exp(x) of each lane, accurate to about six digits. The standard functions differ between
  /// systems, and a model must be the same wherever it is trained.
  @inline(__always)
  static func exp(_ power: Lane) -> Lane {
    let limited = Self.larger(Self.smaller(power, Lane(repeating: 86)), Lane(repeating: -86))
    // Adding and subtracting 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
    let shifted = limited * 1.442_695_04 + 12_582_912
    let whole = shifted - 12_582_912
    let rest = limited - whole * 0.693_359_375 + whole * 2.121_944_4e-4
    var sum = Lane(repeating: 1.987_569_2e-4)
    sum = sum * rest + 1.398_199_9e-3
    sum = sum * rest + 8.333_452e-3
    sum = sum * rest + 4.166_579_6e-2
    sum = sum * rest + 0.166_666_65
    sum = sum * rest + 0.5
    let result = sum * rest * rest + rest + 1
    let exponent = (unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &- 0x4B40_0000 &+ 127) &<< 23
    return result * unsafeBitCast(exponent, to: Lane.self)
  }

  /// The larger number of each lane.
  @inline(__always)
  static func larger(_ left: Lane, _ right: Lane) -> Lane {
    left.replacing(with: right, where: left .< right)
  }

  /// The smaller number of each lane.
  @inline(__always)
  static func smaller(_ left: Lane, _ right: Lane) -> Lane {
    left.replacing(with: right, where: left .> right)
  }
}
