import PostilKit

/// Trains a model: AdaGrad on the likelihood of all ways through the states that the sources of labels
/// allow, with features left out at random.
///
/// One thread, a fixed order of random numbers and no function of the system that differs between
/// machines: the same text and settings give the same bytes.
public struct Trainer {
  /// What training reports on its way.
  public enum Event: Sendable {
    /// The text is read: articles, tokens, features kept, names that no tokens fit.
    case prepared(articles: Int, tokens: Int, features: Int, lost: Int)
    /// An epoch is done: its number from 1 and the log-likelihood of a token.
    case epoch(Int, Double)
    /// The model is done: features left.
    case pruned(features: Int)
  }

  private let tags: TagSet
  private let settings: TrainingSettings
  private let lexicon: LexiconBuilder

  /// Makes a trainer.
  public init(_ tags: TagSet, _ lexicon: LexiconBuilder, _ settings: TrainingSettings) {
    self.tags = tags
    self.lexicon = lexicon
    self.settings = settings
  }

  /// The bytes of a model that learnt from these articles.
  ///
  /// - Throws: ``AnnotatorError`` if there is nothing to learn from.
  public func train(
    _ articles: [TrainingArticle], report: (Event) -> Void = { _ in }
  ) throws(AnnotatorError) -> [UInt8] {
    let tables = lexicon.tables()
    let parts = tables.words.withUnsafeBufferPointer { words in
      tables.phrases.withUnsafeBufferPointer { phrases -> [TaggerModel.Section: [UInt8]]? in
        guard let words = HashTable(words), let phrases = HashTable(phrases) else { return nil }
        return train(articles, Lexicon(words: words, phrases: phrases), report)
      }
    }
    guard let parts else { throw AnnotatorError("there is no text to learn from") }
    return TaggerModel.file(
      parts.merging([
        .labels: Array(tags.labels.joined(separator: "\n").utf8),
        .words: TaggerModel.bytes(tables.words), .phrases: TaggerModel.bytes(tables.phrases),
      ]) { $1 })
  }

  /// The parts of the file that hold weights; nil if there is nothing to learn from.
  private func train(
    _ articles: [TrainingArticle], _ lexicon: Lexicon, _ report: (Event) -> Void
  ) -> [TaggerModel.Section: [UInt8]]? {
    let set = TrainingSet(articles, tags, lexicon, settings)
    guard !set.masks.isEmpty else { return nil }
    report(
      .prepared(
        articles: articles.count, tokens: set.masks.count, features: set.index.count,
        lost: set.lost))
    let first = learn(set, settings, report)
    let parts = TaggerModel.Pass.parts(first, TaggerModel.Section.first)
    guard settings.folds > 1 else { return parts }
    let second = SecondTraining(tags, settings, lexicon).train(
      articles, set, first: first.transitions, report)
    guard second.index.count > 0 else { return parts }
    return parts.merging(TaggerModel.Pass.parts(second, TaggerModel.Section.second)) { $1 }
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
