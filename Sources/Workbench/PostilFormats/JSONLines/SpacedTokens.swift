import PostilKit

/// Tokens that cover a text as spaCy rebuilds a text from tokens: the first space after a word belongs to
/// the word's token, and the rest of the gap is a token of its own.
struct SpacedTokens {
  /// Where a span lies among the tokens.
  struct Place {
    /// Its code points, without white space at its ends.
    let span: Span
    /// The number of its first token.
    let first: Int
    /// The number of its last token, inclusive.
    let last: Int

    var json: JSONObject {
      JSONObject([
        .init(name: "start", value: .int(span.start)), .init(name: "end", value: .int(span.end)),
        .init(name: "token_start", value: .int(first)), .init(name: "token_end", value: .int(last)),
      ])
    }
  }

  private let text: Text
  private let words: ExportTokens
  private var all: [(span: Span, hasSpace: Bool)] = []
  /// The number of each word's token.
  private var numbers: [Int] = []

  init(_ text: Text, cutAt spans: [Span]) {
    self.text = text
    words = ExportTokens(text, cutAt: spans)
    var end = 0
    for piece in words.pieces {
      fill(Span(end, piece.span.start))
      numbers.append(all.count)
      all.append((piece.span, false))
      end = piece.span.end
    }
    fill(Span(end, text.count))
  }

  /// Gives the first space of a gap to the token before it and makes the rest a token.
  private mutating func fill(_ gap: Span) {
    var gap = gap
    if gap.isEmpty { return }
    if !all.isEmpty, text.utf8[text.byte(ofCodePoint: gap.start)] == 0x20 {
      all[all.count - 1].hasSpace = true
      gap.start += 1
    }
    if !gap.isEmpty { all.append((gap, false)) }
  }

  /// Where a span lies, or nil if it has only white space.
  func place(_ span: Span) -> Place? {
    guard let range = words.range(of: span), let last = range.last else { return nil }
    let words = Span(words.pieces[range.lowerBound].span.start, words.pieces[last].span.end)
    return Place(span: words, first: numbers[range.lowerBound], last: numbers[last])
  }

  var json: JSONValue {
    .array(
      all.enumerated().map { number, token in
        [
          "text": .string(text[token.span]), "start": .int(token.span.start),
          "end": .int(token.span.end), "id": .int(number), "ws": .bool(token.hasSpace),
        ]
      })
  }
}
