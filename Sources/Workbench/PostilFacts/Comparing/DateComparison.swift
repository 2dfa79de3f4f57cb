/// Compares the times in sentences about one thing.
enum DateComparison {
  private typealias Time = ReportedTime

  /// Joins the times of two sentences: equal ones first, then one within another, then two that are left.
  static func join(
    _ left: ReportedSentence, _ right: ReportedSentence, _ topic: String, _ joined: inout Joined
  ) {
    var (some, others) = (left.times, right.times)
    take(&some, &others, .same) { joined.join($0.cell, $1.cell, topic) }
    for relation in [TimeRange.Relation.narrower, .wider] {
      take(&some, &others, relation) { joined.join($0.cell, $1.cell, topic, .lessExact) }
    }
    for one in some {
      let rivals = others.filter { one.contradicts($0) }
      guard rivals.count == 1, some.filter({ $0.contradicts(rivals[0]) }).count == 1 else {
        continue
      }
      joined.join(one.cell, rivals[0].cell, topic, .differs)
    }
  }

  private static func take(
    _ some: inout [Time], _ others: inout [Time], _ relation: TimeRange.Relation,
    _ body: (Time, Time) -> Void
  ) {
    for one in some {
      guard let place = others.firstIndex(where: { one.range.relation(to: $0.range) == relation })
      else { continue }
      body(one, others.remove(at: place))
      some.removeAll { $0.cell == one.cell }
    }
  }
}

extension ReportedTime {
  /// Whether another time beside the same words is as exact and another one.
  fileprivate func contradicts(_ other: ReportedTime) -> Bool {
    range.relation(to: other.range) == .apart && range.isAsExact(as: other.range)
      && !context.isDisjoint(with: other.context)
  }
}

extension TimeRange {
  /// Whether both name a day, or both a year: `Monday` and `2021` are two things.
  func isAsExact(as other: TimeRange) -> Bool {
    if isLength { return true }
    let (one, two) = (minutes.count, other.minutes.count)
    return max(one, two) <= 1440 || max(one, two) < min(one, two) * 2
  }
}
