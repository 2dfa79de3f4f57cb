import PostilKit

/// A text for scoring: its code points and their classes.
struct ScoredText {
  let scalars: [Unicode.Scalar]
  /// Number of letters and digits before each position, the end included.
  private let lettersBefore: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var count = 0
    var before = [0]
    before.reserveCapacity(scalars.count + 1)
    for scalar in scalars {
      if scalar.isLetterOrDigit { count += 1 }
      before.append(count)
    }
    lettersBefore = before
  }

  /// Number of letters and digits in `start ..< end`; positions past the end count as the end.
  func letters(_ start: Int, _ end: Int) -> Int {
    let end = min(end, scalars.count)
    return start < end ? lettersBefore[end] - lettersBefore[start] : 0
  }

  /// Number of letters and digits in spans.
  func letters(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + letters($1.start, $1.end) } }

  /// Number of letters and digits that two lists of spans share.
  func shared(_ left: [Span], _ right: [Span]) -> Int {
    var count = 0
    for one in left {
      for other in right where one.overlaps(other) {
        count += letters(max(one.start, other.start), min(one.end, other.end))
      }
    }
    return count
  }

  /// A span clipped to the text, without the characters at its ends that satisfy `isTrimmed`; may
  /// be empty.
  func trimmed(_ span: Span, _ isTrimmed: (Unicode.Scalar) -> Bool) -> Span {
    var start = span.start
    var end = min(span.end, scalars.count)
    while start < end, isTrimmed(scalars[start]) { start += 1 }
    while end > start, isTrimmed(scalars[end - 1]) { end -= 1 }
    return Span(start, end)
  }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}

extension Unicode.Scalar {
  /// A letter, a digit or another numeric character, of any script.
  var isLetterOrDigit: Bool {
    if value < 0x80 {
      return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
        || (0x61...0x7A).contains(value)
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return properties.numericType != nil
    }
  }

  /// A character of a word: a letter, a digit or `_`.
  var isWordPart: Bool { self == "_" || isLetterOrDigit }

  /// White space, the separators U+001C to U+001F included.
  var isBlank: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}
