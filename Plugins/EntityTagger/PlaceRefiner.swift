import PostilKit

/// The word that names what kind of place it is decides between the labels of places, and against an
/// organization where only a place is called so: `[Imam Khomeini International Airport]{FAC}`,
/// `[Strait of Hormuz]{LOC}`.
struct PlaceRefiner: Refiner {
  private static let built: Set<String> = [
    "Airport", "Bridge", "Dam", "Highway", "Expressway", "Motorway", "Tunnel", "Airfield",
    "Airbase",
  ]
  private static let buildings: Set<String> = [
    "Tower", "Stadium", "Road", "Street", "Avenue", "Square", "Mosque", "Cathedral", "Palace",
    "Prison", "Hotel", "Station", "Port", "Canal",
  ]
  private static let nature: Set<String> = [
    "Sea", "Ocean", "River", "Strait", "Gulf", "Mountains", "Mountain", "Desert", "Peninsula",
  ]

  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].tokens.count > 1 {
      guard let label = label(candidates[place], article), label != candidates[place].label else {
        continue
      }
      candidates[place].label = label
      candidates[place].rule += ", kind of place"
    }
  }

  private func label(_ candidate: Candidate, _ article: ScannedArticle) -> String? {
    let last = article.word(candidate.tokens.upperBound - 1)
    let isPlace = ["GPE", "LOC", "FAC"].contains(candidate.label)
    if Self.built.contains(last), isPlace || candidate.label == "ORG" { return "FAC" }
    guard isPlace else { return nil }
    if Self.buildings.contains(last) { return "FAC" }
    return Self.nature.contains(last) || isNatureOf(candidate, article) ? "LOC" : nil
  }

  /// `Strait of Hormuz`.
  private func isNatureOf(_ candidate: Candidate, _ article: ScannedArticle) -> Bool {
    let first = candidate.tokens.lowerBound
    return Self.nature.contains(article.word(first)) && article.word(first + 1) == "of"
  }
}
