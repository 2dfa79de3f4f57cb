/// All rules, compiled, by what they begin with.
struct RuleBook: Sendable {
  /// The families, in order: of two rules that take the same words, the first wins.
  static let families: [[Rule]] = [
    FullDates.rules, Years.rules, Months.rules, Weekdays.rules, Clock.rules, DayParts.rules,
    Quarters.rules, Sets.rules, Shifts.rules, Durations.rules, Seasons.rules, References.rules,
  ]

  let rules: [Rule]
  let patterns: [Pattern]
  /// For each category, the rules that can begin with it.
  private let starts: [[Int]]

  /// Compiles the families. A rule whose pattern cannot be compiled is left out; a test finds it.
  init() {
    var rules: [Rule] = []
    var patterns: [Pattern] = []
    for rule in Self.families.joined() {
      guard let pattern = Pattern(rule.pattern) else { continue }
      rules.append(rule)
      patterns.append(pattern)
    }
    starts = Category.allCases.map { category in
      patterns.indices.filter { patterns[$0].first.contains(category) }
    }
    self.rules = rules
    self.patterns = patterns
  }

  /// The rules that a lexeme can begin, in order.
  func candidates(_ categories: Categories) -> [Int] {
    var bits = categories.rawValue
    if bits.nonzeroBitCount == 1 { return starts[bits.trailingZeroBitCount] }
    var indices: [Int] = []
    while bits != 0 {
      indices.append(contentsOf: starts[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
    return indices.sorted()
  }
}
