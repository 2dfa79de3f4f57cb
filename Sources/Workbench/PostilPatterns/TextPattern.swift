import PostilKit

/// A regular expression over code points, searched in time linear in the text: `/union \w+/i`.
///
/// What cannot be searched so (backreferences, lookaround) is refused when the pattern is read. A blank
/// stands for any run of white space, as it does in typed words; `^` and `$` are the ends of a line.
package struct Pattern: Sendable {
  private let program: PatternProgram

  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - source: What stands between the slashes.
  ///   - flags: `i` for any case, `s` for a `.` that matches line breaks too.
  package init(_ source: String, flags: String = "") throws(PatternFailure) {
    var parser = try PatternParser(source, flags: flags)
    program = try PatternProgram(try parser.pattern())
  }

  /// Where it matches, in order, not overlapping, leftmost first and of two that begin together the one
  /// that the pattern prefers. Matches of nothing do not count.
  ///
  /// - Throws: A failure if pattern and text together would take more than a second or two.
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

/// A pattern as a tree.
indirect enum PatternNode: Hashable, Sendable {
  case nothing
  case one(ScalarSet)
  case edge(PatternEdge)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `isLazy` prefers few.
  case repeated(PatternNode, from: Int, to: Int?, isLazy: Bool)
}

/// A place between two code points.
enum PatternEdge: Hashable, Sendable {
  case lineStart
  case lineEnd
  case word
  case noWord
}
