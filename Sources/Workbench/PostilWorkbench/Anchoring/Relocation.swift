import PostilKit

/// Searches a changed text for the words of annotations, one after another in the order of the old
/// text.
struct Relocation {
  private let text: [Unicode.Scalar]
  /// How far what was found has moved, in code points, by its old span.
  private var shifts: [(old: Span, by: Int)] = []
  /// The old spans of what is at a place, so that two annotations never become one.
  private var taken: [Place: [Span]] = [:]

  /// The largest distance from the expected position, in code points, unless the words occur only
  /// once.
  private static let reach = 400

  private struct Place: Hashable {
    let layer: Layer
    let label: String
    let spans: [Span]

    init(_ annotation: Annotation, at spans: [Span]) {
      (layer, label, self.spans) = (annotation.layer, annotation.label, spans)
    }
  }

  init(_ text: Text) { self.text = Array(text.string.unicodeScalars) }

  /// The annotation in the new text; nil if its words are not found.
  ///
  /// - Parameter isRemoved: Whether it takes no place from others.
  mutating func moved(_ annotation: Annotation, isRemoved: Bool) -> Annotation? {
    let words = Array(annotation.text.unicodeScalars)
    var spans: [Span] = []
    var found: [(old: Span, by: Int)] = []
    var start = 0
    for span in annotation.spans {
      guard start + span.count <= words.count else { return nil }
      let piece = words[start..<(start + span.count)]
      // The pieces of the surface string are joined by one space.
      start += span.count + 1
      let wanted = span.start + ((found.last ?? shifts.last)?.by ?? 0)
      let place = nearest(piece, to: wanted) { place in
        place >= spans.last?.end ?? 0
          && (isRemoved || isFree(spans + [Span(place, place + span.count)], for: annotation))
      }
      guard let place else { return nil }
      found.append((span, place - span.start))
      spans.append(Span(place, place + span.count))
    }
    shifts += found
    if !isRemoved { taken[Place(annotation, at: spans)] = annotation.spans }
    var moved = annotation
    moved.spans = spans
    moved.text = ""
    return moved
  }

  private func isFree(_ spans: [Span], for annotation: Annotation) -> Bool {
    guard spans.count == annotation.spans.count,
      let old = taken[Place(annotation, at: spans)]
    else { return true }
    return old == annotation.spans
  }

  // MARK: Words of their own

  /// Words that no annotation names, moved as far as all that surrounds them; nil if that is not the
  /// same distance on both sides, or if they would begin or end inside a word.
  func shifted(_ spans: [Span]) -> [Span]? {
    var result: [Span] = []
    for span in spans {
      let before = shifts.last { $0.old.start <= span.start }?.by
      let after = shifts.first { $0.old.start >= span.end }?.by
      guard let shift = before ?? after, shift == after ?? shift else { return nil }
      let (start, end) = (span.start + shift, span.end + shift)
      guard start >= 0, end <= text.count, !isInsideWord(start), !isInsideWord(end) else {
        return nil
      }
      result.append(Span(start, end))
    }
    return result
  }

  // MARK: Searching

  /// The nearest place of some words for which `isAllowed` holds: within reach, or the only one. The
  /// words are not found where they are a part of longer words, except exactly where they are expected.
  private func nearest(
    _ words: ArraySlice<Unicode.Scalar>, to wanted: Int, _ isAllowed: (Int) -> Bool
  ) -> Int? {
    let last = text.count - words.count
    guard !words.isEmpty, last >= 0 else { return nil }
    let near = max(0, wanted - Self.reach)..<min(last, max(0, wanted) + Self.reach) + 1
    let places = places(of: words, in: near.clamped(to: 0..<last + 1), wanted).filter(isAllowed)
    if let best = places.min(by: { abs($0 - wanted) < abs($1 - wanted) }) { return best }
    let all = self.places(of: words, in: 0..<last + 1, wanted)
    return all.count == 1 && isAllowed(all[0]) ? all[0] : nil
  }

  private func places(
    of words: ArraySlice<Unicode.Scalar>, in range: Range<Int>, _ wanted: Int
  ) -> [Int] {
    range.filter { place in
      let end = place + words.count
      return text[place] == words.first && text[place..<end].elementsEqual(words)
        && (place == wanted || !isInsideWord(place) && !isInsideWord(end))
    }
  }

  /// Whether a place is between two letters or digits.
  private func isInsideWord(_ place: Int) -> Bool {
    guard place > 0, place < text.count else { return false }
    return Self.isOfWord(text[place - 1]) && Self.isOfWord(text[place])
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
