/// How a person points at words or at an annotation, parsed and not yet looked up.
struct Designator: Hashable, Sendable {
  /// A word by its numbers, from 1.
  struct Place: Hashable, Sendable {
    let line: Int
    let word: Int
  }

  /// Which of several occurrences is meant.
  enum Occurrence: Hashable, Sendable {
    case only
    case number(Int)
    case last
    case all
  }

  /// One continuous piece.
  enum Anchor: Hashable, Sendable {
    /// `1.8`, `1.8-9`, `2.17-3.2`.
    case words(Place, Place)
    /// `8-9`: words of the line shown last.
    case lastLine(Int, Int)
    /// `e7`, `?7`, `7`: an annotation by its number.
    case number(Int)
    /// An annotation by its id.
    case id(String)
    /// `.` is 0, the annotation touched last; `..` is 1, the one before.
    case recent(Int)
    /// `@120:135`: code points.
    case codePoints(Int, Int)
    /// `"Duarte"`, `"Duarte"#2`.
    case text(String, Occurrence)
    /// `"We".."storm"`: from the first through the next of the second.
    case between(String, Occurrence, String)
  }

  /// A piece and whether `!` keeps the punctuation at its edges.
  struct Part: Hashable, Sendable {
    let anchor: Anchor
    let keepsEdges: Bool
  }

  /// Several if `+` joins them.
  let parts: [Part]
  /// What was typed.
  let source: String

  /// The number of an annotation, if that is all there is.
  var number: Int? {
    if parts.count == 1, case .number(let number) = parts[0].anchor { number } else { nil }
  }
}
