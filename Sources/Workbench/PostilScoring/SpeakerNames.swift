import PostilKit

/// The names under which an article's predicted entities can be the speakers that gold means.
struct SpeakerNames {
  private let gold: [ScoredEntity]
  private let predicted: [ScoredEntity]

  init(_ gold: [ScoredEntity], _ predicted: [ScoredEntity]) {
    self.gold = gold
    self.predicted = predicted
  }

  /// Whether a predicted speaker is the entity that gold has: a predicted mention of that name is at a gold
  /// mention of the entity, or the names are equal.
  func isName(_ name: String, of speaker: String) -> Bool {
    if name.isEmpty { return false }
    if name.lowercased() == speaker.lowercased() { return true }
    let places = gold.filter { $0.cluster == speaker }.map(\.span)
    return predicted.contains { one in
      one.cluster == name && places.contains { $0.overlaps(one.span) }
    }
  }
}
