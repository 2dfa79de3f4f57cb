/// What the offsets of a file or a message count.
package enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode scalars, as everywhere in Postil.
  case codePoints = "code-points"
  /// Bytes of UTF-8.
  case utf8
  /// UTF-16 code units, as in JavaScript, Java and C#: most emoji count two.
  case utf16

  /// The unit as a reader knows it: `UTF-16 units`.
  package var title: String {
    switch self {
    case .codePoints: "code points"
    case .utf8: "bytes"
    case .utf16: "UTF-16 units"
    }
  }
}

/// Converts the offsets of one text from code points to another unit, and back.
package struct OffsetMap: Sendable {
  private let text: Text
  private let unit: OffsetUnit
  /// The code points that take two UTF-16 units, in order; empty for other units.
  private let wide: [Int]

  /// Finds what a conversion needs to know about a text.
  package init(_ text: Text, _ unit: OffsetUnit) {
    self.text = text
    self.unit = unit
    guard unit == .utf16, text.count < text.utf8.count else {
      wide = []
      return
    }
    wide = text.utf8.indices.filter { text.utf8[$0] >= 0xF0 }.map { text.codePoint(atByte: $0) }
  }

  /// Whether the unit and code points are the same in this text.
  package var isPlain: Bool {
    switch unit {
    case .codePoints: true
    case .utf8: text.count == text.utf8.count
    case .utf16: wide.isEmpty
    }
  }

  /// An annotation with its spans, and those of its roles, in the unit.
  package func units(_ annotation: Annotation) -> Annotation {
    guard unit != .codePoints else { return annotation }
    var result = annotation
    result.spans = annotation.spans.map(units)
    result.roles = annotation.roles.mapValues { links in
      links.map { RoleLink(spans: $0.spans.map(units), id: $0.id) }
    }
    return result
  }

  /// A span of code points in the unit.
  package func units(_ span: Span) -> Span { Span(units(span.start), units(span.end)) }

  /// A span in the unit as code points; nil if one of its ends is inside a character, or outside the text.
  package func codePoints(_ units: Span) -> Span? {
    guard let start = codePoint(units.start), let end = codePoint(units.end) else { return nil }
    return Span(start, end)
  }

  private func units(_ codePoint: Int) -> Int {
    switch unit {
    case .codePoints: codePoint
    case .utf8: text.byte(ofCodePoint: codePoint)
    case .utf16: codePoint + firstWide { wide[$0] >= codePoint }
    }
  }

  private func codePoint(_ units: Int) -> Int? {
    switch unit {
    case .codePoints: return (0...text.count).contains(units) ? units : nil
    case .utf8:
      let bytes = text.utf8
      guard (0...bytes.count).contains(units) else { return nil }
      if units < bytes.count, bytes[units] & 0xC0 == 0x80 { return nil }
      return text.codePoint(atByte: units)
    case .utf16:
      guard (0...text.count + wide.count).contains(units) else { return nil }
      // The wide character of index n begins at the unit `wide[n] + n`.
      let before = firstWide { wide[$0] + $0 >= units }
      if before > 0, wide[before - 1] + before == units { return nil }
      return units - before
    }
  }

  /// The index of the first wide character for which `isReached` holds, which holds for all later ones.
  private func firstWide(_ isReached: (Int) -> Bool) -> Int {
    var (low, high) = (0, wide.count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
