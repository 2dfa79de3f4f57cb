import PostilSystem

/// How far a figure would differ on other articles of the same kind: B. Efron, "Bootstrap methods: another look at
/// the jackknife", The Annals of Statistics 7 (1979).
package struct Bootstrap: Sendable {
  /// Two predictions of the same articles, compared.
  package struct Comparison: Hashable, Sendable {
    /// F1 of the second less F1 of the first.
    package let difference: Double
    /// Its 2.5th to its 97.5th percentile over the resamples.
    package let interval: ClosedRange<Double>
    /// The share of resamples, doubled, in which the difference has the other sign or is none: P. Koehn, "Statistical
    /// significance tests for machine translation evaluation", EMNLP 2004.
    package let p: Double
  }

  private let samples: Int
  private let seed: UInt64

  package init(samples: Int = 1000, seed: UInt64 = 1) {
    self.samples = samples
    self.seed = seed
  }

  /// The 95 % interval of F1, from the counts of each article; nil for fewer than two articles, or nothing to find.
  package func interval(of counts: [MatchCounts]) -> ClosedRange<Double>? {
    guard counts.count > 1, counts.contains(where: { $0.right + $0.missing > 0 }) else {
      return nil
    }
    return Self.interval(resamples(counts.count) { MatchCounts(sum: $0.map { counts[$0] }).f1 })
  }

  /// Compares two predictions of the same articles, in the same order; nil for fewer than two articles.
  package func compare(_ first: [MatchCounts], _ second: [MatchCounts]) -> Comparison? {
    guard first.count > 1, first.count == second.count else { return nil }
    func difference(_ places: [Int]) -> Double {
      MatchCounts(sum: places.map { second[$0] }).f1 - MatchCounts(sum: places.map { first[$0] }).f1
    }
    let whole = difference(Array(first.indices))
    let all = resamples(first.count, difference)
    let others = all.count { whole >= 0 ? $0 <= 0 : $0 >= 0 }
    return Comparison(
      difference: whole, interval: Self.interval(all),
      p: min(1, 2 * Double(others) / Double(samples)))
  }

  private func resamples(_ count: Int, _ figure: ([Int]) -> Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<samples).map { _ in
      figure((0..<count).map { _ in Int(generator.next() % UInt64(count)) })
    }
  }

  private static func interval(_ values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    let last = Double(sorted.count - 1)
    return sorted[Int((0.025 * last).rounded())]...sorted[Int((0.975 * last).rounded())]
  }
}

extension MatchCounts {
  /// The sum of counts.
  package init(sum counts: [MatchCounts]) {
    self.init()
    for one in counts {
      right += one.right
      spurious += one.spurious
      missing += one.missing
    }
  }
}
