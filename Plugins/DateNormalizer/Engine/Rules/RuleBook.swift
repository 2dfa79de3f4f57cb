/// All rules of a language, compiled and indexed by what they begin with.
package struct RuleBook: Sendable {
  /// The ranges of a rule's pattern among all steps.
  struct Program: Sendable {
    var before: Range<Int>
    var steps: Range<Int>
    /// What must follow the first lexeme; empty if nothing need.
    var second: Categories
    /// One of these must be taken.
    var trigger: Categories
  }

  /// A rule that a lexeme can begin, what must follow (empty if nothing need), and what must occur
  /// somewhere in the run of lexemes.
  struct Opening: Sendable {
    var rule: Int
    var second: Categories
    var trigger: Categories
  }

  /// The rules that lexemes of a kind can begin, as ranges of `openings`.
  struct List: Sendable {
    var all: Range<Int>
    /// Those that need nothing to follow.
    var alone: Range<Int>
    /// What the others need.
    var seconds: Categories
  }

  /// The rules of all lists, one list after another.
  private(set) var openings: [Opening] = []
  /// List 0 holds all rules: the fallback for an unexpected set of categories.
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
  /// The categories that modify a timex.
  let modifiers: [Category]
  /// For each rule, its part of the steps.
  private(set) var programs: [Program] = []
  /// The steps of all patterns, one after another.
  private(set) var steps: [Pattern.Step] = []
  /// For each category, the rules that can begin with it.
  private var starts = [[Int]](repeating: [], count: Category.capacity)

  /// Compiles the families. A rule whose pattern is not valid is left out; a test finds it.
  ///
  /// - Parameter lexicon: The lexemes that can occur; for each kind, the rules that it can begin are
  ///   found now.
  package init(_ grammar: Grammar, _ lexicon: Lexicon) {
    modifiers = grammar.modifiers
    for rule in grammar.families.joined() {
      guard let pattern = Pattern(rule.pattern, lexicon.names) else { continue }
      for number in starts.indices where pattern.first.rawValue >> UInt128(number) & 1 != 0 {
        starts[number].append(rules.count)
      }
      rules.append(rule)
      used.formUnion(pattern.used)
      let trigger =
        pattern.needed.first { !$0.intersects(grammar.frequent) } ?? pattern.needed.last
        ?? pattern.used
      triggers.formUnion(trigger)
      programs.append(
        Program(
          before: add(pattern.before), steps: add(pattern.steps), second: pattern.second,
          trigger: trigger))
    }
    _ = list(Categories(rawValue: .max))
    for word in lexicon.words {
      plain.append(list(word.plain))
      named.append(list(word.named))
    }
    for kind in Digits.kinds(lexicon.affixes)
    where !numbers.contains(where: { $0.categories == kind }) {
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
    // A few kinds of numbers make up almost all of the rest.
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
