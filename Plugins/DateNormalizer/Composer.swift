import PostilKit

/// Joins a time of day with the day that stands beside it: `5 p.m. EST, Nov. 6`, `10 p.m. Wednesday`.
struct Composer {
  let passage: Passage

  /// The candidates, joined where they belong together.
  func joined(_ candidates: [Candidate]) -> [Candidate] {
    var result: [Candidate] = []
    for candidate in candidates {
      if let last = result.last, let both = join(last, candidate) {
        result[result.count - 1] = both
      } else {
        result.append(candidate)
      }
    }
    return result
  }

  private func join(_ left: Candidate, _ right: Candidate) -> Candidate? {
    guard right.first - left.last <= 2,
      !passage.tokens[right.first].flags.contains(.paragraphBefore),
      right.first == left.last + 1 || passage.sign(left.last + 1) == UInt8(ascii: ",")
    else { return nil }
    guard let time = clock(left.reading.meaning), isDay(right.reading.meaning) else { return nil }
    var both = left
    both.last = right.last
    both.reading.meaning = .inside(right.reading.meaning, time)
    return both
  }

  private func clock(_ meaning: Meaning) -> Partial? {
    guard case .point(let partial, _) = meaning, partial.hasTime, partial.year == nil,
      partial.day == nil, partial.weekday == nil
    else { return nil }
    return partial
  }

  private func isDay(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .point(let partial, _): partial.grain == .day
    case .shift(_, _, .day): true
    default: false
    }
  }
}
