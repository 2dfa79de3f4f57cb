/// All rules, compiled, by what they begin with.
struct RuleBook: Sendable {
  /// The families, in order: of two rules that take the same words, the first wins.
  static let families: [[Rule]] = [
    Extended.rules, FullDates.rules, Years.rules, Months.rules, Weekdays.rules, Clock.rules,
    DayParts.rules,
    Quarters.rules, Sets.rules, Shifts.rules, Durations.rules, Seasons.rules, References.rules,
  ]

  /// Where the steps of a rule's pattern lie among all steps.
  struct Program: Sendable {
    var before: Range<Int>
    var steps: Range<Int>
    /// What must stand behind the first lexeme; empty if nothing need.
    var second: Categories
    /// One of these must be taken.
    var trigger: Categories
  }

  /// A rule that a lexeme can begin, what must stand behind (empty if nothing need), and what must
  /// stand somewhere in the run of lexemes.
  struct Opening: Sendable {
    var rule: Int
    var second: Categories
    var trigger: Categories
  }

  /// What stands everywhere: a rule is looked for where its rarer words are.
  private static let fillers: Categories = [
    .the, .a, .one, .of, .in, .on, .at, .and, .to, .from, .for, .over, .before, .after, .this,
    .that,
    .first, .more, .other, .number, .hour, .comma, .hyphen, .slash, .colon, .quote, .opening,
    .closing, .possessive, .plus, .than,
  ].reduce(into: []) { $0.insert($1) }

  /// The rules that lexemes of a kind can begin, as places in `openings`.
  struct List: Sendable {
    var all: Range<Int>
    /// Those of them that need nothing behind.
    var alone: Range<Int>
    /// What the others need.
    var seconds: Categories
  }

  /// The rules of all lists, one list after another.
  private(set) var openings: [Opening] = []
  /// The first has all rules, for lexemes of a kind that nobody thought of.
  private var lists: [List] = []
  private var known: [Categories: Int] = [:]
  private var numbers: [(categories: Categories, list: Int)] = []
  /// For each entry of the lexicon, the list without and with a capital.
  private var plain: [Int] = []
  private var named: [Int] = []

  /// All that patterns take. Words of other categories are context for guards only.
  private(set) var used: Categories = []
  /// A run of lexemes without any of these begins no rule.
  private(set) var triggers: Categories = []

  private(set) var rules: [Rule] = []
  /// For each rule, its part of the steps.
  private(set) var programs: [Program] = []
  /// The steps of all patterns, one after another.
  private(set) var steps: [Pattern.Step] = []
  /// For each category, the rules that can begin with it.
  private var starts = [[Int]](repeating: [], count: Category.allCases.count)

  /// Compiles the families. A rule whose pattern cannot be compiled is left out; a test finds it.
  ///
  /// - Parameter lexicon: What lexemes there can be; for each kind, what it can begin is found now.
  init(_ lexicon: Lexicon) {
    for rule in Self.families.joined() {
      guard let pattern = Pattern(rule.pattern) else { continue }
      for category in Category.allCases where pattern.first.contains(category) {
        starts[Int(category.rawValue)].append(rules.count)
      }
      rules.append(rule)
      used.formUnion(pattern.used)
      let trigger =
        pattern.needed.first { !$0.intersects(Self.fillers) } ?? pattern.needed.first
        ?? pattern.used
      triggers.formUnion(trigger)
      programs.append(
        Program(
          before: add(pattern.before), steps: add(pattern.steps), second: pattern.second,
          trigger: trigger))
    }
    _ = list(Category.allCases.reduce(into: []) { $0.insert($1) })
    for word in lexicon.words {
      plain.append(list(word.plain))
      named.append(list(word.named))
    }
    for kind in Digits.kinds where !numbers.contains(where: { $0.categories == kind }) {
      numbers.append((kind, list(kind)))
    }
  }

  private mutating func list(_ categories: Categories) -> Int {
    if let index = known[categories] { return index }
    let all = candidates(categories).map {
      Opening(rule: $0, second: programs[$0].second, trigger: programs[$0].trigger)
    }
    lists.append(
      List(
        all: add(all), alone: add(all.filter { $0.second.rawValue == 0 }),
        seconds: all.reduce(into: []) { $0.formUnion($1.second) }))
    known[categories] = lists.count - 1
    return lists.count - 1
  }

  private mutating func add(_ more: [Opening]) -> Range<Int> {
    let start = openings.count
    openings.append(contentsOf: more)
    return start..<openings.count
  }

  /// What a lexeme can begin.
  func list(_ lexeme: Lexeme, _ lexicon: Lexicon) -> List {
    if lexeme.entry >= 0 {
      let word = lexicon.words[lexeme.entry]
      if lexeme.categories == word.plain { return lists[plain[lexeme.entry]] }
      if lexeme.categories == word.named {
        return lists[named[lexeme.entry]]
      }
    }
    // Few kinds of numbers make up all but a few of the rest.
    for kind in numbers where kind.categories == lexeme.categories { return lists[kind.list] }
    return lists[known[lexeme.categories] ?? 0]
  }

  private mutating func add(_ more: [Pattern.Step]) -> Range<Int> {
    let start = steps.count
    steps.append(contentsOf: more)
    return start..<steps.count
  }

  /// The rules that a lexeme can begin, in order, each once.
  func candidates(_ categories: Categories) -> [Int] {
    var bits = categories.rawValue
    if bits.nonzeroBitCount == 1 { return starts[bits.trailingZeroBitCount] }
    var indices: Set<Int> = []
    while bits != 0 {
      indices.formUnion(starts[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
    return indices.sorted()
  }
}
