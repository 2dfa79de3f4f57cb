import PostilKit
import PostilSystem

/// Finds words of an old text of which nothing but the annotated words is known.
///
/// An annotation is found only together with others: at least three must be at the same distances from one
/// another as before, and at no other place.
struct MentionRelocation: Relocation {
  private let text: Text
  private let scalars: [Unicode.Scalar]
  /// The distinct spans of the annotations by their starts, with the words of each.
  private let mentions: [(span: Span, words: [Unicode.Scalar])]
  /// The indices of ``mentions`` by their spans.
  private let index: [Span: Int]
  /// How far each has moved; nil if that is not certain.
  private let shifts: [Int?]
  /// Where each may be; nil if there are several places, or none.
  private let only: [Int?]

  /// The number of annotations that must have moved by the same distance.
  private static let least = 3
  /// The largest number of places of the same words that are looked at.
  private static let most = 200

  init(_ annotations: [Annotation], _ text: Text) {
    self.text = text
    scalars = Array(text.string.unicodeScalars)
    var known: [Span: [Unicode.Scalar]] = [:]
    for annotation in annotations {
      for (span, words) in zip(annotation.spans, annotation.pieces ?? []) {
        known[span] = Array(words.unicodeScalars)
      }
    }
    mentions = known.sorted { ($0.key.start, $0.key.end) < ($1.key.start, $1.key.end) }
      .map { ($0.key, $0.value) }
    index = Dictionary(
      mentions.enumerated().map { ($1.span, $0) }, uniquingKeysWith: { first, _ in first })
    let places = Self.places(mentions.map(\.words), scalars, TextPieces(text))
    let moved = zip(mentions, places).map { mention, starts in
      starts.map { $0 - mention.span.start }
    }
    shifts = Self.inOrder(Self.agreed(mentions.map(\.span), moved), mentions.map(\.span))
    only = moved.map { $0.count == 1 ? $0[0] : nil }
  }

  // MARK: Shifts

  /// All places of some words where no word goes on before or after them.
  private static func places(
    _ words: [[Unicode.Scalar]], _ text: [Unicode.Scalar], _ pieces: TextPieces
  ) -> [[Int]] {
    var starts: [Unicode.Scalar: [Int]] = [:]
    for piece in pieces.all { starts[text[piece.start], default: []].append(piece.start) }
    let ends = Set(pieces.all.map(\.end))
    var known: [[Unicode.Scalar]: [Int]] = [:]
    return words.map { words in
      if let places = known[words] { return places }
      let found = (words.first.flatMap { starts[$0] } ?? []).filter { start in
        start + words.count <= text.count && ends.contains(start + words.count)
          && text[start..<start + words.count].elementsEqual(words)
      }
      known[words] = found.count > most ? [] : found
      return known[words] ?? []
    }
  }

  /// The shift of each mention that its neighbours share, if no other shift is shared by two of them.
  private static func agreed(_ spans: [Span], _ shifts: [[Int]]) -> [Int?] {
    let before = lengths(spans, shifts, spans.indices.map { $0 })
    let after = lengths(spans, shifts, spans.indices.reversed())
    return spans.indices.map { at in
      let lengths = shifts[at].map {
        ($0, before[at][$0, default: 1] + after[at][$0, default: 1] - 1)
      }
      let shared = lengths.filter { $0.1 > 1 }
      return shared.count == 1 && shared[0].1 >= least ? shared[0].0 : nil
    }
  }

  /// For each mention and shift the number of mentions in one direction, up to it, that have that shift;
  /// those that overlap count once.
  private static func lengths(_ spans: [Span], _ shifts: [[Int]], _ order: [Int]) -> [[Int: Int]] {
    var result: [[Int: Int]] = Array(repeating: [:], count: spans.count)
    var last: Int?
    for at in order {
      for shift in shifts[at] {
        guard let last, let count = result[last][shift] else {
          result[at][shift] = 1
          continue
        }
        result[at][shift] = count + (spans[last].overlaps(spans[at]) ? 0 : 1)
      }
      last = at
    }
    return result
  }

  /// The shifts without those of neighbours that have changed their order.
  private static func inOrder(_ shifts: [Int?], _ spans: [Span]) -> [Int?] {
    var result = shifts
    var last: Int?
    for at in spans.indices {
      guard let shift = shifts[at] else { continue }
      if let before = last, let other = shifts[before],
        spans[before].start + other > spans[at].start + shift
      {
        (result[before], result[at]) = (nil, nil)
      }
      last = at
    }
    return result
  }

  // MARK: Places

  func place(_ spans: [Span], words: String?) -> Placement {
    guard !spans.isEmpty else { return .doubtful([]) }
    let found = spans.compactMap { words == nil ? between($0) : shift($0, shifts) }
    if found.count == spans.count, words.map({ text[found] == $0 }) ?? true {
      return .certain(found)
    }
    let likely = spans.compactMap { shift($0, only) }
    return .doubtful(likely.count == spans.count ? likely : [])
  }

  func rival(of spans: [Span]) -> [Span]? { nil }

  private func shift(_ span: Span, _ shifts: [Int?]) -> Span? {
    guard let shift = index[span].flatMap({ shifts[$0] }) else { return nil }
    return Span(span.start + shift, span.end + shift)
  }

  /// Words that no annotation has, moved as far as all that surrounds them; nil if that is not the same
  /// distance on both sides, or if they would begin or end inside a word.
  private func between(_ span: Span) -> Span? {
    if let place = shift(span, shifts) { return place }
    let (before, after) = (first(from: span.start + 1) - 1, first(from: span.end))
    guard before >= 0, after < mentions.count, let shift = shifts[before], shift == shifts[after]
    else { return nil }
    let (start, end) = (span.start + shift, span.end + shift)
    guard start >= 0, end <= scalars.count, !isInsideWord(start), !isInsideWord(end) else {
      return nil
    }
    return Span(start, end)
  }

  /// The first mention that begins at a code point or after it.
  private func first(from start: Int) -> Int {
    var (low, high) = (0, mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isInsideWord(_ place: Int) -> Bool {
    guard place > 0, place < scalars.count else { return false }
    return Self.isOfWord(scalars[place - 1]) && Self.isOfWord(scalars[place])
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
