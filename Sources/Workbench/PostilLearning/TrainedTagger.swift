import PostilKit
import SequenceLabeling

/// A model at work on texts, without the rules that a plugin adds.
package struct TrainedTagger: Sendable {
  /// A span that the model labels.
  package struct Mention: Hashable, Sendable {
    package let span: Span
    package let label: String
    /// The probability of exactly this span with this label, from 0 to 1.
    package let score: Double
  }

  private let tagger: SequenceTagger

  init(_ model: SequenceModel) { tagger = SequenceTagger(model) }

  /// - Throws: `AnnotatorError` if the bytes are not a model.
  package init(_ bytes: [UInt8]) throws {
    self.init(try SequenceModel(Resource(copying: bytes)))
  }

  /// The mentions of a text that are more likely right than the least score, in reading order, without overlap.
  package func mentions(_ text: Text, least: Double = 0.45) -> [Mention] {
    let tokens = Tokens(text)
    return tagger.mentions(text, tokens, Sentences(text, tokens)).filter { $0.score >= least }
      .map { mention in
        let range = mention.tokens
        return Mention(
          span: text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1]),
          label: mention.label, score: mention.score)
      }
  }
}
