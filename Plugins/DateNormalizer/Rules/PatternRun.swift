/// Runs compiled patterns over a passage. One is made for a text and used again for every attempt.
struct PatternRun {
  private let passage: Passage
  private let steps: [Pattern.Step]
  /// What the last attempt took, if it succeeded.
  private(set) var match: Match
  private var opened = 0

  init(_ passage: Passage, _ steps: [Pattern.Step]) {
    self.passage = passage
    self.steps = steps
    match = Match(passage: passage)
  }

  /// The last lexeme of the last timex of the match.
  var end: Int { match.groups.last?.upperBound ?? -1 }

  /// Whether a pattern fits with its first timex at a lexeme.
  mutating func matches(_ program: RuleBook.Program, _ start: Int) -> Bool {
    match.taken.removeAll(keepingCapacity: true)
    match.groups.removeAll(keepingCapacity: true)
    return backward(program.before.lowerBound, program.before.upperBound, start - 1)
      && forward(program.steps.lowerBound, program.steps.upperBound, start)
  }

  /// Runs the steps from a place on; what is optional is taken if the rest can follow.
  private mutating func forward(_ step: Int, _ last: Int, _ at: Int) -> Bool {
    guard step < last else { return true }
    switch steps[step] {
    case .take(let categories):
      guard fits(at, categories) else { return false }
      match.taken.append((at, categories))
      if forward(step + 1, last, at + 1) { return true }
      match.taken.removeLast()
      return false
    case .skip(let count):
      return forward(step + 1, last, at) || forward(step + count, last, at)
    case .open:
      let before = opened
      opened = at
      if forward(step + 1, last, at) { return true }
      opened = before
      return false
    case .close:
      guard at > opened else { return false }
      match.groups.append(opened...(at - 1))
      if forward(step + 1, last, at) { return true }
      match.groups.removeLast()
      return false
    }
  }

  /// Runs the context steps from a place to the left.
  private func backward(_ step: Int, _ last: Int, _ at: Int) -> Bool {
    guard step < last else { return true }
    switch steps[step] {
    case .skip(let count):
      return backward(step + 1, last, at) || backward(step + count, last, at)
    case .take(let categories):
      return at >= 0 && passage.lexemes[at].categories.intersects(categories)
        && passage.isAdjacent(at, at + 1) && backward(step + 1, last, at - 1)
    case .open, .close: return false
    }
  }

  private func fits(_ at: Int, _ categories: Categories) -> Bool {
    at < passage.lexemes.count && passage.lexemes[at].categories.intersects(categories)
      && (match.taken.isEmpty || passage.isAdjacent(at - 1, at))
  }
}
