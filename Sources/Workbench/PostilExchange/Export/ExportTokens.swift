import PostilKit

/// The kit's tokens, cut where annotations begin and end, so that every annotation is a run of tokens.
package struct ExportTokens {
  /// One token, or a piece of one.
  package struct Piece {
    /// Its code points.
    package let span: Span
    /// Whether it begins a sentence.
    package let beginsSentence: Bool

    /// Makes a piece.
    package init(span: Span, beginsSentence: Bool) {
      self.span = span
      self.beginsSentence = beginsSentence
    }
  }

  /// The tokens.
  package let pieces: [Piece]

  /// Takes tokens as they are.
  package init(pieces: [Piece]) { self.pieces = pieces }

  /// Scans a text and cuts its tokens at the ends of `spans`, which lie inside the text.
  package init(_ text: Text, cutAt spans: [Span]) {
    let tokens = Tokens(text)
    var isFirst = [Bool](repeating: false, count: tokens.count)
    for sentence in Sentences(text, tokens) { isFirst[sentence.lowerBound] = true }
    let cuts = Set(spans.flatMap { [$0.start, $0.end] }).sorted()
    var next = 0
    var pieces: [Piece] = []
    pieces.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      let span = text.span(bytes: token.bytes)
      while next < cuts.count, cuts[next] <= span.start { next += 1 }
      var start = span.start
      while next < cuts.count, cuts[next] < span.end {
        pieces.append(
          Piece(
            span: Span(start, cuts[next]), beginsSentence: isFirst[index] && start == span.start))
        start = cuts[next]
        next += 1
      }
      pieces.append(
        Piece(span: Span(start, span.end), beginsSentence: isFirst[index] && start == span.start))
    }
    self.pieces = pieces
  }

  /// The pieces inside a span, or nil if it has only white space.
  package func range(of span: Span) -> Range<Int>? {
    let first = firstPiece { $0.start >= span.start }
    let last = firstPiece { $0.end > span.end }
    return first < last ? first..<last : nil
  }

  /// The index of the first piece for which `isReached` holds, by binary search: it holds for all later
  /// pieces too.
  private func firstPiece(_ isReached: (Span) -> Bool) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if isReached(pieces[middle].span) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
