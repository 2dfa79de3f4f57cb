/// A mention before and between the refiners.
struct MentionCandidate: Hashable {
  /// How the rule of a company's second word ends, which stands for the whole name.
  static let secondWord = ", second word of a company"

  var tokens: Range<Int>
  var label: String
  /// The probability that exactly these words are a name of the label's class, from 0 to 1.
  var score: Double
  /// What made it or last changed it.
  var rule: String

  init(tokens: Range<Int>, label: String, score: Double, rule: String) {
    self.tokens = tokens
    self.label = label
    self.score = score
    self.rule = rule
  }
}
