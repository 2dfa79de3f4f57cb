import PostilKit

/// Trains a model: AdaGrad on the likelihood of all paths through the states that the sources of
/// labels allow, with dropout of features.
/// It uses one thread, a fixed sequence of random numbers and no system functions that differ
/// between machines: the same text and settings give the same bytes.
package struct SequenceTrainer {
  /// What training reports as it proceeds.
  package enum Event: Sendable {
    /// The text is read: the numbers of articles, tokens, kept features, and names that do not
    /// match tokens.
    case prepared(articles: Int, tokens: Int, features: Int, lost: Int)
    /// An epoch has ended: its number from 1, and the mean log-likelihood of a token.
    case epoch(Int, Double)
    /// The model is finished: its number of features.
    case pruned(features: Int)
  }

  private let tags: TagSet
  private let settings: TrainingSettings
  private let lexicon: LexiconBuilder

  /// Makes a trainer.
  package init(_ tags: TagSet, _ lexicon: LexiconBuilder, _ settings: TrainingSettings) {
    self.tags = tags
    self.lexicon = lexicon
    self.settings = settings
  }

  /// The bytes of a model trained on these articles.
  /// - Throws: `AnnotatorError` if there is nothing to learn from.
  package func train(
    _ articles: [TrainingArticle], report: (Event) -> Void = { _ in }
  ) throws(AnnotatorError) -> [UInt8] {
    let tables = lexicon.tables()
    let parts = tables.words.withUnsafeBufferPointer { words in
      tables.phrases.withUnsafeBufferPointer { phrases -> [SequenceModel.Section: [UInt8]]? in
        guard let words = HashTable(words), let phrases = HashTable(phrases) else { return nil }
        return train(articles, FeatureLexicon(words: words, phrases: phrases), report)
      }
    }
    guard let parts else { throw AnnotatorError("there is no text to learn from") }
    return SequenceModel.file(
      parts.merging([
        .labels: Array(tags.labels.joined(separator: "\n").utf8),
        .words: SequenceModel.bytes(tables.words), .phrases: SequenceModel.bytes(tables.phrases),
      ]) { $1 })
  }

  /// The sections of the file with weights; nil if there is nothing to learn from.
  private func train(
    _ articles: [TrainingArticle], _ lexicon: FeatureLexicon, _ report: (Event) -> Void
  ) -> [SequenceModel.Section: [UInt8]]? {
    let set = TrainingSet(articles, tags, lexicon, settings)
    guard !set.masks.isEmpty else { return nil }
    report(
      .prepared(
        articles: articles.count, tokens: set.masks.count, features: set.index.count,
        lost: set.lost))
    let first = learn(set, settings, report)
    let parts = SequenceModel.Pass.parts(first, SequenceModel.Section.first)
    guard settings.folds > 1 else { return parts }
    let second = SecondPassTraining(tags, settings, lexicon).train(
      articles, set, first: first.transitions, report)
    guard second.index.count > 0 else { return parts }
    return parts.merging(SequenceModel.Pass.parts(second, SequenceModel.Section.second)) { $1 }
  }

  private func learn(
    _ set: TrainingSet, _ settings: TrainingSettings, _ report: (Event) -> Void
  ) -> PackedWeights {
    var descent = Descent(set, tags, settings)
    for epoch in 0..<settings.epochs { report(.epoch(epoch + 1, descent.run(epoch))) }
    let packed = descent.packed()
    report(.pruned(features: packed.index.count))
    return packed
  }
}
