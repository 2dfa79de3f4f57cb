import PostilKit

extension [Annotation] {
  /// The annotations in text order; `isBefore` decides between two places of annotations with equal spans. They are
  /// moved only if they are in another order.
  func inTextOrder(_ isBefore: (Int, Int) -> Bool) -> [Annotation] {
    let extents = map { $0.spans.first ?? Span(0, 0) }
    func precedes(_ left: Int, _ right: Int) -> Bool {
      if extents[left] != extents[right] { return extents[left] < extents[right] }
      if self[left].spans.count > 1 || self[right].spans.count > 1,
        self[left].spans != self[right].spans
      {
        return self[left].spans.lexicographicallyPrecedes(self[right].spans)
      }
      return isBefore(left, right)
    }
    if indices.dropFirst().allSatisfy({ !precedes($0, $0 - 1) }) { return self }
    return indices.sorted { precedes($0, $1) || (!precedes($1, $0) && $0 < $1) }.map { self[$0] }
  }
}
