/// What a user decides about ambiguous words and about what counts as a timex.
package struct Conventions: Sendable {
  /// How an ambiguous `3/4/2021` is read.
  package enum Order: String, CaseIterable, Sendable {
    case monthFirst = "month-first"
    case dayFirst = "day-first"
  }

  /// Whose rules decide what is marked and how.
  package enum Profile: String, CaseIterable, Sendable {
    /// Those of TimeML: two timexes for a range, no ages.
    case timeml
    /// More: ranges as one interval, ages, anniversaries, late days as nights.
    case extended
  }

  /// nil to take it from the unambiguous dates of each text, and the American one without any.
  package var order: Order?
  package var profile: Profile

  /// Creates conventions, by default the order of each text and TimeML.
  package init(order: Order? = nil, profile: Profile = .timeml) {
    (self.order, self.profile) = (order, profile)
  }
}
