import PostilKit
import PostilSystem

/// Finds words by the fingerprint of the old text.
struct PieceRelocation: Relocation {
  private let old: TextPieces
  private let new: TextPieces
  private let text: Text
  private let alignment: PieceAlignment
  /// The new pieces that are not old ones, by their codes.
  private let added: [UInt32: [Int]]

  init(_ old: TextPieces, _ text: Text) {
    self.old = old
    self.text = text
    new = TextPieces(text)
    alignment = PieceAlignment(old.all.map(\.code), new.all.map(\.code))
    var added: [UInt32: [Int]] = [:]
    for at in new.all.indices where alignment.origin[at] < 0 {
      added[new.all[at].code, default: []].append(at)
    }
    self.added = added
  }

  func place(_ spans: [Span], words: String?) -> Placement {
    guard let parts = parts(spans) else { return .doubtful([]) }
    let places = zip(spans, parts).map { exact($0, $1) }
    let found = places.compactMap { $0 }
    let isWhole = found.count == spans.count && isAscending(found)
    if isWhole, words.map({ $0.isEmpty || text[found] == $0 }) ?? true {
      let isSure = !parts.contains { $0.contains { alignment.isUnsure[$0] } }
      return isSure ? .certain(found) : .doubtful(found)
    }
    if parts.allSatisfy(isDeleted) { return .gone }
    let likely = zip(spans, parts).compactMap { self.likely($0, $1) }
    return .doubtful(likely.count == spans.count && isAscending(likely) ? likely : [])
  }

  func rival(of spans: [Span]) -> [Span]? {
    guard let parts = parts(spans), let first = parts.first.map({ alignment.rival[$0.lowerBound] }),
      first != 0, parts.allSatisfy({ $0.allSatisfy { alignment.rival[$0] == first } })
    else { return nil }
    let rivals = zip(spans, parts).map { span, part in
      let shift = old.all[part.lowerBound + first].start - old.all[part.lowerBound].start
      return Span(span.start + shift, span.end + shift)
    }
    return isPlaced(spans) || isPlaced(rivals) ? rivals : nil
  }

  private func isPlaced(_ spans: [Span]) -> Bool {
    parts(spans).map { zip(spans, $0).allSatisfy { exact($0, $1) != nil } } ?? false
  }

  /// The pieces of each span; nil for a span outside the text or an empty one.
  private func parts(_ spans: [Span]) -> [ClosedRange<Int>]? {
    let parts = spans.compactMap { span -> ClosedRange<Int>? in
      guard span.start >= 0, span.end > span.start, span.end <= old.length else { return nil }
      return old.index(of: span.start)...old.index(of: span.end - 1)
    }
    return parts.count == spans.count && !spans.isEmpty ? parts : nil
  }

  private func isAscending(_ spans: [Span]) -> Bool {
    zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start }
  }

  /// The place of a span if its pieces follow one another in the new text.
  private func exact(_ span: Span, _ part: ClosedRange<Int>) -> Span? {
    let first = alignment.place[part.lowerBound]
    guard first >= 0,
      part.allSatisfy({ alignment.place[$0] == first + $0 - part.lowerBound })
    else { return nil }
    let start = new.all[first].start + span.start - old.all[part.lowerBound].start
    let last = new.all[first + part.count - 1]
    let end = last.start + span.end - old.all[part.upperBound].start
    return start <= end && end <= last.end + (last.hasBlank ? 1 : 0) ? Span(start, end) : nil
  }

  /// Whether pieces were deleted, nothing was put in their place, and they are nowhere in what is new.
  private func isDeleted(_ part: ClosedRange<Int>) -> Bool {
    guard part.allSatisfy({ alignment.place[$0] < 0 && !alignment.isUnsure[$0] }),
      occurrences(part).isEmpty
    else { return false }
    let gap = self.gap(part)
    return isOld(gap.lowerBound) && isOld(gap.upperBound - 1)
  }

  private func isOld(_ piece: Int) -> Bool {
    !new.all.indices.contains(piece) || alignment.origin[piece] >= 0
  }

  /// The new pieces between the places of the matched pieces around some old ones; if those are not in this
  /// order, only its ends are right.
  private func gap(_ part: ClosedRange<Int>) -> (lowerBound: Int, upperBound: Int) {
    var (first, last) = (part.lowerBound - 1, part.upperBound + 1)
    while first >= 0, alignment.place[first] < 0 { first -= 1 }
    while last < old.all.count, alignment.place[last] < 0 { last += 1 }
    return (
      first < 0 ? 0 : alignment.place[first] + 1,
      last < old.all.count ? alignment.place[last] : new.all.count
    )
  }

  /// Where pieces are in what is new.
  private func occurrences(_ part: ClosedRange<Int>) -> [Int] {
    added[old.all[part.lowerBound].code, default: []].filter { start in
      part.allSatisfy { piece in
        let at = start + piece - part.lowerBound
        return at < new.all.count && alignment.origin[at] < 0
          && new.all[at].code == old.all[piece].code
      }
    }
  }

  /// The most probable place of a span of which something was changed; nil if none is.
  private func likely(_ span: Span, _ part: ClosedRange<Int>) -> Span? {
    if let place = exact(span, part) { return place }
    if let rival = rival(of: [span])?.first,
      let place = parts([rival]).flatMap({ exact(rival, $0[0]) })
    {
      return place
    }
    if let place = likeliest(occurrences(part), part) {
      return Span(new.all[place].start, new.all[place + part.count - 1].end)
    }
    return between(part)
  }

  /// The one of several places of the same pieces around which most is as it was; nil if there are two.
  private func likeliest(_ places: [Int], _ part: ClosedRange<Int>) -> Int? {
    func likeness(_ place: Int) -> Int {
      func count(_ step: Int) -> Int {
        (1...16).prefix { distance in
          let (one, other) = (part.lowerBound + step * distance, place + step * distance)
          return old.all.indices.contains(one) && new.all.indices.contains(other)
            && old.all[one].code == new.all[other].code
        }.count
      }
      return count(-1) + count(1)
    }
    let rated = places.map { (place: $0, likeness: likeness($0)) }
    guard let best = rated.max(by: { $0.likeness < $1.likeness }),
      rated.count(where: { $0.likeness == best.likeness }) == 1
    else { return nil }
    return best.place
  }

  /// What is now between the pieces before and after some, unless it is far longer.
  private func between(_ part: ClosedRange<Int>) -> Span? {
    func edge(_ piece: Int, _ beside: Int) -> Int? {
      if alignment.place[piece] >= 0 { return alignment.place[piece] }
      guard old.all.indices.contains(beside) else { return beside < 0 ? 0 : new.all.count - 1 }
      let place = alignment.place[beside]
      return place < 0 ? nil : place + piece - beside
    }
    let ends = (
      edge(part.lowerBound, part.lowerBound - 1), edge(part.upperBound, part.upperBound + 1)
    )
    guard let first = ends.0 ?? ends.1.map({ $0 - part.count + 1 }),
      let last = ends.1 ?? ends.0.map({ $0 + part.count - 1 }), first <= last,
      last - first < 2 * part.count + 3, new.all.indices.contains(first),
      new.all.indices.contains(last)
    else { return nil }
    return Span(new.all[first].start, new.all[last].end)
  }
}
