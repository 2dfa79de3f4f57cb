import PostilSystem
import PostilStore
import PostilKit

/// Adjusts the ends of a span that was given in words.
package struct Edges {
  package let text: Text

  package init(text: Text) {
    self.text = text
  }

  /// A range of whole words without the punctuation at its ends and without a possessive `'s`; the
  /// full stop of `U.S.` is kept, and so is a word of only punctuation.
  package func trimmed(first: Range<Int>, last: Range<Int>) -> Range<Int> {
    let start = Self.leading(tokens(first))
    let end = Self.trailing(tokens(last))
    let range =
      first.lowerBound + (start ?? 0)..<last.lowerBound + (end ?? last.count)
    return range.isEmpty ? first.lowerBound..<last.upperBound : range
  }

  /// A range extended to the ends of the words that it touches.
  package func widened(_ range: Range<Int>) -> Range<Int> {
    text.utf8.withUnsafeBufferPointer { bytes in
      var start = range.lowerBound
      var end = range.upperBound
      while start > 0, Self.isPunctuation(text, before: start), !endsInSpace(bytes, start) {
        start = Self.previous(bytes, start)
      }
      while end < bytes.count, WhiteSpace.length(bytes, end) == 0,
        Self.isPunctuation(text, at: end)
      {
        end = Self.next(bytes, end)
      }
      return start..<end
    }
  }

  /// A range extended by the quotation marks directly around it, including punctuation before a
  /// closing one.
  package func withMarks(_ range: Range<Int>) -> Range<Int> {
    let wide = widened(range)
    // An apostrophe inside a word is not a closing quotation mark.
    let isInside = (isLetter(before: wide.lowerBound), isLetter(at: wide.upperBound))
    let before = isInside.0 ? "" : text[bytes: wide.lowerBound..<range.lowerBound]
    let after = isInside.1 ? "" : text[bytes: range.upperBound..<wide.upperBound]
    var start = range.lowerBound
    if let mark = before.unicodeScalars.last, Self.opening.contains(mark) {
      start -= String(Character(mark)).utf8.count
    }
    var end = range.upperBound
    if let mark = after.unicodeScalars.lastIndex(where: { Self.closing.contains($0) }) {
      end += after.unicodeScalars[...mark].reduce(0) { $0 + String(Character($1)).utf8.count }
    }
    return start..<end
  }

  private func isLetter(before at: Int) -> Bool {
    at > 0
      && isLetter(at: text.utf8.withUnsafeBufferPointer { Self.previous($0, at) })
  }

  private func isLetter(at place: Int) -> Bool {
    guard place < text.utf8.count else { return false }
    let end = text.utf8.withUnsafeBufferPointer { Self.next($0, place) }
    return text[bytes: place..<end].first?.isLetter ?? false
  }

  /// Extends each piece of a quote in the same way.
  package func withMarks(_ spans: [Span]) -> [Span] {
    spans.map { text.span(bytes: withMarks(text.bytes($0))) }
  }

  /// Opening quotation marks.
  package static let opening = "\"“„«‘‚‹'".unicodeScalars
  /// Closing quotation marks.
  package static let closing = "\"”“»’›'".unicodeScalars

  private func tokens(_ range: Range<Int>) -> [(token: Token, isEdge: Bool)] {
    let chunk = Text(text[bytes: range])
    return Tokens(chunk).map { token in
      let word = chunk[token]
      return (token, token.kind == .punctuation || word == "'s" || word == "’s")
    }
  }

  private static func leading(_ tokens: [(token: Token, isEdge: Bool)]) -> Int? {
    tokens.first { $0.token.kind != .punctuation }.map { Int($0.token.start) }
  }

  private static func trailing(_ tokens: [(token: Token, isEdge: Bool)]) -> Int? {
    tokens.last { !$0.isEdge }.map { Int($0.token.end) }
  }

  private func endsInSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    WhiteSpace.length(bytes, Self.previous(bytes, at)) > 0
  }

  private static func previous(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var at = at - 1
    while at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  private static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var at = at + 1
    while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    return at
  }

  private static func isPunctuation(_ text: Text, before at: Int) -> Bool {
    text.utf8.withUnsafeBufferPointer { isPunctuation(text, at: previous($0, at)) }
  }

  private static func isPunctuation(_ text: Text, at: Int) -> Bool {
    let end = text.utf8.withUnsafeBufferPointer { next($0, at) }
    guard let scalar = text[bytes: at..<end].unicodeScalars.first else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
