/// A mention that a model has found.
package struct LabeledMention: Hashable, Sendable {
  package var tokens: Range<Int>
  package var label: String
  /// The probability of exactly these tokens with exactly this label, from 0 to 1.
  package var score: Double
  /// The probability of exactly these tokens with each of the model's labels, in their order; empty
  /// if the label is so likely that no other matters.
  package var scores: [Double]

  /// Makes a mention.
  package init(tokens: Range<Int>, label: String, score: Double, scores: [Double] = []) {
    self.tokens = tokens
    self.label = label
    self.score = score
    self.scores = scores
  }
}
