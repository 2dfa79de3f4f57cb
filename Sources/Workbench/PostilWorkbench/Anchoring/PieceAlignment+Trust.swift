/// Which runs of a `PieceAlignment` are trusted.
extension PieceAlignment {
  /// The length from which a run is right whatever was replaced beside it, in pieces.
  private static let sound = 24

  /// The number of rounds after which every run that is not long is doubtful.
  private static let mostRounds = 32

  /// Takes back runs that are short for what was replaced before and after them: equal words of two
  /// sentences, of which one has replaced the other, are not the same words.
  mutating func dropDoubtfulRuns() {
    // What was equal once does not count as replaced.
    let (wasPlaced, wasTaken) = (place.map { $0 >= 0 }, origin.map { $0 >= 0 })
    for round in 0...Self.mostRounds {
      let runs = runs
      let doubtful = runs.indices.filter { number in
        let run = runs[number]
        if run.old.count >= Self.sound { return false }
        if round == Self.mostRounds { return true }
        let before = number == 0 ? nil : runs[number - 1]
        let after = number + 1 == runs.count ? nil : runs[number + 1]
        func added(_ known: [Bool], _ start: Int, _ end: Int) -> Int {
          start < end ? known[start..<end].count { !$0 } : 0
        }
        let count = min(
          added(wasPlaced, before?.old.upperBound ?? 0, run.old.lowerBound)
            + added(wasPlaced, run.old.upperBound, after?.old.lowerBound ?? old.count),
          added(wasTaken, before?.new.upperBound ?? 0, run.new.lowerBound)
            + added(wasTaken, run.new.upperBound, after?.new.lowerBound ?? new.count))
        return 2 * count > run.old.count
      }
      if doubtful.isEmpty { return }
      for number in doubtful { unmatch(runs[number].old) }
    }
  }

  // MARK: Moved blocks

  /// The length from which a block that occurs once in both texts is the same one elsewhere, in pieces.
  private static let block = 8

  /// Matches what is left and occurs once in both texts.
  mutating func matchMovedBlocks() {
    guard place.contains(-1), origin.contains(-1) else { return }
    let pairs = Self.common(
      Self.single(old, old.indices, Self.block), Self.single(new, new.indices, Self.block))
    for (one, other) in pairs.sorted(by: { $0.old < $1.old }) {
      guard isFree(one, other) else { continue }
      var (start, end) = (0, 1)
      while isFree(one + start - 1, other + start - 1) { start -= 1 }
      while isFree(one + end, other + end) { end += 1 }
      guard end - start >= Self.block else { continue }
      for step in start..<end { match(one + step, other + step) }
    }
  }

  private func isFree(_ one: Int, _ other: Int) -> Bool {
    old.indices.contains(one) && new.indices.contains(other) && place[one] < 0 && origin[other] < 0
      && old[one] == new[other]
  }
}
