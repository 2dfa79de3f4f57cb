/// Runs compiled patterns over a passage. One is created for each text and reused for every attempt.
struct PatternRun {
  private let passage: Passage
  private let steps: [Pattern.Step]
  /// What the last attempt took, if it succeeded.
  let match: Match

  init(_ passage: Passage, _ steps: [Pattern.Step]) {
    self.passage = passage
    self.steps = steps
    match = Match(passage: passage)
  }

  /// Whether a pattern fits with its first timex at a lexeme.
  func matches(_ program: RuleBook.Program, _ start: Int) -> Bool {
    match.clear()
    return backward(program.before.lowerBound, program.before.upperBound, start - 1)
      && forward(program.steps.lowerBound, program.steps.upperBound, start, start)
  }

  /// Runs the steps from a position on, in a timex that began at a lexeme; what is optional is taken if
  /// the rest can follow.
  private func forward(_ step: Int, _ last: Int, _ at: Int, _ opened: Int) -> Bool {
    var (step, at, opened) = (step, at, opened)
    while step < last {
      switch steps[step] {
      case .take(let categories):
        guard fits(at, categories), match.take(at, categories) else { return false }
        at += 1
      case .skip(let count, let first):
        if fits(at, first) {
          let checkpoint = match.checkpoint
          if forward(step + 1, last, at, opened) { return true }
          match.checkpoint = checkpoint
        }
        step += count - 1
      case .open: opened = at
      case .close: guard at > opened, match.group(opened...(at - 1)) else { return false }
      }
      step += 1
    }
    return true
  }

  /// Runs the context steps from a position to the left.
  private func backward(_ step: Int, _ last: Int, _ at: Int) -> Bool {
    guard step < last else { return true }
    switch steps[step] {
    case .skip(let count, _):
      return backward(step + 1, last, at) || backward(step + count, last, at)
    case .take(let categories):
      return at >= 0 && passage.lexemes[at].categories.intersects(categories)
        && passage.lexemes[at + 1].isAdjacent && backward(step + 1, last, at - 1)
    case .open, .close: return false
    }
  }

  private func fits(_ at: Int, _ categories: Categories) -> Bool {
    at < passage.lexemes.count && passage.lexemes[at].categories.intersects(categories)
      && (match.isEmpty || passage.lexemes[at].isAdjacent)
  }
}
