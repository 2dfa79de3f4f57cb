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
    while at < passage.lexemes.count {
      guard let best = longest(at, run) else {
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

  /// All that a lexeme may be, and those adjacent after it that a pattern could take, too.
  private func kinds(from start: Int) -> Categories {
    var kinds = passage.lexemes[start].categories
    var next = start + 1
    let end = min(start + Match.mostTaken, passage.lexemes.count)
    while next < end, passage.lexemes[next].isAdjacent {
      kinds.formUnion(passage.lexemes[next].categories)
      next += 1
    }
    return kinds
  }

  /// What the adjacent lexeme after another may be; empty if there is none.
  private func following(_ start: Int) -> Categories {
    guard start + 1 < passage.lexemes.count, passage.lexemes[start + 1].isAdjacent else {
      return []
    }
    return passage.lexemes[start + 1].categories
  }

  /// The rule that takes the most lexemes; of several, the first in the book.
  private func longest(_ start: Int, _ run: PatternRun) -> Found? {
    let next = following(start)
    let list = book.list(passage.lexemes[start], passage.lexicon)
    let openings = next.rawValue == 0 ? list.alone : list.all
    guard !list.alone.isEmpty || list.seconds.intersects(next) else { return nil }
    let kinds = kinds(from: start)
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
