import PostilKit

/// The disagreements of Krippendorff's α_U, which compares where people put units on a text and not only how
/// they label given ones.
///
/// K. Krippendorff, "Content Analysis", 2nd edition (2004), section 11.6, after "On the reliability of unitizing
/// continuous data", Sociological Methodology 25 (1995). One category at a time: a person's text is a row of
/// units of the category and gaps between them.
package struct UnitizingAlpha: Hashable, Sendable {
  /// The sum of observed disagreements, each a share of the squared length of its text.
  package private(set) var observed = 0.0
  /// The sum of expected disagreements.
  package private(set) var expected = 0.0

  package init() {}

  /// α_U, at most 1; nil where nothing was annotated.
  package var alpha: Double? { expected > 0 ? 1 - observed / expected : nil }

  /// Counts the units of one category in one text.
  ///
  /// - Parameters:
  ///   - units: Each person's spans, in any order. Those of one person that overlap are one unit.
  ///   - length: The length of the text in code points.
  package mutating func add(_ units: [[Span]], length: Int) {
    guard units.count > 1, length > 0, units.contains(where: { !$0.isEmpty }) else { return }
    let rows = units.map { UnitOrGap.row(Self.joined($0, length), length) }
    observed += Double(length) * Self.observed(rows, length)
    expected += Double(length) * Self.expected(rows, length)
  }

  package mutating func add(_ other: UnitizingAlpha, times: Double = 1) {
    observed += times * other.observed
    expected += times * other.expected
  }

  /// A unit or a gap.
  private struct UnitOrGap {
    let start: Int
    let end: Int
    let isUnit: Bool
    var length: Int { end - start }

    static func row(_ units: [Span], _ length: Int) -> [UnitOrGap] {
      var row: [UnitOrGap] = []
      var at = 0
      for unit in units {
        if unit.start > at { row.append(UnitOrGap(start: at, end: unit.start, isUnit: false)) }
        row.append(UnitOrGap(start: unit.start, end: unit.end, isUnit: true))
        at = unit.end
      }
      if at < length { row.append(UnitOrGap(start: at, end: length, isUnit: false)) }
      return row
    }
  }

  private static func joined(_ spans: [Span], _ length: Int) -> [Span] {
    var joined: [Span] = []
    for span in spans.sorted() where !span.isEmpty && span.end <= length {
      if let last = joined.last, span.start < last.end {
        joined[joined.count - 1] = Span(last.start, max(last.end, span.end))
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// The mean squared difference of the people's sections, as a share of the squared length.
  private static func observed(_ rows: [[UnitOrGap]], _ length: Int) -> Double {
    var sum = 0.0
    for one in rows.indices {
      for other in rows.indices where other != one {
        sum += difference(rows[one], rows[other])
      }
    }
    let people = Double(rows.count)
    return sum / (people * (people - 1) * Double(length) * Double(length))
  }

  /// The squared differences of all sections of two rows that share a character.
  private static func difference(_ left: [UnitOrGap], _ right: [UnitOrGap]) -> Double {
    var sum = 0.0
    var first = 0
    for one in left {
      while first < right.count, right[first].end <= one.start { first += 1 }
      var place = first
      while place < right.count, right[place].start < one.end {
        sum += difference(one, right[place])
        place += 1
      }
    }
    return sum
  }

  private static func difference(_ one: UnitOrGap, _ other: UnitOrGap) -> Double {
    func squared(_ value: Int) -> Double { Double(value) * Double(value) }
    switch (one.isUnit, other.isUnit) {
    case (true, true): return squared(one.start - other.start) + squared(one.end - other.end)
    case (true, false):
      return one.start >= other.start && one.end <= other.end ? squared(one.length) : 0
    case (false, true):
      return other.start >= one.start && other.end <= one.end ? squared(other.length) : 0
    case (false, false): return 0
    }
  }

  /// What the units would disagree by if they were put at random places.
  private static func expected(_ rows: [[UnitOrGap]], _ length: Int) -> Double {
    let units = rows.joined().filter(\.isUnit).map { Double($0.length) }
    let gaps = rows.joined().filter { !$0.isUnit }.map { Double($0.length) }
    var sum = 0.0
    for unit in units {
      let inside = gaps.reduce(0) { $1 >= unit ? $0 + $1 - unit + 1 : $0 }
      let cubes = 2 * unit * unit * unit - 3 * unit * unit + unit
      sum += (Double(units.count) - 1) / 3 * cubes + unit * unit * inside
    }
    let all = Double(rows.count * length)
    let possible = all * (all - 1) - units.reduce(0) { $0 + $1 * ($1 - 1) }
    return possible > 0 ? 2 / Double(length) * sum / possible : 0
  }
}
