/// How many of two people's annotations match, of how many.
package struct MatchCount: Hashable, Sendable {
  /// Pairs that are equal.
  package var strict = 0.0
  /// Pairs that are equal or overlap.
  package var partial = 0.0
  /// The annotations of both people.
  package var total = 0.0

  package init() {}

  /// F1 of equal annotations, from 0 to 1; nil if neither has any.
  package var strictF1: Double? { total > 0 ? 2 * strict / total : nil }
  /// F1 where an overlap is enough; nil if neither has any.
  package var partialF1: Double? { total > 0 ? 2 * partial / total : nil }

  package mutating func add(_ other: MatchCount) {
    strict += other.strict
    partial += other.partial
    total += other.total
  }

  /// Pairs the items of two people one to one, equal ones first.
  package mutating func add<Item>(
    _ left: [Item], _ right: [Item], isEqual: (Item, Item) -> Bool,
    overlaps: (Item, Item) -> Bool
  ) {
    total += Double(left.count + right.count)
    var rest = right
    let unequal = left.filter { one in
      guard let place = rest.firstIndex(where: { isEqual(one, $0) }) else { return true }
      rest.remove(at: place)
      strict += 1
      partial += 1
      return false
    }
    for one in unequal {
      guard let place = rest.firstIndex(where: { overlaps(one, $0) }) else { continue }
      rest.remove(at: place)
      partial += 1
    }
  }
}
