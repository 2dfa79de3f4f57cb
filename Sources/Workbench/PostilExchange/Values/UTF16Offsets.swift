import PostilKit

/// The offsets of a text in UTF-16 units, which some programs count in place of code points: a character
/// beyond the first plane, such as most emoji, counts two.
package struct UTF16Offsets: Sendable {
  /// The code points that take two units, in order.
  private let wide: [Int]
  /// The units of the text.
  package let count: Int

  /// Finds the characters of a text that take two units.
  package init(_ text: Text) {
    var wide: [Int] = []
    var place = 0
    for byte in text.utf8 {
      if byte >= 0xF0 { wide.append(place) }
      if byte & 0xC0 != 0x80 { place += 1 }
    }
    self.wide = wide
    count = place + wide.count
  }

  /// Whether units and code points are the same.
  package var isPlain: Bool { wide.isEmpty }

  /// The units before a code point.
  package func unit(ofCodePoint place: Int) -> Int {
    place + wide.partitioningIndex { $0 >= place }
  }

  /// A span in units.
  package func units(_ span: Span) -> Span {
    Span(unit(ofCodePoint: span.start), unit(ofCodePoint: span.end))
  }

  /// The code points before a unit; nil inside a character, or beyond the text.
  package func codePoint(ofUnit unit: Int) -> Int? {
    guard unit >= 0, unit <= count else { return nil }
    // The n-th wide character begins at the unit `wide[n] + n`.
    var (low, high) = (0, wide.count)
    while low < high {
      let middle = (low + high) / 2
      if wide[middle] + middle < unit { low = middle + 1 } else { high = middle }
    }
    if low > 0, wide[low - 1] + low - 1 == unit - 1 { return nil }
    return unit - low
  }

  /// A span in units as code points; nil if one of its ends is inside a character, or beyond the text.
  package func codePoints(_ units: Span) -> Span? {
    guard let start = codePoint(ofUnit: units.start), let end = codePoint(ofUnit: units.end) else {
      return nil
    }
    return Span(start, end)
  }
}

extension [Int] {
  /// The number of elements before the first one for which `isReached` holds, which holds for all later
  /// ones.
  fileprivate func partitioningIndex(_ isReached: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
