/// The label of a quote, by the share of its content that is in quotation marks.
public enum QuoteLabel: String, CaseIterable, Sendable {
  /// At least nine tenths are in quotation marks.
  case direct
  /// Some of it is.
  case mixed
  /// None of it is.
  case indirect

  /// The label for a content.
  ///
  /// - Parameters:
  ///   - letters: The length of the content without punctuation, in any unit.
  ///   - quoted: The part of it that is in quotation marks, in the same unit.
  public init(letters: Int, quoted: Int) {
    if quoted <= 0 {
      self = .indirect
    } else {
      self = quoted * 10 >= letters * 9 ? .direct : .mixed
    }
  }
}
