import PostilExchange
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
    /// Whether there are tokens.
    private let isOfTokens: Bool

    /// A place among tokens.
    init(span: Span, first: Int, last: Int) {
      self.span = span
      self.first = first
      self.last = last
      isOfTokens = true
    }

    /// A place in a text without tokens.
    init(span: Span) {
      self.span = span
      (first, last, isOfTokens) = (0, 0, false)
    }

    var json: JSONObject {
      var json = JSONObject()
      json["start"] = .int(span.start)
      json["end"] = .int(span.end)
      if isOfTokens {
        json["token_start"] = .int(first)
        json["token_end"] = .int(last)
      }
      return json
    }
  }

  private let text: Text
  private let words: ExportTokens
  /// The tokens, with whether a space follows.
  private(set) var all: [(span: Span, hasSpace: Bool)] = []
  /// The number of each word's token.
  private var numbers: [Int] = []

  /// The tokens of a kind; nil for none.
  static func of(
    _ kind: ExportTokenKind, _ text: Text, _ annotations: [Annotation]
  ) -> SpacedTokens? {
    switch kind {
    case .none: return nil
    case .words:
      let roles = annotations.flatMap { $0.roles.values.joined().flatMap(\.spans) }
      return SpacedTokens(text, cutAt: annotations.flatMap(\.spans) + roles)
    case .chars: return SpacedTokens(charactersOf: text)
    }
  }

  /// A token for each code point, spaces too, as Prodigy makes them to mark characters.
  init(charactersOf text: Text) {
    self.text = text
    words = ExportTokens(
      pieces: (0..<text.count).map { .init(span: Span($0, $0 + 1), beginsSentence: $0 == 0) })
    all = words.pieces.map { ($0.span, false) }
    numbers = Array(all.indices)
  }

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
