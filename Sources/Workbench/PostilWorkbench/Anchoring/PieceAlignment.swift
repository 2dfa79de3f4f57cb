/// Which pieces of an old text are which pieces of a new one.
///
/// Pieces are compared by their codes. The result is meant to be right rather than complete: a piece is
/// matched only within a run that is long for what was replaced beside it, or in a block that was moved
/// as a whole, and pieces that could be somewhere else as well are marked as unsure.
struct PieceAlignment {
  /// For each old piece the index of the new one; -1 if there is none.
  var place: [Int]
  /// For each new piece the index of the old one; -1 if it is new.
  var origin: [Int]
  /// For each old piece, whether it could be elsewhere, too.
  var isUnsure: [Bool]
  /// The distance from an unsure old piece to the only other old piece that could be in its place; 0 if
  /// there are several, or none, or if there are several places.
  var rival: [Int]
  let old: [UInt32]
  let new: [UInt32]

  /// Pieces in a run that follow one another in both texts.
  struct Run {
    var old: Range<Int>
    /// How far it has moved, in pieces.
    var shift: Int
    var new: Range<Int> { old.lowerBound + shift..<old.upperBound + shift }
  }

  init(_ old: [UInt32], _ new: [UInt32]) {
    self.old = old
    self.new = new
    place = Array(repeating: -1, count: old.count)
    origin = Array(repeating: -1, count: new.count)
    isUnsure = Array(repeating: false, count: old.count)
    rival = Array(repeating: 0, count: old.count)
    align()
    dropDoubtfulRuns()
    matchMovedBlocks()
    matchSentences()
    markUnsure()
    markRepeatedSentences()
    markWordsInCopies()
  }

  // MARK: Runs

  /// The runs of matched pieces, in the order of the old text.
  var runs: [Run] {
    var runs: [Run] = []
    for at in old.indices where place[at] >= 0 {
      let shift = place[at] - at
      if let last = runs.last, last.old.upperBound == at, last.shift == shift {
        runs[runs.count - 1].old = last.old.lowerBound..<at + 1
      } else {
        runs.append(Run(old: at..<at + 1, shift: shift))
      }
    }
    return runs
  }

  mutating func match(_ one: Int, _ other: Int) {
    place[one] = other
    origin[other] = one
  }

  mutating func unmatch(_ range: Range<Int>) {
    for at in range where place[at] >= 0 {
      origin[place[at]] = -1
      place[at] = -1
    }
  }

  // MARK: Alignment in order

  private struct Region {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Matches equal beginnings and ends, then what occurs once in both, and so on between these.
  private mutating func align() {
    var left = [Region(old: 0..<old.count, new: 0..<new.count)]
    while let next = left.popLast() {
      let region = trimmed(next)
      if region.old.isEmpty || region.new.isEmpty { continue }
      guard let anchors = anchors(region) else { continue }
      var (from, to) = (region.old.lowerBound, region.new.lowerBound)
      for (one, other, length) in anchors where one >= from && other >= to {
        for step in 0..<length { match(one + step, other + step) }
        left.append(Region(old: from..<one, new: to..<other))
        (from, to) = (one + length, other + length)
      }
      left.append(
        Region(old: from..<region.old.upperBound, new: to..<region.new.upperBound))
    }
  }

  private mutating func trimmed(_ region: Region) -> Region {
    var (a, b) = (region.old, region.new)
    while let one = a.first, let other = b.first, old[one] == new[other] {
      match(one, other)
      (a, b) = (one + 1..<a.upperBound, other + 1..<b.upperBound)
    }
    while let one = a.last, let other = b.last, old[one] == new[other] {
      match(one, other)
      (a, b) = (a.lowerBound..<one, b.lowerBound..<other)
    }
    return Region(old: a, new: b)
  }

  /// The longest sequence, in order, of what occurs once in both parts of a region: the longest pieces of
  /// text that do; nil if there is none.
  private func anchors(_ region: Region) -> [(old: Int, new: Int, length: Int)]? {
    for length in [16, 6, 3, 1] where min(region.old.count, region.new.count) >= length {
      let pairs = Self.common(
        Self.single(old, region.old, length), Self.single(new, region.new, length))
      let ordered = Self.longestInOrder(pairs.sorted { $0.old < $1.old })
      if !ordered.isEmpty { return ordered.map { ($0.old, $0.new, length) } }
    }
    return nil
  }

  /// The sequences of a length that occur once in a range, with their places.
  static func single(
    _ codes: [UInt32], _ range: Range<Int>, _ length: Int
  ) -> [UInt64: Int] {
    var found: [UInt64: Int] = [:]
    guard range.count >= length else { return found }
    for start in range.lowerBound...range.upperBound - length {
      let key = key(codes, start, length)
      found[key] = found[key] == nil ? start : -1
    }
    return found.filter { $0.value >= 0 }
  }

  private static func key(_ codes: [UInt32], _ start: Int, _ length: Int) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in start..<start + length {
      key = (key ^ UInt64(codes[at])) &* 0x9E37_79B9_7F4A_7C15
      key ^= key >> 29
    }
    return key
  }

  static func common(
    _ one: [UInt64: Int], _ other: [UInt64: Int]
  ) -> [(old: Int, new: Int)] {
    one.compactMap { key, old in other[key].map { (old, $0) } }
  }

  /// The longest subsequence of pairs, sorted by their old places, whose new places ascend.
  private static func longestInOrder(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var ends: [Int] = []
    var before = Array(repeating: -1, count: pairs.count)
    for (number, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[number] = ends[low - 1] }
      if low == ends.count { ends.append(number) } else { ends[low] = number }
    }
    var result: [(old: Int, new: Int)] = []
    var at = ends.last ?? -1
    while at >= 0 {
      result.append(pairs[at])
      at = before[at]
    }
    return result.reversed()
  }
}
