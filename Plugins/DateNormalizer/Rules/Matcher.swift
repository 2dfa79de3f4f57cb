/// A rule that fits, with what it took and what that means.
private struct Found {
  var rule: Int
  var match: Match
  var readings: [Reading]
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
    var run = PatternRun(passage, book.steps)
    var at = 0
    while at < passage.lexemes.count {
      guard let best = longest(at, &run) else {
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
    _ found: Found, to result: inout [Candidate]
  ) {
    for (group, reading) in zip(found.match.groups, found.readings) {
      var reading = reading
      if reading.modifier == nil, found.readings.count == 1 {
        reading.modifier = found.match.modifier
      }
      result.append(
        Candidate(
          first: passage.lexemes[group.lowerBound].first,
          last: passage.lexemes[group.upperBound].last, reading: reading,
          rule: book.rules[found.rule].name))
    }
  }

  /// What stands right behind a lexeme.
  private func following(_ start: Int) -> Categories {
    guard start + 1 < passage.lexemes.count, passage.isAdjacent(start, start + 1) else { return [] }
    return passage.lexemes[start + 1].categories
  }

  /// The rule that takes most, of those that take as much the first in the book.
  private func longest(
    _ start: Int, _ run: inout PatternRun
  ) -> Found? {
    var best: Found?
    var bestEnd = -1
    let next = following(start)
    let list = book.opening(passage.lexemes[start], passage.lexicon)
    if next.rawValue == 0, book.openings[list].alone.isEmpty { return nil }
    let openings = next.rawValue == 0 ? book.openings[list].alone : book.openings[list].all
    for opening in openings {
      let index = opening.rule
      let second = opening.second
      guard second.rawValue == 0 || second.intersects(next) else { continue }
      guard run.matches(book.programs[index], start), run.end > bestEnd else { continue }
      guard !book.rules[index].guards.contains(where: { $0.applies(run.match) }),
        book.rules[index].conditions.allSatisfy({ $0.applies(run.match) })
      else { continue }
      let readings = book.rules[index].readings(run.match)
      guard readings.count == run.match.groups.count else { continue }
      best = Found(rule: index, match: run.match, readings: readings)
      bestEnd = run.end
    }
    return best
  }
}

/// A timex before its value is known.
struct Candidate {
  var first: Int
  var last: Int
  var reading: Reading
  var rule: String
}
