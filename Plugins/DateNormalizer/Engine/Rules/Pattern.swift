/// A rule's pattern, compiled: which lexemes it takes, in which order.
///
/// Elements are categories with `|` between alternatives, `?` after what may be missing, `( … )?`
/// around several. Each `[ … ]` marks what becomes a timex; the rest is context. Without brackets
/// everything is one timex. Nothing repeats, so that the work at one position is bounded.
package struct Pattern: Sendable {
  /// A step of the compiled pattern.
  package enum Step: Sendable {
    /// Takes a lexeme of one of these categories.
    case take(Categories)
    /// Continues here if the lexeme can begin what follows; if that fails, N steps further.
    case skip(Int, first: Categories)
    /// Begins a timex.
    case open
    /// Ends a timex.
    case close
  }

  /// What comes before the first bracket, from right to left.
  private(set) var before: [Step] = []
  /// The brackets and what follows.
  package private(set) var steps: [Step] = []
  /// What the first lexeme of the first timex can be.
  private(set) var first: Categories = []
  /// What the lexeme after it can be; empty if none is required.
  private(set) var second: Categories = []

  /// All that it takes.
  var used: Categories {
    (before + steps).reduce(into: []) { result, step in
      if case .take(let categories) = step { result.formUnion(categories) }
    }
  }

  /// What it always takes: the steps that nothing skips, without the context.
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

  /// Compiles a pattern; nil if it is not valid.
  package init?(_ source: String, _ names: CategoryNames) {
    var words = Self.words(source)
    if !words.contains("[") { words = ["["] + words + ["]"] }
    guard let opening = words.firstIndex(of: "["),
      let context = Self.compile(words[..<opening].reversed(), names),
      let steps = Self.compile(Array(words[opening...]), names)
    else { return nil }
    before = context
    self.steps = steps
    first = Self.possible(steps, 0, nth: 0) ?? []
    second = Self.possible(steps, 0, nth: 1) ?? []
    guard first.rawValue != 0 else { return nil }
  }

  /// The words of a pattern, with its brackets as words of their own: `(`, `[`, `]`, `)?`.
  private static func words(_ source: String) -> [Substring] {
    var words: [Substring] = []
    let bytes = source.utf8
    var (start, at) = (bytes.startIndex, bytes.startIndex)
    func end(_ words: inout [Substring], _ next: String.Index) {
      if start < at { words.append(source[start..<at]) }
      start = next
    }
    while at < bytes.endIndex {
      let next = bytes.index(after: at)
      switch bytes[at] {
      case UInt8(ascii: " "): end(&words, next)
      case UInt8(ascii: "("), UInt8(ascii: "["):
        words.append(source[at..<next])
        start = next
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        end(&words, at)
        let isOptional = next < bytes.endIndex && bytes[next] == UInt8(ascii: "?")
        start = isOptional ? bytes.index(after: next) : next
        words.append(source[at..<start])
        at = start
        continue
      default: break
      }
      at = next
    }
    end(&words, at)
    return words
  }

  private static func compile(_ words: [Substring], _ names: CategoryNames) -> [Step]? {
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
        steps[start] = .skip(steps.count - start, first: openers(steps[(start + 1)...]))
      default:
        let isOptional = word.hasSuffix("?")
        guard let categories = categories(isOptional ? word.dropLast() : word, names) else {
          return nil
        }
        if isOptional { steps.append(.skip(2, first: categories)) }
        steps.append(.take(categories))
      }
    }
    return groups.isEmpty ? steps : nil
  }

  private static func categories(_ word: Substring, _ names: CategoryNames) -> Categories? {
    var result: Categories = []
    for name in word.pieces("|") {
      guard let category = names[String(name)] else { return nil }
      result.insert(category)
    }
    return result
  }

  /// What steps can begin with.
  private static func openers(_ steps: ArraySlice<Step>) -> Categories {
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
