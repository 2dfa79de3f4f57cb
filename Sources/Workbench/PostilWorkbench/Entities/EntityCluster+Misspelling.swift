import PostilKit
import PostilSystem

/// Entities whose names differ in one or two letters: a typing error perhaps, or two people. They are offered, and
/// joined by a person only.
extension [EntityCluster] {
  /// The pairs with almost the same name that an article, a neighbour or a title has in common, as indices, with
  /// what they share.
  ///
  /// - Parameter titles: The words with a capital before the first mentions of an entity.
  package func nearlyAlike(
    titles: (EntityCluster) throws -> [String]
  ) rethrows -> [(first: Int, second: Int, reason: String)] {
    let names = map { Name($0.name, of: EntityKind($0.label).nameKind) }
    var byArticle: [String: Set<Int>] = [:]
    for number in indices {
      for mention in self[number].mentions {
        byArticle[mention.article, default: []].insert(number)
      }
    }
    var pairs: [(first: Int, second: Int, reason: String)] = []
    for first in indices {
      for second in indices.dropFirst(first + 1) {
        guard EntityKind(self[first].label) == EntityKind(self[second].label),
          self[first].ref == nil || self[second].ref == nil,
          Self.differLittle(names[first], names[second]),
          names[first].relation(to: names[second]) == nil,
          let shared = try shared(first, second, byArticle, titles)
        else { continue }
        pairs.append((first, second, "almost the same spelling, \(shared)"))
      }
    }
    return pairs
  }

  /// Whether one word of two names differs in one letter, or a long one in two, and the others are the same.
  private static func differLittle(_ one: Name, _ other: Name) -> Bool {
    let (left, right) = (one.parts, other.parts)
    if left.count == right.count {
      let places = left.indices.filter { left[$0] != right[$0] }
      return places.count == 1 && isNear(left[places[0]], right[places[0]])
    }
    guard one.kind == .person, Swift.min(left.count, right.count) == 1, let last = left.last,
      let otherLast = right.last
    else { return false }
    return isNear(last, otherLast)
  }

  private static func isNear(_ left: String, _ right: String) -> Bool {
    let (short, long) = (
      Swift.min(left.utf8.count, right.utf8.count), Swift.max(left.utf8.count, right.utf8.count)
    )
    guard short > 4, long - short < 3, left != right else { return false }
    return Spelling.distance(left, right) <= (short > 7 ? 2 : 1)
  }

  /// What two entities have in common: a title before the name, an article, or an entity that articles of both name.
  private func shared(
    _ first: Int, _ second: Int, _ byArticle: [String: Set<Int>],
    _ titles: (EntityCluster) throws -> [String]
  ) rethrows -> String? {
    let own = Set(try titles(self[first]))
    if let same = try titles(self[second]).first(where: own.contains) {
      return "the same title '\(same)'"
    }
    let (one, other) = (
      Set(self[first].mentions.map(\.article)), Set(self[second].mentions.map(\.article))
    )
    let beside = one.reduce(into: Set<Int>()) { $0.formUnion(byArticle[$1] ?? []) }
    let neighbours = other.reduce(into: Set<Int>()) { $0.formUnion(byArticle[$1] ?? []) }
      .intersection(beside).subtracting([first, second])
    if let nearest = neighbours.min() { return "beside \(self[nearest].name)" }
    return one.isDisjoint(with: other) ? nil : "in one article"
  }
}
