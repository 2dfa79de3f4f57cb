/// Finds, from left to right, the longest match of any rule at each place.
struct Matcher {
  private let book: RuleBook
  private let passage: Passage

  init(_ book: RuleBook, _ passage: Passage) {
    self.book = book
    self.passage = passage
  }

  /// All matches that do not overlap, in reading order, with what they mean.
  func candidates() -> [Candidate] {
    var result: [Candidate] = []
    var at = 0
    while at < passage.lexemes.count {
      guard let best = longest(at) else {
        at += 1
        continue
      }
      let last = best.match.groups.last?.upperBound ?? at
      append(best, to: &result)
      at = max(at, last) + 1
    }
    return result
  }

  private func append(
    _ found: (rule: Rule, match: Match, readings: [Reading]), to result: inout [Candidate]
  ) {
    for (group, reading) in zip(found.match.groups, found.readings) {
      var reading = reading
      if reading.modifier == nil, found.readings.count == 1 {
        reading.modifier = found.match.modifier
      }
      result.append(
        Candidate(
          first: passage.lexemes[group.lowerBound].first,
          last: passage.lexemes[group.upperBound].last, reading: reading, rule: found.rule.name))
    }
  }

  /// The rule that takes most, of those that take as much the first in the book.
  private func longest(_ start: Int) -> (rule: Rule, match: Match, readings: [Reading])? {
    var best: (rule: Rule, match: Match, readings: [Reading])?
    var bestEnd = -1
    for index in book.candidates(passage.lexemes[start].categories) {
      let rule = book.rules[index]
      guard let match = match(book.patterns[index], start),
        let end = match.groups.last?.upperBound, end > bestEnd,
        !rule.guards.contains(where: { $0.applies(match) }),
        rule.conditions.allSatisfy({ $0.applies(match) })
      else { continue }
      let readings = rule.readings(match)
      guard readings.count == match.groups.count else { continue }
      best = (rule, match, readings)
      bestEnd = end
    }
    return best
  }

  private func match(_ pattern: Pattern, _ start: Int) -> Match? {
    var run = PatternRun(passage: passage)
    guard run.backward(pattern.before, 0, start - 1), run.forward(pattern.steps, 0, start) else {
      return nil
    }
    return run.match
  }
}

/// One attempt of a pattern at a place.
private struct PatternRun {
  let passage: Passage
  var match: Match
  private var opened = 0

  init(passage: Passage) {
    self.passage = passage
    match = Match(passage: passage)
  }

  /// Runs the steps from a place on; what is optional is taken if the rest can follow.
  mutating func forward(_ steps: [Pattern.Step], _ step: Int, _ at: Int) -> Bool {
    guard step < steps.count else { return true }
    switch steps[step] {
    case .take(let categories):
      guard fits(at, categories, after: at - 1, isFirst: match.taken.isEmpty) else { return false }
      match.taken.append((at, categories))
      if forward(steps, step + 1, at + 1) { return true }
      match.taken.removeLast()
      return false
    case .orElse(let other):
      return forward(steps, step + 1, at) || forward(steps, other, at)
    case .open:
      let before = opened
      opened = at
      if forward(steps, step + 1, at) { return true }
      opened = before
      return false
    case .close:
      guard at > opened else { return false }
      match.groups.append(opened...(at - 1))
      if forward(steps, step + 1, at) { return true }
      match.groups.removeLast()
      return false
    }
  }

  /// Runs the context steps from a place to the left.
  func backward(_ steps: [Pattern.Step], _ step: Int, _ at: Int) -> Bool {
    guard step < steps.count else { return true }
    if case .orElse(let other) = steps[step] {
      return backward(steps, step + 1, at) || backward(steps, other, at)
    }
    guard case .take(let categories) = steps[step], at >= 0,
      passage.lexemes[at].categories.rawValue & categories.rawValue != 0,
      passage.isAdjacent(at, at + 1)
    else { return false }
    return backward(steps, step + 1, at - 1)
  }

  private func fits(_ at: Int, _ categories: Categories, after: Int, isFirst: Bool) -> Bool {
    at < passage.lexemes.count
      && passage.lexemes[at].categories.rawValue & categories.rawValue != 0
      && (isFirst || passage.isAdjacent(after, at))
  }
}

/// A timex before its value is known.
struct Candidate {
  var first: Int
  var last: Int
  var reading: Reading
  var rule: String
}
