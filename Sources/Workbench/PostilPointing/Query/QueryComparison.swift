import PostilKit
import PostilSystem

/// A name compared with a value: `score<0.5`, `speaker~duarte`, `published>=2023-03`.
struct QueryComparison {
  enum Sign: String {
    case equals = "="
    case has = "~"
    case below = "<"
    case above = ">"
    case atMost = "<="
    case atLeast = ">="
  }

  let name: String
  let sign: Sign
  let value: String

  init(_ name: String, _ sign: Sign, _ value: String) {
    (self.name, self.sign, self.value) = (name, sign, value)
  }

  /// Parses a word; nil if it is no comparison.
  init?(_ word: String) {
    guard let place = word.firstIndex(where: { "~<>=".contains($0) }), place > word.startIndex
    else { return nil }
    var end = word.index(after: place)
    if word[place] != "~", word[place] != "=", end < word.endIndex, word[end] == "=" {
      end = word.index(after: end)
    }
    guard let sign = Sign(rawValue: String(word[place..<end])) else { return nil }
    self.init(String(word[..<place]), sign, String(word[end...]))
  }

  /// Whether one of some values is as wanted: `~` finds a part in any case; numbers are compared as numbers,
  /// and anything else by its first characters, as many as the wanted value has, so that `>2023-03` means
  /// later than that month.
  func holds(_ values: [String]) -> Bool {
    switch sign {
    case .equals: return values.contains(value)
    case .has:
      let wanted = value.lowercased()
      return values.contains { $0.lowercased().contains(wanted) }
    case .below: return values.contains { order($0) < 0 }
    case .above: return values.contains { order($0) > 0 }
    case .atMost: return values.contains { order($0) <= 0 }
    case .atLeast: return values.contains { order($0) >= 0 }
    }
  }

  /// Negative if a value comes before the wanted one, positive if it comes later.
  private func order(_ given: String) -> Int {
    if let given = Double(given), let wanted = Double(value) {
      return given < wanted ? -1 : given > wanted ? 1 : 0
    }
    let given = String(given.prefix(value.count))
    return given < value ? -1 : given > value ? 1 : 0
  }
}
