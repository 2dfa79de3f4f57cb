import PostilKit

/// Whether a text reports news or tells history, which decides what its dates are counted from.
package enum Genre: String, Sendable {
  case news, narrative

  /// How many dates of the past a narrative has at least, and how many for each word that depends on the
  /// day of writing.
  private static let (least, most) = (14, 25)

  /// Judges by cheap evidence: a narrative has many dates of the past, some of them with a month, and
  /// hardly a weekday, `last year` or `next month`. A feature with a dozen old years is news.
  init(_ candidates: [Candidate], published year: Int?) {
    var (past, present) = (0, 0)
    for candidate in candidates { Self.count(candidate.reading.meaning, year, &past, &present) }
    let isStory = past >= Self.least && past > present * Self.most
    self = isStory && candidates.contains(where: { Self.isOfStory($0, year) }) ? .narrative : .news
  }

  /// A month or a day of a year that is long over.
  private static func isOfStory(_ candidate: Candidate, _ now: Int?) -> Bool {
    guard case .point(let time, _) = candidate.reading.meaning, let year = time.year else {
      return false
    }
    return time.isBC || time.month != nil && year < (now ?? 2100) - 1
  }

  private static func count(
    _ meaning: Meaning, _ now: Int?, _ past: inout Int, _ present: inout Int
  ) {
    switch meaning {
    case .point(let partial, _): count(partial, now, &past, &present)
    case .shift(let anchor, _, _): present += anchor == .mention ? 0 : 1
    case .inside(let outer, _), .nth(_, _, let outer), .from(let outer, _, _):
      count(outer, now, &past, &present)
    default: break
    }
  }

  private static func count(_ time: Partial, _ now: Int?, _ past: inout Int, _ present: inout Int) {
    if let year = time.year {
      let isOld = year < (now ?? 2100) - 20
      past += time.isBC ? 1 : year >= (now ?? 2100) - 1 ? 0 : isOld ? 2 : 1
      past += time.month == nil ? 0 : 1
    } else if time.weekday != nil, time.month == nil, time.day == nil {
      present += 1
    } else if time.month != nil || time.isBC {
      past += 1
    }
  }
}
