import PostilKit

extension QuoteLabel {
  private static let marks = Set("\"“”„«»".unicodeScalars)

  /// The label that follows from the quotation marks around and inside some words. Single ones count only
  /// around them: inside they may be apostrophes.
  package init(marksIn words: String) {
    let scalars = words.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else {
      self = .indirect
      return
    }
    let isWhole =
      (Self.marks.contains(first) || first == "‘") && (Self.marks.contains(last) || last == "’")
    if isWhole {
      self = .direct
    } else {
      self = scalars.contains(where: Self.marks.contains) ? .mixed : .indirect
    }
  }
}
