import PostilKit
import PostilSystem
import Testing

@testable import PostilAgreement

@Suite struct CoefficientTests {
  /// Two by two, as in the textbooks: 20 and 15 agreed, 5 and 10 not, κ 0.4.
  @Test func cohen() throws {
    var counts = NominalCounts(people: 2, categories: 2)
    for (times, one, other) in [(20, 0, 0), (5, 0, 1), (10, 1, 0), (15, 1, 1)] {
      for _ in 0..<times { counts.add([one, other]) }
    }
    #expect(abs(try #require(counts.cohen) - 0.4) < 1e-9)
    #expect(abs(try #require(counts.observed) - 0.7) < 1e-9)
  }

  /// Ten items, five categories, fourteen people: the example of the article in Wikipedia, κ 0.210.
  @Test func fleiss() throws {
    let table = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    var counts = NominalCounts(people: 14, categories: 5)
    for row in table {
      counts.add(
        row.enumerated().flatMap { category, count in Array(repeating: category, count: count) })
    }
    #expect(abs(try #require(counts.fleiss) - 0.2099) < 0.0001)
  }

  /// Four people, twelve items and missing values: Krippendorff's own example, nominal α 0.743.
  @Test func alpha() throws {
    let rows: [[Int?]] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
      [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]
    var counts = NominalCounts(people: 4, categories: 6)
    for item in 0..<12 { counts.add(rows.map { $0[item] }) }
    #expect(abs(try #require(counts.alpha) - 0.743) < 0.0005)
  }

  /// The example of Krippendorff's "Content Analysis" (2004), p. 254: α_U of c 0.7286, of k 1, of both 0.8591.
  /// The text begins at 150 there and is 300 long.
  @Test func unitizing() throws {
    func spans(_ places: [(Int, Int)]) -> [Span] {
      places.map { Span($0.0 - 150, $0.0 - 150 + $0.1) }
    }
    var c = UnitizingAlpha()
    c.add(
      [spans([(225, 70), (370, 30)]), spans([(220, 80), (355, 20), (400, 20)])], length: 300)
    var k = UnitizingAlpha()
    k.add([spans([(180, 60), (300, 50)]), spans([(180, 60), (300, 50)])], length: 300)
    #expect(abs(c.observed / 300 - 0.0144) < 0.0001 && abs(c.expected / 300 - 0.0532) < 0.0001)
    #expect(abs(try #require(c.alpha) - 0.7286) < 0.0001)
    #expect(k.alpha == 1)
    c.add(k)
    #expect(abs(try #require(c.alpha) - 0.8591) < 0.0005)
  }

  @Test func nothingIsUndefinedAndNotOne() {
    #expect(NominalCounts(people: 2, categories: 1).cohen == nil)
    var one = NominalCounts(people: 2, categories: 1)
    one.add([0, 0])
    #expect(one.cohen == nil && one.fleiss == nil && one.alpha == nil && one.observed == 1)
    #expect(UnitizingAlpha().alpha == nil && Gamma().gamma == nil && MatchCount().strictF1 == nil)
  }

  /// The best alignment is that of trying all of them, on tiny texts.
  @Test func bestAlignmentIsTheBestOfAll() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let units = (0..<3).map { _ in
        (0..<Int.random(in: 0...3, using: &generator)).map { _ -> GammaUnit in
          let start = Double(Int.random(in: 0..<12, using: &generator))
          return GammaUnit(
            start: start, end: start + Double(Int.random(in: 1...6, using: &generator)),
            category: Int.random(in: 0...1, using: &generator))
        }
      }
      let best = Naive.best(
        units.enumerated().flatMap { person, units in units.map { (person, $0) } }, 3)
      #expect(abs(BestAlignment(units).disorder - best) < 1e-9)
    }
  }

  @Test func theSameSeedGivesTheSameGamma() {
    let units = [
      [GammaUnit(start: 0, end: 4, category: 0), GammaUnit(start: 9, end: 12, category: 1)],
      [GammaUnit(start: 1, end: 4, category: 0)],
    ]
    func gamma(_ seed: UInt64) -> Double? {
      var gamma = Gamma()
      gamma.add(units, seed: seed)
      return gamma.gamma
    }
    #expect(gamma(4) == gamma(4) && gamma(4) != gamma(5))
  }
}

/// Every partition of units into groups, without a thought.
private enum Naive {
  static func best(_ units: [(person: Int, unit: GammaUnit)], _ people: Int) -> Double {
    guard let first = units.first else { return 0 }
    let rest = Array(units.dropFirst())
    return (0..<(1 << rest.count)).compactMap { bits -> Double? in
      let group = [first] + rest.indices.filter { bits >> $0 & 1 == 1 }.map { rest[$0] }
      guard Set(group.map(\.person)).count == group.count else { return nil }
      let left = rest.indices.filter { bits >> $0 & 1 == 0 }.map { rest[$0] }
      return disorder(group.map(\.unit), people) + best(left, people)
    }.min() ?? 0
  }

  private static func disorder(_ units: [GammaUnit], _ people: Int) -> Double {
    let pairs = people * (people - 1) / 2
    var sum = Double(pairs - units.count * (units.count - 1) / 2)
    for one in units.indices {
      for other in units.indices[(one + 1)...] { sum += units[one].dissimilarity(units[other]) }
    }
    return sum / Double(pairs)
  }
}
