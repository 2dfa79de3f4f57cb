import PostilKit

/// Runs a program over a text by following all threads at once (after R. Cox, "Regular Expression
/// Matching: the Virtual Machine Approach", 2009): each code point is examined at most once per
/// instruction.
struct PatternMachine {
  /// A thread: its current instruction and the start of its match.
  private struct Thread {
    let place: Int
    let start: Int
  }

  private let program: [PatternProgram.Instruction]
  private let scalars: [UInt32]
  private var threads: [Thread] = []
  private var next: [Thread] = []
  /// For each instruction, the step in which it was last reached, so that no thread is followed
  /// twice.
  private var reached: [Int]
  private var step = 0
  private var open: [Int] = []
  private var work = 0
  /// The sets of possible first code points, to skip positions at which no match can start.
  private var first: [ScalarSet] = []
  private var canBeginWithNothing = false

  /// Number of steps after which it gives up. A single search is linear, but the search after each
  /// match may read the same text again: `(a.*b)?a` in a text of only `a`.
  private static let stepLimit = 50_000_000

  init(_ program: PatternProgram, scalars: [UInt32]) {
    self.program = program.instructions
    self.scalars = scalars
    reached = [Int](repeating: -1, count: program.instructions.count)
    findFirst()
  }

  /// All non-empty matches.
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

  /// The leftmost match that starts at `start` or later.
  private mutating func match(from start: Int) throws(PatternFailure) -> Span? {
    threads.removeAll(keepingCapacity: true)
    var best: Span?
    var at = start
    while at <= scalars.count {
      if threads.isEmpty {
        if best != nil { return best }
        while at < scalars.count, !canBegin(scalars[at]) { at += 1 }
      }
      try advance(at, &best, start)
      at += 1
    }
    return best
  }

  /// Processes one position: advances the current threads and starts a new one.
  private mutating func advance(
    _ at: Int, _ best: inout Span?, _ start: Int
  ) throws(PatternFailure) {
    step += 1
    let arrived = threads
    threads.removeAll(keepingCapacity: true)
    for thread in arrived { follow(thread.place, from: thread.start, at) }
    if best == nil { follow(0, from: at, at) }
    work += threads.count + 1
    if work > Self.stepLimit {
      throw PatternFailure("it takes too long in this text; use a more specific pattern")
    }
    next.removeAll(keepingCapacity: true)
    for thread in threads {
      switch program[thread.place] {
      case .match:
        // The threads after this one have lower priority.
        best = Span(thread.start, at)
        swap(&threads, &next)
        return
      case .one(let set):
        if at < scalars.count, set.contains(scalars[at]) {
          next.append(Thread(place: thread.place + 1, start: thread.start))
        }
      default: break
      }
    }
    swap(&threads, &next)
  }

  /// Adds the instructions that can be reached without consuming a code point, in order of
  /// preference.
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
      case .one, .match: threads.append(Thread(place: place, start: start))
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

  /// Finds the possible first code points; treats every assertion as true.
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
