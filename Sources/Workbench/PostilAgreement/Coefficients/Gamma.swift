import PostilSystem

/// The disorders of γ, which aligns the units of any number of people and compares how well that works with
/// how well it works by chance.
///
/// Y. Mathet, A. Widlöcher and J.-P. Métivier, "The unified and holistic method gamma (γ) for inter-annotator
/// agreement measure and alignment", Computational Linguistics 41 (2015). The dissimilarity combines place and
/// category with weights of 1, and an empty unit costs 1. Chance is what comes out when each person is a person
/// chosen at random whose units are moved along the text by a random distance, those at its end to its beginning
/// (section 5.2).
package struct Gamma: Hashable, Sendable {
  /// The sum of the observed disorders, each weighted by the units of its text.
  package private(set) var observed = 0.0
  /// The sum of the mean disorders of random annotations.
  package private(set) var expected = 0.0
  /// Whether every alignment is a best one; false where one was too large to search all of.
  package private(set) var isExact = true

  package init() {}

  /// γ, at most 1; nil where nothing was annotated.
  package var gamma: Double? { expected > 0 ? 1 - observed / expected : nil }

  package mutating func add(_ other: Gamma, times: Double = 1) {
    observed += times * other.observed
    expected += times * other.expected
    isExact = isExact && other.isExact
  }

  /// Counts one text.
  ///
  /// - Parameters:
  ///   - units: Each person's units.
  ///   - samples: The number of random annotations.
  ///   - seed: The state of the generator of random numbers: the same seed gives the same figure.
  package mutating func add(_ units: [[GammaUnit]], samples: Int = 30, seed: UInt64 = 1) {
    let count = units.reduce(0) { $0 + $1.count }
    guard units.count > 1, count > 0 else { return }
    var generator = SeededGenerator(seed: seed)
    observed += Double(count) * disorder(units)
    var sum = 0.0
    for _ in 0..<samples { sum += disorder(Self.shuffled(units, &generator)) }
    expected += Double(count) * sum / Double(samples)
  }

  /// The disorder of the best alignment, for each unit that a person has on average.
  private mutating func disorder(_ units: [[GammaUnit]]) -> Double {
    let alignment = BestAlignment(units)
    isExact = isExact && alignment.isExact
    let mean = Double(units.reduce(0) { $0 + $1.count }) / Double(units.count)
    return mean > 0 ? alignment.disorder / mean : 0
  }

  /// Random annotations of as many people, made of the units of those who are there.
  private static func shuffled(
    _ units: [[GammaUnit]], _ generator: inout SeededGenerator
  ) -> [[GammaUnit]] {
    let all = units.joined()
    let low = all.map(\.start).min() ?? 0
    let high = all.map(\.end).max() ?? 0
    let distance = all.reduce(0) { $0 + $1.length } / Double(all.count) / 2
    while true {
      var free = [(low, high)]
      let sample = units.indices.map { _ in
        let shift = pick(&free, low...max(low, high), distance, &generator)
        let person = Int(generator.next() % UInt64(units.count))
        return units[person].map { $0.moved(by: shift, low, high) }
      }
      if sample.contains(where: { !$0.isEmpty }) { return sample }
    }
  }

  /// A random distance that is not near one chosen before, as long as there is one.
  private static func pick(
    _ free: inout [(Double, Double)], _ all: ClosedRange<Double>, _ distance: Double,
    _ generator: inout SeededGenerator
  ) -> Double {
    let width = free.reduce(0) { $0 + $1.1 - $1.0 }
    guard width > 0 else { return Double.random(in: all, using: &generator) }
    var place = Double.random(in: 0..<width, using: &generator)
    var shift = free[0].0
    for (low, high) in free {
      if place < high - low {
        shift = low + place
        break
      }
      place -= high - low
    }
    shift.round(.down)
    free = free.flatMap { low, high in
      [(low, min(high, shift - distance)), (max(low, shift + distance), high)].filter {
        $0.0 < $0.1
      }
    }
    return shift
  }
}

extension GammaUnit {
  /// The unit moved along the text, from its end to its beginning.
  fileprivate func moved(by shift: Double, _ low: Double, _ high: Double) -> GammaUnit {
    let shift = start + shift > high ? shift + low - high : shift
    return GammaUnit(start: start + shift, end: end + shift, category: category)
  }
}
