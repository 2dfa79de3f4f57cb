import PostilKit

/// Follows all ways through a program at once over a text (after R. Cox, "Regular Expression Matching:
/// the Virtual Machine Approach", 2009): each code point is looked at once for each instruction at most.
struct PatternMachine {
  /// A way that is followed: where it stands, and where it began.
  private struct Way {
    let place: Int
    let start: Int
  }

  private let program: [PatternProgram.Instruction]
  private let scalars: [UInt32]
  private var ways: [Way] = []
  private var next: [Way] = []
  /// For each instruction the step in which it was reached last, so that no way is followed twice.
  private var reached: [Int]
  private var step = 0
  private var open: [Int] = []
  private var work = 0
  /// The sets that can come first, to pass over what begins no match.
  private var first: [ScalarSet] = []
  private var canBeginWithNothing = false

  /// Steps before it gives up. A search alone is linear, but looking for the match after each match may
  /// read the same text again: `(a.*b)?a` in a text of nothing but a.
  private static let patience = 50_000_000

  init(_ program: PatternProgram, scalars: [UInt32]) {
    self.program = program.instructions
    self.scalars = scalars
    reached = [Int](repeating: -1, count: program.instructions.count)
    findFirst()
  }

  /// All matches that are not empty.
  mutating func matches() throws(PatternFailure) -> [Span] {
    var found: [Span] = []
    var at = 0
    while at < scalars.count, let match = try match(from: at) {
      if match.isEmpty {
        at = match.end + 1
      } else {
        found.append(match)
        at = match.end
      }
    }
    return found
  }

  /// The leftmost match that begins at `start` or later.
  private mutating func match(from start: Int) throws(PatternFailure) -> Span? {
    ways.removeAll(keepingCapacity: true)
    var best: Span?
    var at = start
    while at <= scalars.count {
      if ways.isEmpty {
        if best != nil { return best }
        while at < scalars.count, !canBegin(scalars[at]) { at += 1 }
      }
      try advance(at, &best, start)
      at += 1
    }
    return best
  }

  /// Looks at one place: follows the ways that are there, and the one that begins here.
  private mutating func advance(
    _ at: Int, _ best: inout Span?, _ start: Int
  ) throws(PatternFailure) {
    step += 1
    let arrived = ways
    ways.removeAll(keepingCapacity: true)
    for way in arrived { follow(way.place, from: way.start, at) }
    if best == nil { follow(0, from: at, at) }
    work += ways.count + 1
    if work > Self.patience {
      throw PatternFailure("it takes too long in this text; say more of what is wanted")
    }
    next.removeAll(keepingCapacity: true)
    for way in ways {
      switch program[way.place] {
      case .match:
        // The ways behind this one are less preferred.
        best = Span(way.start, at)
        swap(&ways, &next)
        return
      case .one(let set):
        if at < scalars.count, set.contains(scalars[at]) {
          next.append(Way(place: way.place + 1, start: way.start))
        }
      default: break
      }
    }
    swap(&ways, &next)
  }

  /// Adds the instructions that a place leads to without taking a code point, preferred ones first.
  private mutating func follow(_ place: Int, from start: Int, _ at: Int) {
    open.append(place)
    while let place = open.popLast() {
      if reached[place] == step { continue }
      reached[place] = step
      switch program[place] {
      case .jump(let target): open.append(target)
      case .split(let preferred, let other):
        open.append(other)
        open.append(preferred)
      case .edge(let edge): if holds(edge, at) { open.append(place + 1) }
      case .one, .match: ways.append(Way(place: place, start: start))
      }
    }
  }

  private func holds(_ edge: PatternEdge, _ at: Int) -> Bool {
    switch edge {
    case .lineStart: at == 0 || scalars[at - 1] == 0x0A
    case .lineEnd:
      at == scalars.count || scalars[at] == 0x0A
        || scalars[at] == 0x0D && at + 1 < scalars.count && scalars[at + 1] == 0x0A
    case .word: isWord(at - 1) != isWord(at)
    case .noWord: isWord(at - 1) == isWord(at)
    }
  }

  private func isWord(_ at: Int) -> Bool {
    scalars.indices.contains(at) && ScalarSet.Kind.word.contains(scalars[at])
  }

  // MARK: Where a match can begin

  private func canBegin(_ code: UInt32) -> Bool {
    canBeginWithNothing || first.contains { $0.contains(code) }
  }

  /// Takes edges as holding: what begins behind one may begin here.
  private mutating func findFirst() {
    var seen: Set<Int> = []
    var open = [0]
    while let place = open.popLast() {
      guard seen.insert(place).inserted else { continue }
      switch program[place] {
      case .jump(let target): open.append(target)
      case .split(let one, let other): open += [one, other]
      case .edge: open.append(place + 1)
      case .one(let set): first.append(set)
      case .match: canBeginWithNothing = true
      }
    }
  }
}
