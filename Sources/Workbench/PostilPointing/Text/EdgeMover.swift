import PostilSystem
import PostilStore
import PostilKit

/// Moves the ends of a span by words or by characters.
package struct EdgeMover {
  package let grid: WordGrid

  package init(grid: WordGrid) {
    self.grid = grid
  }

  /// A distance and its unit: `+1`, `-2`, `-1c`.
  package struct Step: Hashable, Sendable {
    package let count: Int
    package let isCharacters: Bool

    /// Parses `+1`, `-2`, `0`, `-1c`; nil for anything else.
    package init?(_ text: String) {
      let number = text.hasSuffix("c") ? text.dropLast() : text[...]
      guard let count = Int(number), abs(count) < 10_000 else { return nil }
      self.count = count
      isCharacters = text.hasSuffix("c")
    }

    package init(words count: Int) {
      self.count = count
      isCharacters = false
    }
  }

  /// The spans with the end of the last one moved, forwards if positive; nil if that is impossible.
  package func right(_ spans: [Span], by step: Step) -> [Span]? {
    guard let last = spans.last, step.count != 0 else { return spans }
    let end = step.isCharacters ? last.end + step.count : wordEnd(last, step.count)
    guard let end, end > last.start, end <= grid.text.count else { return nil }
    return spans.dropLast() + [Span(last.start, end)]
  }

  /// The spans with the start of the first one moved, forwards if positive; nil if that is
  /// impossible.
  package func left(_ spans: [Span], by step: Step) -> [Span]? {
    guard let first = spans.first, step.count != 0 else { return spans }
    let start = step.isCharacters ? first.start + step.count : wordStart(first, step.count)
    guard let start, start < first.end, start >= 0 else { return nil }
    return [Span(start, first.end)] + spans.dropFirst()
  }

  private func wordEnd(_ span: Span, _ count: Int) -> Int? {
    let bytes = grid.text.bytes(span)
    let index = grid.wordIndex(ofByte: max(bytes.lowerBound, bytes.upperBound - 1))
    guard let word = grid.word(at: index + count) else { return nil }
    let end = Edges(text: grid.text).trimmed(first: word, last: word).upperBound
    return grid.text.codePoint(atByte: end)
  }

  private func wordStart(_ span: Span, _ count: Int) -> Int? {
    let bytes = grid.text.bytes(span)
    guard let word = grid.word(at: grid.wordIndex(ofByte: bytes.lowerBound) + count) else {
      return nil
    }
    let start = Edges(text: grid.text).trimmed(first: word, last: word).lowerBound
    return grid.text.codePoint(atByte: start)
  }
}
