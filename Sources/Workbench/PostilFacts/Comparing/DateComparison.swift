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
    for isLength in [false, true] {
      let (one, other) = (some.filter { $0.range.isLength == isLength }, others.filter { $0.range.isLength == isLength })
      guard one.count == 1, other.count == 1, one[0].range.isAsExact(as: other[0].range),
        one[0].range.relation(to: other[0].range) == .apart,
        !one[0].context.isDisjoint(with: other[0].context)
      else { continue }
      joined.join(one[0].cell, other[0].cell, topic, .differs)
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

extension TimeRange {
  /// Whether both name a day, or both a year: `Monday` and `2021` are two things.
  func isAsExact(as other: TimeRange) -> Bool {
    if isLength { return true }
    let (one, two) = (minutes.count, other.minutes.count)
    return max(one, two) <= 1440 || max(one, two) < min(one, two) * 2
  }
}
