extension RandomAccessCollection where Index == Int {
  /// The maximal ranges of consecutive indices whose elements satisfy `isInside`.
  package func runs(where isInside: (Element) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in indices where isInside(self[index]) {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
