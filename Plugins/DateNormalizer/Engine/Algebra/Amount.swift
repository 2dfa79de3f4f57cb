/// A length: a number of units, or an unknown number of them.
package struct Amount: Hashable, Sendable {
  /// The number in hundredths; nil for an unknown number.
  package var hundredths: Int?
  package var unit: Unit
  /// Whether a fraction is written in the next smaller unit (`2 1/2 years`: two years and six
  /// months).
  package var splits = false

  /// A length of whole units.
  package init(_ count: Int?, _ unit: Unit) {
    hundredths = count.map { $0.multipliedReportingOverflow(by: 100).partialValue }
    self.unit = unit
  }

  /// A length with a fraction.
  package init(hundredths: Int?, _ unit: Unit, splits: Bool = false) {
    self.hundredths = hundredths
    self.unit = unit
    self.splits = splits
  }

  /// Half of one such unit in whole units of a smaller kind: half a century is 50 years.
  package var half: (count: Int, unit: Unit)? {
    switch unit {
    case .decade: (5, .year)
    case .century: (50, .year)
    case .year: (6, .month)
    default: nil
    }
  }

  /// The count, if it is whole.
  package var count: Int? {
    guard let hundredths, hundredths % 100 == 0 else { return nil }
    return hundredths / 100
  }
}

/// What recurs: every N units, or the same place in each.
package enum Recurrence: Sendable {
  /// Each length: `every two years`.
  case every(Amount)
  /// The same place in each: `each Thursday`, `Monday nights`.
  case each(Partial)
}
