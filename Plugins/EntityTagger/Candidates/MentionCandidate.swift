/// A mention before and between the refiners.
struct MentionCandidate: Hashable {
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
