import PostilKit

/// A regular expression over code points, matched in time linear in the text: `/union \w+/i`.
///
/// Constructs that need backtracking (backreferences, lookaround) are refused when the pattern is
/// parsed. A space matches any run of white space, as in quoted words; `^` and `$` match the ends
/// of a line.
package struct TextPattern: Sendable {
  private let program: PatternProgram

  /// Parses a pattern.
  ///
  /// - Parameters:
  ///   - source: The pattern between the slashes.
  ///   - flags: `i` to ignore case, `s` to let `.` match line breaks.
  package init(_ source: String, flags: String = "") throws(PatternFailure) {
    var parser = try PatternParser(source, flags: flags)
    program = try PatternProgram(try parser.pattern())
  }

  /// The non-overlapping matches in text order: the leftmost first and, of those with the same
  /// start, the one that the pattern prefers. Empty matches are omitted.
  ///
  /// - Throws: A failure if matching would take more than a second or two.
  package func matches(in text: Text) throws(PatternFailure) -> [Span] {
    var machine = PatternMachine(program, scalars: text.string.unicodeScalars.map(\.value))
    return try machine.matches()
  }
}

/// Why a pattern cannot be used, as the end of a sentence.
package struct PatternFailure: Error, Hashable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

/// The syntax tree of a pattern.
indirect enum PatternNode: Hashable, Sendable {
  case nothing
  case one(ScalarSet)
  case edge(PatternEdge)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// If `isLazy`, prefers fewer repetitions.
  case repeated(PatternNode, from: Int, to: Int?, isLazy: Bool)
}

/// An assertion about a position between two code points.
enum PatternEdge: Hashable, Sendable {
  case lineStart
  case lineEnd
  case word
  case noWord
}
