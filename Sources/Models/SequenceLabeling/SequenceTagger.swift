import PostilKit

/// Finds mentions with a trained model: a linear-chain CRF over hashed features.
package struct SequenceTagger: Sendable {
  /// Maximum length of a sentence in tokens: longer ones are cut, so that memory is bounded. No
  /// sentence of prose is that long.
  static let longestSentence = 250

  package let model: SequenceModel

  private let second: SequenceModel.Pass?

  /// Makes a tagger of a model.
  /// - Parameter passes: Number of passes over an article (1 or 2), at most the model's.
  package init(_ model: SequenceModel, passes: Int = 2) {
    self.model = model
    second = passes > 1 ? model.second : nil
  }

  /// The mentions of an article, in reading order and without overlap.
  package func mentions(_ text: Text, _ tokens: Tokens, _ sentences: Sentences) -> [LabeledMention]
  {
    guard !tokens.isEmpty else { return [] }
    return text.utf8.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { tokens in
        mentions(bytes, tokens, Self.cut(sentences))
      }
    }
  }

  /// The sentences; too long ones are cut.
  static func cut(_ sentences: Sentences) -> [Range<Int>] {
    sentences.flatMap { sentence in
      stride(from: sentence.lowerBound, to: sentence.upperBound, by: longestSentence).map {
        $0..<min($0 + longestSentence, sentence.upperBound)
      }
    }
  }

  private func mentions(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>,
    _ sentences: [Range<Int>]
  ) -> [LabeledMention] {
    let analysis = Analysis(bytes, tokens, sentences, model.lexicon)
    let capacity = sentences.map(\.count).max() ?? 0
    var first = Decoder(model.first, model.tags, capacity: capacity, tokens: tokens.count)
    var words = WordScores(analysis, model.first.weights)
    guard let second else {
      for sentence in sentences {
        first.score(sentence, analysis, &words)
        first.decode(sentence)
      }
      return first.mentions
    }
    let look = FirstPassResult(tokens: tokens.count, states: model.tags.stateCount)
    for sentence in sentences {
      first.score(sentence, analysis, &words)
      if first.run(sentence) { look.take(sentence, first.lattice, tokens) }
    }
    var features = SecondPassFeatures(
      look, analysis, tokens, sentences, bytes: bytes, labels: model.tags.labels.count)
    var decoder = Decoder(second, model.tags, capacity: capacity, tokens: 0)
    for sentence in sentences {
      for index in sentence {
        features.collect(index, in: sentence, look, analysis, tokens, bytes)
        decoder.score(
          index - sentence.lowerBound, features.buffer, onTop: first.sums + index * Row.width,
          step: model.first.weights.step)
      }
      decoder.decode(sentence)
    }
    return decoder.mentions
  }
}
