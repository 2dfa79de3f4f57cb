import PostilKit

/// The unit of spans in a stream's answers.
package enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode scalars, as everywhere in Postil.
  case codePoints = "code-points"
  /// Bytes of UTF-8.
  case utf8
  /// UTF-16 code units, as in JavaScript, Java and C#.
  case utf16
}

/// Converts the spans of one text to another unit.
struct OffsetMap {
  private let text: Text
  private let unit: OffsetUnit
  /// The positions of code points that take two UTF-16 code units, in order.
  private let pairs: [Int]

  init(_ text: Text, _ unit: OffsetUnit) {
    self.text = text
    self.unit = unit
    guard unit == .utf16, text.count < text.utf8.count else {
      pairs = []
      return
    }
    pairs = text.utf8.indices.filter { text.utf8[$0] >= 0xF0 }.map { text.codePoint(atByte: $0) }
  }

  /// The annotation with its spans, and those of its roles, in the unit.
  func callAsFunction(_ annotation: Annotation) -> Annotation {
    guard unit != .codePoints else { return annotation }
    var result = annotation
    result.spans = annotation.spans.map(span)
    result.roles = annotation.roles.mapValues { links in
      links.map { RoleLink(spans: $0.spans.map(span), id: $0.id) }
    }
    return result
  }

  private func span(_ span: Span) -> Span { Span(offset(span.start), offset(span.end)) }

  private func offset(_ codePoint: Int) -> Int {
    if unit == .utf8 { return text.byte(ofCodePoint: codePoint) }
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < codePoint { low = middle + 1 } else { high = middle }
    }
    return codePoint + low
  }
}
