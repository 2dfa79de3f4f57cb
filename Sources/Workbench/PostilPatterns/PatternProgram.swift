/// A pattern compiled to instructions of a machine that follows all threads at once (Thompson's
/// construction).
struct PatternProgram: Sendable {
  enum Instruction: Hashable, Sendable {
    /// Consumes one code point of the set.
    case one(ScalarSet)
    /// Continues if the assertion holds at the current position.
    case edge(PatternEdge)
    /// Continues at both instructions, the first one preferred.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private(set) var instructions: [Instruction] = []

  /// The largest number of instructions, more than any sensible pattern needs; nested repetition
  /// counts multiply.
  private static let limit = 20_000

  init(_ pattern: PatternNode) throws(PatternFailure) {
    try add(pattern)
    instructions.append(.match)
  }

  private mutating func add(_ node: PatternNode) throws(PatternFailure) {
    guard instructions.count < Self.limit else {
      throw PatternFailure("its repetition counts multiply to too many instructions")
    }
    switch node {
    case .nothing: break
    case .one(let set): instructions.append(.one(set))
    case .edge(let edge): instructions.append(.edge(edge))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .choice(let branches): try add(choice: branches)
    case .repeated(let node, let from, let to, let isLazy):
      for _ in 0..<from {
        let before = instructions.count
        try add(node)
        // Repeating the empty pattern gives the empty pattern.
        if instructions.count == before { break }
      }
      if let to {
        try add(optional: node, times: to - from, isLazy)
      } else {
        try add(star: node, isLazy)
      }
    }
  }

  private mutating func add(choice branches: [PatternNode]) throws(PatternFailure) {
    var ends: [Int] = []
    for branch in branches.dropLast() {
      let split = placeholder()
      try add(branch)
      ends.append(placeholder())
      instructions[split] = .split(split + 1, instructions.count)
    }
    if let last = branches.last { try add(last) }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func add(star node: PatternNode, _ isLazy: Bool) throws(PatternFailure) {
    let split = placeholder()
    try add(node)
    instructions.append(.jump(split))
    set(split, exit: instructions.count, isLazy)
  }

  private mutating func add(
    optional node: PatternNode, times: Int, _ isLazy: Bool
  ) throws(PatternFailure) {
    var splits: [Int] = []
    for _ in 0..<times {
      splits.append(placeholder())
      try add(node)
    }
    for split in splits { set(split, exit: instructions.count, isLazy) }
  }

  private mutating func set(_ split: Int, exit: Int, _ isLazy: Bool) {
    instructions[split] = isLazy ? .split(exit, split + 1) : .split(split + 1, exit)
  }

  private mutating func placeholder() -> Int {
    instructions.append(.match)
    return instructions.count - 1
  }
}
