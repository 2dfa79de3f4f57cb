import PostilKit

/// Chooses, of what a name may mean, what it means in an article: by the countries that the article names, and
/// by the place that stands beside it. A name that remains ambiguous has no reference.
struct ReferenceChoice {
  typealias Match = ReferenceTable.Match

  let table: ReferenceTable
  /// How often the article names each country, or something of it whose name is known without the article.
  private(set) var named: [Int: Int] = [:]

  /// The states that the article names.
  private(set) var states: Set<Int> = []

  /// The weight of a state of the United States.
  static let state = 254
  /// The weight of a city of half a million people.
  private static let large = 20
  /// How many times larger a city must be than another of the name in its country, as a logarithm to base two.
  private static let larger = 3

  init(_ table: ReferenceTable) { self.table = table }

  /// Notes that an article has a name a number of times.
  mutating func note(_ matches: [Match], times: Int) {
    let certain = Set(matches.filter { $0.evidence == .none }.map(\.country))
    guard let country = certain.first, certain.count == 1, country != 0 else { return }
    named[country, default: 0] += times
    for match in matches where match.weight == Self.state { states.insert(match.state) }
  }

  /// What a name means.
  ///
  /// - Parameters:
  ///   - within: The country or the state that follows it after a comma: `Paris, Texas`.
  ///   - isOuter: Whether the name itself follows a place so.
  func chosen(_ matches: [Match], within: Match? = nil, isOuter: Bool = false) -> Match? {
    if isOuter, let outer = matches.first(where: { $0.weight >= Self.state }) { return outer }
    if let within, !matches.contains(where: { $0.weight >= Self.state }) {
      return largest(
        matches.filter {
          $0.country == within.country && (within.state == 0 || $0.state == within.state)
        })
    }
    let certain = matches.filter { $0.evidence == .none }
    if let only = certain.first, Set(certain.map(\.entry)).count == 1 {
      let others = matches.contains {
        $0.country != only.country && $0.evidence != .mostNamedCountry && isNamed($0)
      }
      return isNamed(only) || only.country == 0 || !others ? only : nil
    }
    let most = matches.filter { $0.evidence == .mostNamedCountry && isMostNamed($0.country) }
    return byCountry(matches.filter { $0.evidence != .mostNamedCountry && isNamed($0) })
      ?? largest(most)
  }

  /// Whether an article names an entry's country, and the state of a small town of the United States.
  func isNamed(_ match: Match) -> Bool {
    guard match.country != 0, named[match.country] != nil else { return false }
    return match.state == 0 || match.weight >= Self.large || states.contains(match.state)
  }

  /// Whether an article names a country at least twice as often as any other.
  private func isMostNamed(_ country: Int) -> Bool {
    guard country != 0, let own = named[country] else { return false }
    return named.allSatisfy { $0.key == country || $0.key == table.world || $0.value * 2 <= own }
  }

  /// The only one, or the only one of the country that is named at least twice as often as the others'.
  private func byCountry(_ matches: [Match]) -> Match? {
    let order = Set(matches.map(\.country)).sorted { (named[$1] ?? 0, $0) < (named[$0] ?? 0, $1) }
    guard let first = order.first else { return nil }
    if order.count > 1, (named[first] ?? 0) < 2 * (named[order[1]] ?? 0) { return nil }
    return largest(matches.filter { $0.country == first })
  }

  /// The only one, or the one that is much larger than the others.
  private func largest(_ matches: [Match]) -> Match? {
    var byEntry: [Int: Match] = [:]
    for match in matches { byEntry[match.entry] = match }
    let order = byEntry.values.sorted { ($1.weight, $0.entry) < ($0.weight, $1.entry) }
    guard order.count > 1 else { return order.first }
    return order[0].weight >= order[1].weight + Self.larger ? order[0] : nil
  }
}
