/// A rule's pattern, compiled: which lexemes it takes, in which order.
///
/// Elements are categories with `|` between alternatives, `?` behind what may be missing, `( … )?`
/// around several. `[ … ]` marks what becomes a timex, several for several; what stands outside is
/// context. Without brackets everything is one timex. Nothing repeats, so that the work at one place
/// has a bound.
struct Pattern: Sendable {
  /// A step of the compiled pattern.
  enum Step: Sendable {
    /// Takes a lexeme of one of these categories.
    case take(Categories)
    /// Goes on here if the lexeme can begin what follows, or so many steps further if that fails.
    case skip(Int, first: Categories)
    /// Begins a timex.
    case open
    /// Ends a timex.
    case close
  }

  /// What comes before the first bracket, from right to left.
  private(set) var before: [Step] = []
  /// The brackets and what follows.
  private(set) var steps: [Step] = []
  /// What the first lexeme of the first timex can be.
  private(set) var first: Categories = []
  /// What the lexeme behind it can be; empty if there need be none.
  private(set) var second: Categories = []

  /// All that it takes.
  var used: Categories {
    (before + steps).reduce(into: []) { result, step in
      if case .take(let categories) = step { result.formUnion(categories) }
    }
  }

  /// What it takes in any case: the steps that nothing skips, context aside.
  var needed: [Categories] {
    var result: [Categories] = []
    var at = 0
    while at < steps.count {
      switch steps[at] {
      case .take(let categories): result.append(categories)
      case .skip(let count, _): at += count - 1
      case .open, .close: break
      }
      at += 1
    }
    return result
  }

  /// Compiles a pattern; nil if it is none.
  init?(_ source: String) {
    var words = Self.words(source)
    if !words.contains("[") { words = ["["] + words + ["]"] }
    guard let opening = words.firstIndex(of: "["),
      let context = Self.compile(words[..<opening].reversed()),
      let steps = Self.compile(Array(words[opening...]))
    else { return nil }
    before = context
    self.steps = steps
    first = Self.possible(steps, 0, nth: 0) ?? []
    second = Self.possible(steps, 0, nth: 1) ?? []
    guard first.rawValue != 0 else { return nil }
  }

  private static func words(_ source: String) -> [String] {
    source.split(separator: " ").flatMap { word -> [String] in
      var result: [String] = []
      var word = word
      while let sign = word.first, "([".contains(sign), word.count > 1 {
        result.append(String(sign))
        word = word.dropFirst()
      }
      if let end = word.firstIndex(where: { ")]".contains($0) }), end != word.startIndex {
        result.append(String(word[..<end]))
        result.append(contentsOf: closers(word[end...]))
      } else {
        result.append(String(word))
      }
      return result
    }
  }

  /// `)?]` as `)?` and `]`.
  private static func closers(_ signs: Substring) -> [String] {
    signs.reduce(into: []) { result, sign in
      if sign == "?", let last = result.last {
        result[result.count - 1] = last + "?"
      } else {
        result.append(String(sign))
      }
    }
  }

  private static func compile(_ words: [String]) -> [Step]? {
    var steps: [Step] = []
    var groups: [Int] = []
    for word in words {
      switch word {
      case "[": steps.append(.open)
      case "]": steps.append(.close)
      case "(":
        groups.append(steps.count)
        steps.append(.skip(0, first: []))
      case ")?":
        guard let start = groups.popLast() else { return nil }
        steps[start] = .skip(steps.count - start, first: beginning(steps[(start + 1)...]))
      default:
        let isOptional = word.hasSuffix("?")
        guard let categories = categories(isOptional ? word.dropLast() : word[...]) else {
          return nil
        }
        if isOptional { steps.append(.skip(2, first: categories)) }
        steps.append(.take(categories))
      }
    }
    return groups.isEmpty ? steps : nil
  }

  private static func categories(_ names: Substring) -> Categories? {
    var result: Categories = []
    for name in names.split(separator: "|") {
      guard let category = Categories.byName[String(name)] else { return nil }
      result.insert(category)
    }
    return result
  }

  /// What steps can begin with.
  private static func beginning(_ steps: ArraySlice<Step>) -> Categories {
    var (result, at) = (Categories(), steps.startIndex)
    while at < steps.endIndex {
      switch steps[at] {
      case .take(let categories): return result.union(categories)
      case .skip(let count, let first):
        result.formUnion(first)
        at += count
      case .open, .close: at += 1
      }
    }
    return result
  }

  /// What the n-th lexeme can be, from a step on; nil if the pattern can end before it.
  private static func possible(_ steps: [Step], _ at: Int, nth: Int) -> Categories? {
    guard at < steps.count else { return nil }
    switch steps[at] {
    case .take(let categories):
      return nth == 0 ? categories : possible(steps, at + 1, nth: nth - 1)
    case .skip(let count, _):
      guard let here = possible(steps, at + 1, nth: nth),
        let there = possible(steps, at + count, nth: nth)
      else { return nil }
      return here.union(there)
    case .open, .close: return possible(steps, at + 1, nth: nth)
    }
  }
}
