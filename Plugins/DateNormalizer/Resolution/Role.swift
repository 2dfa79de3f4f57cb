import PostilKit

/// What an expression does for the story that the text tells.
enum Role {
  /// It begins a sentence and leads the story on: `In 1917 …`.
  case leading
  /// It stands somewhere in a sentence.
  case told
  /// It stands in brackets: `(1953)`.
  case aside
}

extension Passage {
  /// How close to the beginning of a sentence an expression must stand to lead it.
  private static let lead = 3

  /// The role of a candidate, by the tokens around it.
  func role(of candidate: Candidate) -> Role {
    if sign(candidate.first - 1) == UInt8(ascii: "(")
      || sign(candidate.last + 1) == UInt8(ascii: ")")
    {
      return .aside
    }
    let start = max(0, candidate.first - Self.lead)
    return (start...candidate.first).contains(where: beginsSentence) ? .leading : .told
  }
}

/// Tells where paragraphs begin, from left to right.
struct Paragraphs {
  private let passage: Passage
  private var seen = 0

  init(_ passage: Passage) { self.passage = passage }

  /// Whether one begins at a token or between it and the last one asked for.
  mutating func begins(before token: Int) -> Bool {
    defer { seen = token + 1 }
    return seen <= token
      && (seen...token).contains { passage.tokens[$0].flags.contains(.paragraphBefore) }
  }
}
