/// The best alignment of several people's units: each unit is in one group with at most one unit of each
/// person, and the sum of the disorders of the groups is the least.
///
/// The disorder of a group is the mean over pairs of people of the dissimilarity of their units, which is 1
/// where one of them has none. Units too different to be in a group of a best alignment are taken apart first;
/// each part is searched by branch and bound.
struct BestAlignment {
  /// The sum of the disorders of its groups.
  private(set) var disorder = 0.0
  /// Whether nothing is better: the search of a part ends after a number of steps.
  private(set) var isExact = true

  /// The most steps of the search of one part.
  private static let mostSteps = 200_000

  private struct Node {
    let person: Int
    let unit: GammaUnit
  }

  /// A group of units, by their places in the part, and its disorder.
  private struct Group {
    let members: [Int]
    let disorder: Double
  }

  private let people: Int
  private var pairs: Double { Double(people * (people - 1) / 2) }

  init(_ units: [[GammaUnit]]) {
    people = units.count
    let nodes = units.enumerated().flatMap { person, units in
      units.map { Node(person: person, unit: $0) }
    }.sorted { ($0.unit.start, $0.unit.end, $0.person) < ($1.unit.start, $1.unit.end, $1.person) }
    for part in parts(nodes) { align(part) }
  }

  /// The largest dissimilarity of two units of a group that is not better apart.
  private var largest: Double { pairs + Double(people - 1) }

  /// Sets of units of which none can be in a group with one of another set.
  private func parts(_ nodes: [Node]) -> [[Node]] {
    var parts = Array(nodes.indices)
    func root(_ place: Int) -> Int {
      var place = place
      while parts[place] != place { place = parts[place] }
      return place
    }
    for one in nodes.indices {
      for other in nodes.indices[(one + 1)...] where canMeet(nodes[one], nodes[other]) {
        let (low, high) = (root(one), root(other))
        if low != high { parts[max(low, high)] = min(low, high) }
      }
    }
    let grouped = Dictionary(grouping: nodes.indices) { root($0) }
    return grouped.sorted { $0.key < $1.key }.map { $0.value.map { nodes[$0] } }
  }

  private func canMeet(_ one: Node, _ other: Node) -> Bool {
    one.person != other.person && one.unit.dissimilarity(other.unit) <= largest
  }

  // MARK: Search

  private mutating func align(_ nodes: [Node]) {
    if nodes.count == 1 {
      disorder += 1
      return
    }
    let groups = groups(nodes)
    var search = Search(
      groups: groups,
      shares: nodes.indices.map { place in
        groups[place].map { $0.disorder / Double($0.members.count) }.min() ?? 1
      }, containing: [], steps: Self.mostSteps)
    // The least share of a unit over all groups that contain it, not only those that begin with it.
    for group in groups.joined() {
      for member in group.members {
        search.shares[member] = min(
          search.shares[member], group.disorder / Double(group.members.count))
      }
    }
    search.run(nodes.count)
    disorder += search.best
    if search.steps <= 0 { isExact = false }
  }

  /// The groups that may be in a best alignment, by their first unit, the cheapest for each unit first.
  private func groups(_ nodes: [Node]) -> [[Group]] {
    nodes.indices.map { first in
      var found: [Group] = []
      extend([first], 0, from: first + 1, nodes, &found)
      return found.sorted {
        $0.disorder / Double($0.members.count) < $1.disorder / Double($1.members.count)
      }
    }
  }

  /// Adds a group, and all larger ones.
  ///
  /// - Parameter sum: The dissimilarities of its pairs of units.
  private func extend(
    _ members: [Int], _ sum: Double, from next: Int, _ nodes: [Node], _ found: inout [Group]
  ) {
    let present = Double(members.count * (members.count - 1) / 2)
    let disorder = (sum + pairs - present) / pairs
    if disorder <= Double(members.count) + 1e-9 {
      found.append(Group(members: members, disorder: disorder))
    }
    guard members.count < people, next < nodes.count else { return }
    for place in next..<nodes.count {
      guard members.allSatisfy({ canMeet(nodes[$0], nodes[place]) }) else { continue }
      let more = members.reduce(sum) {
        $0 + nodes[$1].unit.dissimilarity(nodes[place].unit)
      }
      extend(members + [place], more, from: place + 1, nodes, &found)
    }
  }

  /// Branch and bound over the groups of one part.
  private struct Search {
    let groups: [[Group]]
    /// The least that each unit costs in any group.
    var shares: [Double]
    var containing: [Bool]
    var steps: Int
    private(set) var best = Double.infinity

    init(groups: [[Group]], shares: [Double], containing: [Bool], steps: Int) {
      self.groups = groups
      self.shares = shares
      self.containing = containing
      self.steps = steps
    }

    mutating func run(_ count: Int) {
      containing = Array(repeating: false, count: count)
      step(from: 0, cost: 0, left: shares.reduce(0, +))
    }

    private mutating func step(from place: Int, cost: Double, left: Double) {
      var place = place
      while place < containing.count, containing[place] { place += 1 }
      if place == containing.count {
        best = min(best, cost)
        return
      }
      steps -= 1
      if cost + left >= best - 1e-12 || steps <= 0 && best < .infinity { return }
      for group in groups[place] where group.members.allSatisfy({ !containing[$0] }) {
        for member in group.members { containing[member] = true }
        step(
          from: place + 1, cost: cost + group.disorder,
          left: left - group.members.reduce(0) { $0 + shares[$1] })
        for member in group.members { containing[member] = false }
      }
    }
  }
}
