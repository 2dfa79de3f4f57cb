import PostilKit

/// A unit of γ: a place with a category.
package struct GammaUnit: Hashable, Sendable {
  package let start: Double
  package let end: Double
  package let category: Int

  package init(start: Double, end: Double, category: Int) {
    self.start = start
    self.end = end
    self.category = category
  }

  var length: Double { end - start }

  /// The dissimilarity of two units: of place, the squared sum of the distances of their ends as a share of
  /// their lengths, plus 1 if their categories differ.
  func dissimilarity(_ other: GammaUnit) -> Double {
    let length = length + other.length
    let place = length > 0 ? (abs(start - other.start) + abs(end - other.end)) / length : 0
    return place * place + (category == other.category ? 0 : 1)
  }
}
