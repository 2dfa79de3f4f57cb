import PostilSystem
import PostilKit

/// Spans as brat can hold them: no fragment contains what its reader takes for a line break.
enum BratFragments {
  /// The characters at which Python's `splitlines`, which brat's reader uses, breaks a line.
  static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The fragments of spans: each span is cut at line breaks, and the pieces of one that was cut are
  /// trimmed of white space, as in brat's own interface.
  static func of(_ spans: [Span], in text: Text) -> [Span] {
    spans.flatMap { span -> [Span] in
      let scalars = Array(text[span].unicodeScalars)
      guard scalars.contains(where: { breaksLine($0) }) else { return span.isEmpty ? [] : [span] }
      return cut(scalars).map { Span(span.start + $0.lowerBound, span.start + $0.upperBound) }
    }
  }

  private static func cut(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    scalars.runs { !breaksLine($0) }.compactMap { line in
      guard let first = line.first(where: { !isSpace(scalars[$0]) }),
        let last = line.last(where: { !isSpace(scalars[$0]) })
      else { return nil }
      return first..<(last + 1)
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value == 0x1F
  }

  /// A string on one line: tabs and line breaks become spaces.
  static func oneLine(_ string: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      line.append(breaksLine(scalar) || scalar == "\t" ? " " : scalar)
    }
    return String(line)
  }
}
