import PostilStore
import PostilSystem
import PostilTerminal
import PostilKit
import PostilPointing

/// The words chosen in `mark`, at least one, moved and stretched key by key.
struct MarkCursor {
  let grid: WordGrid
  /// The indices of the words in the whole text, from 0.
  private(set) var words: ClosedRange<Int>
  /// A span chosen exactly, until a key moves it.
  private var chosen: Span?

  /// Starts at a span; nil for a text without words.
  init?(_ grid: WordGrid, at span: Span) {
    guard grid.wordCount > 0 else { return nil }
    self.grid = grid
    words = 0...0
    choose(span)
  }

  /// The words chosen, without the punctuation at their edges.
  var span: Span {
    if let chosen { return chosen }
    guard let first = grid.word(at: words.lowerBound), let last = grid.word(at: words.upperBound)
    else { return Span(0, 0) }
    return grid.text.span(bytes: Edges(text: grid.text).trimmed(first: first, last: last))
  }

  mutating func choose(_ span: Span) {
    let bytes = grid.text.bytes(span)
    let last = max(bytes.lowerBound, bytes.upperBound - 1)
    let start = bounded(grid.wordIndex(ofByte: bytes.lowerBound))
    words = start...max(start, bounded(grid.wordIndex(ofByte: last)))
    chosen = span.isEmpty ? nil : span
  }

  /// Goes to the word `count` words after the last one, or before the first if negative.
  mutating func move(_ count: Int) {
    put(bounded((count > 0 ? words.upperBound : words.lowerBound) + count))
  }

  /// Goes to the first word of the line `count` lines below, skipping lines without words.
  mutating func moveLine(_ count: Int) {
    guard let bytes = grid.word(at: words.lowerBound) else { return }
    var line = grid.place(ofByte: bytes.lowerBound).line + count
    while grid.wordCount(line: line) == 0, (1...grid.lineCount).contains(line) {
      line += count.signum()
    }
    guard let word = grid.word(line, 1) else { return }
    put(grid.wordIndex(ofByte: word.lowerBound))
  }

  /// Moves the right edge by words, forwards if positive; at least one word is left.
  mutating func stretchRight(_ count: Int) {
    words = words.lowerBound...max(words.lowerBound, bounded(words.upperBound + count))
    chosen = nil
  }

  /// Moves the left edge by words, forwards if positive; at least one word is left.
  mutating func stretchLeft(_ count: Int) {
    words = min(words.upperBound, bounded(words.lowerBound + count))...words.upperBound
    chosen = nil
  }

  private mutating func put(_ word: Int) {
    words = word...word
    chosen = nil
  }

  private func bounded(_ word: Int) -> Int { min(max(0, word), grid.wordCount - 1) }
}
