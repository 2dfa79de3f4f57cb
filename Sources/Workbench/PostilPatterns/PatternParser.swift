/// Parses the source of a pattern.
struct PatternParser {
  private let source: [Unicode.Scalar]
  private let ignoresCase: Bool
  private let dotMatchesBreaks: Bool
  private var at = 0
  private var depth = 0

  /// The deepest nesting of groups, and the largest number in braces.
  private static let limits = (depth: 50, count: 1000)

  init(_ source: String, flags: String) throws(PatternFailure) {
    self.source = Array(source.unicodeScalars)
    if let flag = flags.first(where: { !"is".contains($0) }) {
      throw PatternFailure("unknown flag '\(flag)'; i ignores case, s lets . match line breaks")
    }
    ignoresCase = flags.contains("i")
    dotMatchesBreaks = flags.contains("s")
  }

  /// Parses the whole pattern.
  mutating func pattern() throws(PatternFailure) -> PatternNode {
    if source.isEmpty { throw PatternFailure("the pattern is empty") }
    let node = try choice()
    if next != nil { throw failure("unmatched )") }
    return node
  }

  private mutating func choice() throws(PatternFailure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.limits.depth else { throw failure("groups are nested too deeply") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFailure) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      nodes.append(try repeated(try atom(scalar)))
    }
    return nodes.isEmpty ? .nothing : nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(PatternFailure) -> PatternNode {
    at += 1
    switch scalar {
    case "(": return try group()
    case "[": return .one(try PatternClass.read(source, &at, ignoresCase: ignoresCase))
    case ".": return .one(.any(withLineBreaks: dotMatchesBreaks))
    case "^": return .edge(.lineStart)
    case "$": return .edge(.lineEnd)
    case "*", "+", "?": throw failure("nothing to repeat before \(scalar)")
    case "\\": return try escaped()
    case " ":
      while take(" ") {}
      return .repeated(.one(.space), from: 1, to: nil, isLazy: false)
    default: return .one(literal(scalar))
    }
  }

  private mutating func group() throws(PatternFailure) -> PatternNode {
    if take("?"), !take(":") {
      throw failure("(?… is not supported: lookaround cannot be matched in linear time")
    }
    let node = try choice()
    guard take(")") else { throw failure("unmatched (") }
    return node
  }

  private mutating func escaped() throws(PatternFailure) -> PatternNode {
    guard let scalar = next else { throw failure("nothing follows the last \\") }
    if scalar == "b" || scalar == "B" {
      at += 1
      return .edge(scalar == "b" ? .word : .noWord)
    }
    if ("1"..."9").contains(scalar) {
      throw failure("\\\(scalar) is not supported: it cannot be matched in linear time")
    }
    switch try PatternClass.escape(source, &at) {
    case .range(let range) where range.count == 1:
      return .one(ScalarSet([.range(range)], ignoresCase: ignoresCase))
    case let part: return .one(ScalarSet([part]))
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet([.range(scalar.value...scalar.value)], ignoresCase: ignoresCase)
  }

  // MARK: Repetition

  private mutating func repeated(_ node: PatternNode) throws(PatternFailure) -> PatternNode {
    guard let (from, to) = try quantifier() else { return node }
    if case .edge = node { throw failure("an assertion such as ^ or \\b cannot be repeated") }
    let isLazy = take("?")
    if next == "*" || next == "+" { throw failure("* or + cannot follow another quantifier") }
    return .repeated(node, from: from, to: to, isLazy: isLazy)
  }

  private mutating func quantifier() throws(PatternFailure) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    return try braces()
  }

  /// Parses `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other brace is literal.
  private mutating func braces() throws(PatternFailure) -> (Int, Int?)? {
    guard next == "{", let end = source[at...].firstIndex(of: "}") else { return nil }
    let inside = String(String.UnicodeScalarView(source[(at + 1)..<end]))
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
    guard inside != ",", (1...2).contains(parts.count), !inside.isEmpty,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    at = end + 1
    let counts = parts.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
    let from = counts[0] ?? 0
    let to = counts.count == 1 ? from : counts[1]
    guard from <= Self.limits.count, to ?? 0 <= Self.limits.count else {
      throw failure("{\(inside)} exceeds the limit of \(Self.limits.count) repetitions")
    }
    if let to, to < from { throw failure("{\(inside)} has its maximum below its minimum") }
    return (from, to)
  }

  // MARK: Characters

  private var next: Unicode.Scalar? { at < source.count ? source[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  private func failure(_ reason: String) -> PatternFailure { PatternFailure(reason) }
}

/// Parses character classes: `[a-z\d]` and escapes.
enum PatternClass {
  /// Parses a set in brackets; the opening bracket is already consumed.
  static func read(
    _ source: [Unicode.Scalar], _ at: inout Int, ignoresCase: Bool
  ) throws(PatternFailure) -> ScalarSet {
    var parts: [ScalarSet.Part] = []
    let isNegated = at < source.count && source[at] == "^"
    if isNegated { at += 1 }
    let start = at
    while at < source.count, source[at] != "]" || at == start {
      let part = try member(source, &at)
      guard case .range(let low) = part, at + 1 < source.count, source[at] == "-",
        source[at + 1] != "]"
      else {
        parts.append(part)
        continue
      }
      at += 1
      guard case .range(let high) = try member(source, &at), low.lowerBound <= high.upperBound
      else {
        throw PatternFailure("a range in [ ] is reversed")
      }
      parts.append(.range(low.lowerBound...high.upperBound))
    }
    guard at < source.count else { throw PatternFailure("unmatched [") }
    at += 1
    return ScalarSet(parts, isNegated: isNegated, ignoresCase: ignoresCase)
  }

  private static func member(
    _ source: [Unicode.Scalar], _ at: inout Int
  ) throws(PatternFailure) -> ScalarSet.Part {
    let scalar = source[at]
    at += 1
    if scalar == "\\" { return try escape(source, &at) }
    return .range(scalar.value...scalar.value)
  }

  /// Parses the rest of an escape; the `\` is already consumed.
  static func escape(
    _ source: [Unicode.Scalar], _ at: inout Int
  ) throws(PatternFailure) -> ScalarSet.Part {
    guard at < source.count else { throw PatternFailure("nothing follows the last \\") }
    let scalar = source[at]
    at += 1
    func code(_ value: UInt32) -> ScalarSet.Part { .range(value...value) }
    switch scalar {
    case "w", "W": return .kind(.word, isNegated: scalar == "W")
    case "d", "D": return .kind(.digit, isNegated: scalar == "D")
    case "s", "S": return .kind(.space, isNegated: scalar == "S")
    case "p", "P": return .kind(try category(source, &at), isNegated: scalar == "P")
    case "n": return code(0x0A)
    case "t": return code(0x09)
    case "r": return code(0x0D)
    default:
      guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw PatternFailure("unknown escape \\\(scalar); use \\w \\d \\s \\b or \\p{Lu}")
      }
      return code(scalar.value)
    }
  }

  private static func category(
    _ source: [Unicode.Scalar], _ at: inout Int
  ) throws(PatternFailure) -> ScalarSet.Kind {
    var name = ""
    if at < source.count, source[at] == "{", let end = source[at...].firstIndex(of: "}") {
      name = String(String.UnicodeScalarView(source[(at + 1)..<end]))
      at = end + 1
    } else if at < source.count {
      name = String(source[at])
      at += 1
    }
    guard let kind = ScalarSet.Kind.category(named: name) else {
      throw PatternFailure("\\p{\(name)} is not a general category such as Lu, L or Nd")
    }
    return kind
  }
}
