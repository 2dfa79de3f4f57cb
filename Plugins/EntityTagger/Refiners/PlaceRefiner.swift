import PostilKit

/// The word for the kind of place decides between the labels of places, and between a place and an
/// organization if only places have such names: `[Imam Khomeini International Airport]{FAC}`, `[Strait of
/// Hormuz]{LOC}`.
struct PlaceRefiner: Refiner {
  /// Kinds of places only.
  private static let built: Set<String> = [
    "Airport", "Bridge", "Dam", "Highway", "Expressway", "Motorway", "Tunnel", "Airfield",
    "Airbase",
  ]
  /// Kinds of places that organizations are named after, too.
  private static let buildings: Set<String> = [
    "Tower", "Stadium", "Road", "Street", "Avenue", "Square", "Mosque", "Cathedral", "Palace",
    "Prison", "Hotel", "Station", "Port", "Canal",
  ]
  /// Kinds of natural places.
  private static let nature: Set<String> = [
    "Sea", "Ocean", "River", "Strait", "Gulf", "Mountains", "Mountain", "Desert", "Peninsula",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].tokens.count > 1 {
      guard let label = label(candidates[place], article), label != candidates[place].label else {
        continue
      }
      candidates[place].label = label
      candidates[place].rule += ", kind of place"
    }
  }

  private func label(_ candidate: MentionCandidate, _ article: ScannedArticle) -> String? {
    let last = article.word(candidate.tokens.upperBound - 1)
    if candidate.label == "PER",
      ["Palais", "Palazzo", "Château", "Hôtel"].contains(article.word(candidate.tokens.lowerBound))
    {
      return "FAC"
    }
    let isPlace = ["GPE", "LOC", "FAC"].contains(candidate.label)
    if Self.built.contains(last), isPlace || candidate.label == "ORG" { return "FAC" }
    guard isPlace else { return nil }
    if Self.buildings.contains(last) { return "FAC" }
    return Self.nature.contains(last) || isNatureOf(candidate, article) ? "LOC" : nil
  }

  /// Whether a name is like `Strait of Hormuz`.
  private func isNatureOf(_ candidate: MentionCandidate, _ article: ScannedArticle) -> Bool {
    let first = candidate.tokens.lowerBound
    return Self.nature.contains(article.word(first)) && article.word(first + 1) == "of"
  }
}
