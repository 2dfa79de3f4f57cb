/// The counts behind the coefficients of nominal data: items, each put into a category by some of the people.
///
/// All are sums over items, so that the counts of several articles add up and a resample of articles is one of
/// sums.
package struct NominalCounts: Hashable, Sendable {
  /// The number of people.
  package let people: Int
  /// The number of categories.
  package let categories: Int

  /// Items that all people have put into a category.
  package private(set) var complete = 0.0
  /// The sum over complete items of the share of pairs of people who agree.
  private var agreement = 0.0
  /// How often a complete item was put into each category.
  private var totals: [Double]
  /// Of two people: how often the first and the second used each category in complete items.
  private var first: [Double]
  private var second: [Double]
  /// Krippendorff's coincidences: the sum of the diagonal, and the marginal sums by category.
  private var diagonal = 0.0
  private var marginals: [Double]

  package init(people: Int, categories: Int) {
    self.people = people
    self.categories = categories
    totals = Array(repeating: 0, count: categories)
    (first, second, marginals) = (totals, totals, totals)
  }

  /// Counts an item.
  ///
  /// - Parameter values: The category of each person, from 0; nil for a person who has none.
  package mutating func add(_ values: [Int?]) {
    var counts: [Int: Int] = [:]
    for value in values { if let value { counts[value, default: 0] += 1 } }
    let present = counts.values.reduce(0, +)
    guard present > 1 else { return }
    let pairs = Double(present * (present - 1))
    let agreeing = Double(counts.values.reduce(0) { $0 + $1 * ($1 - 1) })
    diagonal += agreeing / Double(present - 1)
    for (value, count) in counts { marginals[value] += Double(count) }
    guard present == people else { return }
    complete += 1
    agreement += agreeing / pairs
    for (value, count) in counts { totals[value] += Double(count) }
    if people == 2, let one = values[0], let other = values[1] {
      first[one] += 1
      second[other] += 1
    }
  }

  package mutating func add(_ other: NominalCounts) {
    complete += other.complete
    agreement += other.agreement
    diagonal += other.diagonal
    for place in 0..<categories {
      totals[place] += other.totals[place]
      first[place] += other.first[place]
      second[place] += other.second[place]
      marginals[place] += other.marginals[place]
    }
  }

  // MARK: Coefficients

  /// The share of pairs of people who agree, averaged over items, from 0 to 1; nil without items.
  package var observed: Double? { complete > 0 ? agreement / complete : nil }

  /// Cohen's κ of two people: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
  /// Psychological Measurement 20 (1960). Nil for more people, without items, and where only one category is
  /// used, since chance alone then explains all agreement.
  package var cohen: Double? {
    guard people == 2, let observed else { return nil }
    let expected = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / (complete * complete)
    return Self.corrected(observed, expected)
  }

  /// Fleiss' κ of any number of people: J. L. Fleiss, "Measuring nominal scale agreement among many raters",
  /// Psychological Bulletin 76 (1971). Nil without items and where only one category is used.
  package var fleiss: Double? {
    guard let observed else { return nil }
    let all = complete * Double(people)
    return Self.corrected(observed, totals.reduce(0) { $0 + ($1 / all) * ($1 / all) })
  }

  /// Krippendorff's α of nominal data, in which a person may have no value: K. Krippendorff, "Computing
  /// Krippendorff's alpha-reliability" (2011). Nil without items that two people have, and where only one
  /// category is used.
  package var alpha: Double? {
    let all = marginals.reduce(0, +)
    let expected = all * all - marginals.reduce(0) { $0 + $1 * $1 }
    guard all > 1, expected > 0.5 else { return nil }
    return 1 - (all - 1) * (all - diagonal) / expected
  }

  private static func corrected(_ observed: Double, _ expected: Double) -> Double? {
    1 - expected < 1e-12 ? nil : (observed - expected) / (1 - expected)
  }
}
