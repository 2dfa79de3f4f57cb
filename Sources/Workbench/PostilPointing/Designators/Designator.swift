import PostilSystem
import PostilStore
import PostilKit
/// A parsed reference to words or to an annotation, not resolved yet.
package struct Designator: Hashable, Sendable {
  /// A word by the numbers of its line and its word, from 1.
  package struct Place: Hashable, Sendable {
    package let line: Int
    package let word: Int
  }

  /// Which of several occurrences is meant.
  package enum Occurrence: Hashable, Sendable {
    case only
    case number(Int)
    case last
    case all
  }

  /// What is searched for in the text.
  package enum Needle: Hashable, Sendable {
    /// `"Duarte"`: literal words; a space matches any white space.
    case words(String)
    /// `/Du\w+/i`: a regular expression.
    case pattern(String, flags: String)
  }

  /// Which hits of the last `find` or `check` are meant.
  package enum Hits: Hashable, Sendable {
    /// `#3`, `#3-7`.
    case numbers(Int, Int)
    /// `#last`.
    case last
    /// `#*`.
    case all
  }

  /// One contiguous piece.
  package enum Anchor: Hashable, Sendable {
    /// `1.8`, `1.8-9`, `2.17-3.2`.
    case words(Place, Place)
    /// `8-9`: words of the line that was shown last.
    case lastLine(Int, Int)
    /// `e7`, `?7`, `7`: an annotation by its number.
    case number(Int)
    /// An annotation by its id.
    case id(String)
    /// `.` is 0, the annotation touched last; `..` is 1, the one before it.
    case recent(Int)
    /// `@120:135`: code points.
    case codePoints(Int, Int)
    /// `@`: the article as a whole, without words.
    case article
    /// `3:12-15`: characters of a line, counted as graphemes.
    case characters(line: Int, Int, Int)
    /// `"Duarte"`, `"Duarte"#2`, `/Du\w+/#*`.
    case text(Needle, Occurrence)
    /// `"We".."storm"`: from the start of the first to the end of the next occurrence of the
    /// second.
    case between(Needle, Occurrence, Needle)
    /// `#3`, `#*`: hits of the last search.
    case hits(Hits)
  }

  /// A piece; `!` keeps the punctuation at its ends.
  package struct Part: Hashable, Sendable {
    package let anchor: Anchor
    package let keepsEdges: Bool
  }

  /// The pieces; more than one if they are joined by `+`.
  package let parts: [Part]
  /// The designator as typed.
  package let source: String

  package init(parts: [Part], source: String) {
    self.parts = parts
    self.source = source
  }

  /// The number of an annotation, if the designator is nothing else.
  package var number: Int? {
    if parts.count == 1, case .number(let number) = parts[0].anchor { number } else { nil }
  }
}

extension Designator.Needle: CustomStringConvertible {
  /// The designator as typed.
  package var description: String {
    switch self {
    case .words(let words): "\"\(words)\""
    case .pattern(let pattern, let flags):
      "/\(pattern.replacing("/", with: "\\/"))/\(flags)"
    }
  }
}
