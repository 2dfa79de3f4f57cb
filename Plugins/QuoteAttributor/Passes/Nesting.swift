/// Attributions inside what another one says: `The minister had called it a mistake, the paper wrote.`
enum Nesting {
  /// Numbers what was found, and takes out what is said inside another.
  ///
  /// - Complexity: Linear in the sum of the contents' lengths.
  static func part(_ found: inout [Attribution], _ reading: Reading) -> [Attribution] {
    var owner = [Int32](repeating: -1, count: reading.tokens.count)
    let sizes = found.map { $0.content.reduce(0) { $0 + $1.count } }
    var parents = [Int?](repeating: nil, count: found.count)
    let order = found.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    for index in order {
      parents[index] = parent(of: found[index], sizes[index], owner)
      if parents[index] == nil {
        for token in found[index].content.joined() where owner[token] < 0 {
          owner[token] = Int32(index)
        }
      }
    }
    for index in found.indices {
      found[index].number = index
      found[index].parent = parents[index]
    }
    let nested = found.filter { $0.parent != nil }
    if !nested.isEmpty { found.removeAll { $0.parent != nil } }
    return nested
  }

  /// The attribution in whose content another's cue and nearly all of its content stand.
  private static func parent(of one: Attribution, _ size: Int, _ owner: [Int32]) -> Int? {
    guard let cue = one.cue, owner[cue.lowerBound] >= 0 else { return nil }
    let place = owner[cue.lowerBound]
    guard owner[cue.upperBound - 1] == place else { return nil }
    if let source = one.source, owner[source.lowerBound] != place { return nil }
    let inside = one.content.joined().reduce(0) { $0 + (owner[$1] == place ? 1 : 0) }
    return inside * 10 >= size * 8 ? Int(place) : nil
  }

  /// The nested ones that are surely speech, in attributions that are still there.
  static func kept(_ nested: [Attribution], in outer: [Attribution]) -> [Attribution] {
    if nested.isEmpty { return [] }
    let parents = Set(outer.compactMap(\.number))
    return nested.filter {
      ($0.kind == .say || $0.kind == .tell) && $0.source != nil
        && $0.parent.map(parents.contains) == true
    }
  }
}
