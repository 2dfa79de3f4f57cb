/// Words of articles that are joined pair by pair, and what differs between them.
struct Joined {
  private var parents: [Cell: Cell] = [:]
  private var differences: [(cell: Cell, difference: Comparison.Difference)] = []
  private var topics: [(cell: Cell, topic: String)] = []

  private func root(_ cell: Cell) -> Cell {
    var cell = cell
    while let parent = parents[cell], parent != cell { cell = parent }
    return cell
  }

  mutating func join(
    _ left: Cell, _ right: Cell, _ topic: String, _ difference: Comparison.Difference? = nil
  ) {
    let (one, other) = (root(left), root(right))
    if parents[one] == nil { parents[one] = one }
    parents[other] = one
    topics.append((left, topic))
    if let difference { differences.append((left, difference)) }
  }

  /// The comparisons, in the order in which they were found.
  func comparisons(_ kind: Comparison.Kind) -> [Comparison] {
    let cells = Dictionary(grouping: parents.keys, by: root)
    let found = Dictionary(grouping: differences) { root($0.cell) }
    var seen: Set<Cell> = []
    return topics.compactMap { cell, topic in
      let root = root(cell)
      guard seen.insert(root).inserted else { return nil }
      return Comparison(kind, topic, found[root]?.map(\.difference) ?? [], cells[root] ?? [])
    }
  }
}
