import PostilKit

/// The part of an expression in the story that the text tells.
enum NarrativeRole {
  /// It begins a sentence and moves the story on: `In 1917 …`.
  case leading
  /// It occurs elsewhere in a sentence.
  case mentioned
  /// It is in brackets: `(1953)`.
  case aside
}

extension Passage {
  /// How many tokens after the start of a sentence an expression may begin and still lead it.
  private static let lead = 3

  /// The role of a candidate, by the tokens around it.
  func role(of candidate: Candidate) -> NarrativeRole {
    if byte(candidate.first - 1) == UInt8(ascii: "(")
      || byte(candidate.last + 1) == UInt8(ascii: ")")
    {
      return .aside
    }
    let start = max(0, candidate.first - Self.lead)
    return (start...candidate.first).contains(where: beginsSentence) ? .leading : .mentioned
  }
}

/// Finds where paragraphs begin, from left to right.
struct Paragraphs {
  private let passage: Passage
  private var seen = 0

  init(_ passage: Passage) { self.passage = passage }

  /// Whether one begins at a token or between it and the last token asked about.
  mutating func begins(before token: Int) -> Bool {
    defer { seen = token + 1 }
    return seen <= token
      && (seen...token).contains { passage.tokens[$0].flags.contains(.paragraphBefore) }
  }
}
