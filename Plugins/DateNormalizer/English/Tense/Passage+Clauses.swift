import DateEngine
import PostilKit

/// Where clauses begin and end.
extension Passage {
  /// Whether a token ends a sentence or, as a semicolon does, a clause.
  package func endsClause(_ index: Int) -> Bool {
    endsSentence(index) || byte(index) == UInt8(ascii: ";")
  }

  /// How many tokens a relative clause between commas may have.
  private static let clauseReach = 16

  /// The comma before the relative clause that a comma ends; nil if it ends none.
  func relativeClause(endingAt comma: Int) -> Int? {
    guard byte(comma) == UInt8(ascii: ","), !self.is(comma + 1, .and) else { return nil }
    for index in stride(from: comma - 1, to: max(0, comma - Self.clauseReach), by: -1) {
      if endsClause(index) { return nil }
      guard byte(index) == UInt8(ascii: ",") else { continue }
      // `Residents, evacuated on Sunday, return`.
      return opensRelativeClause(index + 1) || isPastForm(index + 1) ? index : nil
    }
    return nil
  }

  /// How many tokens what stands between commas after a subject may have, and the subject.
  private static let insertReach = (insert: 8, subject: 4)

  /// Whether a comma ends what is inserted after the subject at the start of a sentence: `Leeds, unbeaten
  /// since May, travel`.
  func endsInsertion(_ comma: Int) -> Bool {
    guard byte(comma) == UInt8(ascii: ",") else { return false }
    for index in stride(from: comma - 1, to: max(0, comma - Self.insertReach.insert), by: -1)
    where byte(index) == UInt8(ascii: ",") {
      return isName(index - 1) && !self.is(comma + 2, .of)
        && (max(0, index - Self.insertReach.subject)..<index).contains(where: beginsSentence)
    }
    return false
  }

  /// Whether a token is a relative pronoun.
  package func opensRelativeClause(_ index: Int) -> Bool {
    ["who", "which", "whose", "whom", "where", "that"].contains(word(index))
  }
}
