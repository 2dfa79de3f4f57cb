/// A rule that matched, with what it took and what that means.
private struct Found {
  var rule: Int
  /// The last lexeme that it took.
  var end: Int
  var groups: [ClosedRange<Int>]
  var readings: [Reading]

  init(_ rule: Int, _ match: Match, _ readings: [Reading], _ modifiers: [Category]) {
    (self.rule, end, self.readings) = (rule, match.end, readings)
    groups = (0..<match.groupCount).map(match.group)
    if readings.count == 1, readings[0].modifier == nil {
      self.readings[0].modifier = match.modifier(modifiers)
    }
  }
}

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
    result.reserveCapacity(passage.lexemes.count / 4)
    let run = PatternRun(passage, book.steps)
    var at = 0
    var (end, kinds) = (0, Categories())
    while at < passage.lexemes.count {
      if at >= end { (end, kinds) = neighbours(at) }
      guard let best = longest(at, run, kinds) else {
        at += 1
        continue
      }
      append(best, to: &result)
      at = max(at, best.end) + 1
    }
    return result
  }

  private func append(
    _ found: Found, to result: inout [Candidate]
  ) {
    for (index, reading) in found.readings.enumerated() {
      result.append(
        Candidate(
          first: passage.lexemes[found.groups[index].lowerBound].first,
          last: passage.lexemes[found.groups[index].upperBound].last, reading: reading,
          rule: book.rules[found.rule].name))
    }
  }

  /// The end of the run of adjacent lexemes, and all that they may be.
  private func neighbours(_ start: Int) -> (end: Int, kinds: Categories) {
    var kinds = passage.lexemes[start].categories
    var end = start + 1
    while end < passage.lexemes.count, passage.lexemes[end].isAdjacent {
      kinds.formUnion(passage.lexemes[end].categories)
      end += 1
    }
    return (end, kinds)
  }

  /// What the adjacent lexeme after another may be; empty if there is none.
  private func following(_ start: Int) -> Categories {
    guard start + 1 < passage.lexemes.count, passage.lexemes[start + 1].isAdjacent else {
      return []
    }
    return passage.lexemes[start + 1].categories
  }

  /// The rule that takes the most lexemes; of several, the first in the book.
  private func longest(
    _ start: Int, _ run: PatternRun, _ kinds: Categories
  ) -> Found? {
    let next = following(start)
    let list = book.list(passage.lexemes[start], passage.lexicon)
    let openings = next.rawValue == 0 ? list.alone : list.all
    guard !list.alone.isEmpty || list.seconds.intersects(next) else { return nil }
    var best: Found?
    for index in openings {
      let opening = book.openings[index]
      guard opening.second.rawValue == 0 || opening.second.intersects(next),
        opening.trigger.intersects(kinds), run.matches(book.programs[opening.rule], start),
        run.match.end > best?.end ?? -1
      else { continue }
      guard !book.rules[opening.rule].guards.contains(where: { $0.applies(run.match) }),
        book.rules[opening.rule].conditions.allSatisfy({ $0.applies(run.match) })
      else { continue }
      let readings = book.rules[opening.rule].readings(run.match)
      guard readings.count == run.match.groupCount else { continue }
      best = Found(opening.rule, run.match, readings, book.modifiers)
    }
    return best
  }
}
