import PostilKit
import PostilSystem

/// Which pieces of a `PieceAlignment` could be elsewhere as well.
extension PieceAlignment {
  /// The number of comparisons after which everything that is left counts as unsure.
  private static let mostCompared = 20_000_000

  mutating func markUnsure() {
    var budget = Self.mostCompared + 50 * (old.count + new.count)
    let places = Places(self)
    let runs = runs
    markReplacedSentences(runs)
    for run in runs {
      if budget < 0 {
        for at in run.old { isUnsure[at] = true }
        continue
      }
      markEnds(of: run, &budget)
      if places.isElsewhere(run, self, &budget) {
        for at in run.old { (isUnsure[at], rival[at]) = (true, 0) }
      }
    }
  }

  /// The number of pieces, old and new, from which a replacement may be that of a whole sentence.
  private static let replaced = 4

  /// The codes of the pieces that end a sentence.
  static let sentenceEnds = Set(TextPieces(Text(".!?\n")).all.map(\.code))

  /// Marks the rest of a sentence of which much was replaced: it may be another sentence with equal words.
  private mutating func markReplacedSentences(_ runs: [Run]) {
    for (before, after) in zip(runs, runs.dropFirst()) {
      let gone = after.old.lowerBound - before.old.upperBound
      let added = after.new.lowerBound - before.new.upperBound
      guard min(gone, added) >= Self.replaced else { continue }
      let isInside = { [old] (piece: Int) in !Self.sentenceEnds.contains(old[piece]) }
      for piece in before.old.reversed().prefix(while: isInside) { isUnsure[piece] = true }
      for piece in after.old.prefix(while: isInside) { isUnsure[piece] = true }
    }
  }

  /// Marks the pieces at both ends of a run that could as well be those of another place: where text was
  /// added or deleted beside them, or where what is beside them now was beside equal ones.
  private mutating func markEnds(of run: Run, _ budget: inout Int) {
    // After the run, backwards; before it, forwards.
    for step in [-1, 1] {
      let edge = step < 0 ? run.old.upperBound - 1 : run.old.lowerBound
      let others = rivals(of: edge, step, run, &budget)
      let longest = max(others.old.values.max() ?? 0, others.new)
      for distance in 0..<longest {
        let piece = edge + step * distance
        let only = others.old.count == 1 && others.new == 0 && !isUnsure[piece]
        rival[piece] = only ? others.old.first.map { $0.value > distance ? $0.key : 0 } ?? 0 : 0
        isUnsure[piece] = true
      }
      for (distance, length) in others.old {
        for at in 0..<length {
          isUnsure[edge + distance + step * at] = true
          rival[edge + distance + step * at] = -distance
        }
      }
    }
  }

  /// What else could be the end of a run: the distances to old pieces that are gone, with the number of equal
  /// pieces, and the largest number of pieces that are equal at other new places.
  private func rivals(
    of edge: Int, _ step: Int, _ run: Run, _ budget: inout Int
  ) -> (old: [Int: Int], new: Int) {
    var (rivals, longest) = ([Int: Int](), 0)
    // The end of the new pieces beside the run may be what the next run begins with, and so with old ones.
    for (one, other) in beyond(edge, step, run) {
      let length = equal(one.piece, other.piece, step, run.old.count, &budget)
      if length > one.distance + other.distance { longest = max(longest, length) }
    }
    for (one, other) in beside(edge, step, run)
    where old.indices.contains(one) && new.indices.contains(other) {
      let length = equal(one, other, step, run.old.count, &budget)
      if length == 0 { continue }
      if one != edge, place[one] < 0 {
        rivals[one - edge] = length
      } else {
        longest = max(longest, length)
      }
    }
    return (rivals, longest)
  }

  /// The old and new pieces that could be the end of a run instead: its own old piece with the new pieces
  /// beside the run, its own new piece with the old ones, and each of the two with what was, or now is, beside
  /// those.
  private func beside(_ edge: Int, _ step: Int, _ run: Run) -> [(old: Int, new: Int)] {
    let here = edge + run.shift
    let (added, afterAdded) = Self.unpaired(from: here - step, by: -step, origin)
    let (gone, afterGone) = Self.unpaired(from: edge - step, by: -step, place)
    var pairs = added.map { (old: edge, new: $0) } + gone.map { (old: $0, new: here) }
    if new.indices.contains(afterAdded), origin[afterAdded] + step != edge {
      let first = origin[afterAdded] + step
      pairs.append((first, here))
      pairs += Self.unpaired(from: first + step, by: step, place).pieces.map { ($0, here) }
    }
    if old.indices.contains(afterGone), place[afterGone] + step != here {
      let first = place[afterGone] + step
      pairs.append((edge, first))
      pairs += Self.unpaired(from: first + step, by: step, origin).pieces.map { (edge, $0) }
    }
    return pairs
  }

  /// The pieces from one on that are in one of the texts only, and the first one after them, which may be
  /// outside the text.
  ///
  /// - Parameter partners: The place of each piece in the other text; negative if it has none.
  private static func unpaired(
    from start: Int, by step: Int, _ partners: [Int]
  ) -> (pieces: [Int], end: Int) {
    var (pieces, at) = ([Int](), start)
    while partners.indices.contains(at), partners[at] < 0 {
      pieces.append(at)
      at += step
    }
    return (pieces, at)
  }

  /// How far into the next run the end of a run is compared.
  private static let reach = 16

  /// The pieces after the new ones, or the old ones, beside a run, with their distances from these; each with
  /// the edge of the run in the other text.
  private func beyond(_ edge: Int, _ step: Int, _ run: Run) -> [(
    (piece: Int, distance: Int), (piece: Int, distance: Int)
  )] {
    let here = edge + run.shift
    let (added, afterAdded) = Self.unpaired(from: here - step, by: -step, origin)
    let (gone, afterGone) = Self.unpaired(from: edge - step, by: -step, place)
    let distances = 1...Self.reach
    return (added.isEmpty ? [] : distances.map { ((edge, 0), (afterAdded - step * ($0 - 1), $0)) })
      + (gone.isEmpty ? [] : distances.map { ((afterGone - step * ($0 - 1), $0), (here, 0)) })
  }

  /// The number of pieces, at most `most`, that are equal from two places on in one direction.
  fileprivate func equal(
    _ one: Int, _ other: Int, _ step: Int, _ most: Int, _ budget: inout Int
  ) -> Int {
    var length = 0
    while length < most {
      let (a, b) = (one + step * length, other + step * length)
      guard old.indices.contains(a), new.indices.contains(b), old[a] == new[b] else { break }
      length += 1
    }
    budget -= length + 1
    return length
  }

  /// The places of all pieces, by their codes.
  private struct Places {
    var old: [UInt32: [Int]] = [:]
    var new: [UInt32: [Int]] = [:]

    init(_ all: PieceAlignment) {
      for at in all.old.indices { old[all.old[at], default: []].append(at) }
      for at in all.new.indices { new[all.new[at], default: []].append(at) }
    }

    /// Whether a whole run, which is not all of a text, occurs more than once in one of the texts.
    func isElsewhere(_ run: Run, _ all: PieceAlignment, _ budget: inout Int) -> Bool {
      let (first, count) = (run.old.lowerBound, run.old.count)
      if count > 256 || first == 0 && run.shift == 0
        || run.old.upperBound == all.old.count && run.new.upperBound == all.new.count
      {
        return false
      }
      let code = all.old[first]
      return new[code, default: []].contains {
        $0 != first + run.shift && all.equal(first, $0, 1, count, &budget) == count
      }
        || old[code, default: []].contains {
          $0 != first && all.equal($0, first + run.shift, 1, count, &budget) == count
        }
    }
  }
}
