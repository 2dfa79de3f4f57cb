/// Candidates in reading order.
extension [MentionCandidate] {
  /// Those that overlap some tokens, found by halving.
  func over(_ tokens: Range<Int>) -> ArraySlice<MentionCandidate> {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].tokens.upperBound <= tokens.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < count, self[end].tokens.lowerBound < tokens.upperBound { end += 1 }
    return self[low..<end]
  }

  /// Adds candidates in place of those that overlap them; of new ones that overlap each other the first stays.
  mutating func replace(with found: [MentionCandidate]) {
    guard !found.isEmpty else { return }
    var kept: [MentionCandidate] = []
    for one in found.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound })
    where kept.last.map({ $0.tokens.upperBound <= one.tokens.lowerBound }) ?? true {
      kept.append(one)
    }
    let taken = Set(kept.flatMap(\.tokens))
    removeAll { $0.tokens.contains(where: taken.contains) }
    self += kept
    sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}
