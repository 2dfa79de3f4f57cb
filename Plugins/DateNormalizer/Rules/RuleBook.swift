/// All rules, compiled, by what they begin with.
struct RuleBook: Sendable {
  /// The families, in order: of two rules that take the same words, the first wins.
  static let families: [[Rule]] = [
    FullDates.rules, Years.rules, Months.rules, Weekdays.rules, Clock.rules, DayParts.rules,
    Quarters.rules, Sets.rules, Shifts.rules, Durations.rules, Seasons.rules, References.rules,
  ]

  /// Where the steps of a rule's pattern lie among all steps.
  struct Program: Sendable {
    var before: Range<Int>
    var steps: Range<Int>
    /// What must stand behind the first lexeme; empty if nothing need.
    var second: Categories
  }

  private(set) var rules: [Rule] = []
  /// For each rule, its part of the steps.
  private(set) var programs: [Program] = []
  /// The steps of all patterns, one after another.
  private(set) var steps: [Pattern.Step] = []
  /// For each category, the rules that can begin with it.
  private var starts = [[Int]](repeating: [], count: Category.allCases.count)

  /// Compiles the families. A rule whose pattern cannot be compiled is left out; a test finds it.
  init() {
    for rule in Self.families.joined() {
      guard let pattern = Pattern(rule.pattern) else { continue }
      for category in Category.allCases where pattern.first.contains(category) {
        starts[Int(category.rawValue)].append(rules.count)
      }
      rules.append(rule)
      programs.append(
        Program(before: add(pattern.before), steps: add(pattern.steps), second: pattern.second))
    }
  }

  private mutating func add(_ more: [Pattern.Step]) -> Range<Int> {
    let start = steps.count
    steps.append(contentsOf: more)
    return start..<steps.count
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
