import PostilKit

/// Continues to train a finished model with a few of a user's own articles.
/// It starts with the model's weights and adds rows for new features of the articles; the model's
/// knowledge is kept unless the articles contradict it. The data that the model was trained on is
/// not needed.
package struct Adapter {
  private let model: SequenceModel
  private let tags: TagSet
  private let settings: TrainingSettings
  /// Whether nothing is kept of the model but its lists of words.
  private let isFresh: Bool

  /// Makes an adapter.
  ///
  /// - Parameters:
  /// - model: The model to start with.
  /// - labels: Labels to learn in addition to the model's.
  /// - Throws: `AnnotatorError` if there are too many.
  package init(_ model: SequenceModel, adding labels: [String] = []) throws(AnnotatorError) {
    let own = model.tags.labels
    let all = own + labels.filter { !own.contains($0) }
    guard let tags = TagSet(all) else {
      throw AnnotatorError(
        "the model has \(own.count) labels and may have \(TagSet.maximumCount); "
          + "\(all.count - own.count) more are too many")
    }
    self.model = model
    self.tags = tags
    settings = Self.usual
    isFresh = false
  }

  /// Makes an adapter for labels that have nothing to do with the model's: only its lists of words are kept.
  ///
  /// - Throws: `AnnotatorError` if there are none, or too many.
  package init(
    listsOf model: SequenceModel, labels: [String]
  ) throws(AnnotatorError) {
    guard let tags = TagSet(labels) else {
      throw AnnotatorError(
        "there are \(labels.count) labels, and a model may have 1 to \(TagSet.maximumCount)")
    }
    self.model = model
    self.tags = tags
    var settings = Self.usual
    settings.epochs = 12
    settings.rate = 0.05
    settings.bits = 20
    self.settings = settings
    isFresh = true
  }

  /// The labels of the adapted model.
  package var labels: [String] { tags.labels }

  private static let usual: TrainingSettings = {
    var settings = TrainingSettings()
    settings.epochs = 8
    settings.rate = 0.02
    settings.pruneEpoch = .max
    settings.features = .max
    settings.dropout = 0.4
    settings.minimumCount = 2
    return settings
  }()

  /// The learning rate for a number of tokens: a few articles are a small sample, and one odd name
  /// in them must not outweigh what a hundred others taught. A new label has no earlier weights to
  /// protect.
  private func rate(tokens: Int) -> Float {
    let isNew = tags.labels.count > model.tags.labels.count
    let share = (Float(tokens) / 80_000).squareRoot()
    return settings.rate * (isNew ? 1 : min(1.5, max(0.25, share)))
  }

  /// The bytes of a model that also learned from these articles.
  /// - Throws: `AnnotatorError` if there is nothing to learn from.
  package func adapt(
    _ articles: [TrainingArticle], report: (SequenceTrainer.Event) -> Void = { _ in }
  ) throws(AnnotatorError) -> [UInt8] {
    var own = settings
    if !isFresh { own.bits = model.first.weights.bits }
    let set = TrainingSet(
      articles, tags, model.lexicon, own, keeping: isFresh ? nil : model.first.weights)
    guard !set.masks.isEmpty else { throw AnnotatorError("there is no text to learn from") }
    report(
      .prepared(
        articles: articles.count, tokens: set.masks.count, features: set.index.count,
        lost: set.lost))
    if !isFresh { own.rate = rate(tokens: set.masks.count) }
    var descent = Descent(set, tags, own)
    if !isFresh { descent.begin(with: model.first) }
    for epoch in 0..<own.epochs { report(.epoch(epoch + 1, descent.run(epoch))) }
    let packed = descent.packed()
    report(.pruned(features: packed.index.count))
    let kept = model.parts.filter { !isFresh || !SequenceModel.Section.second.contains($0.key) }
    return SequenceModel.file(
      kept.merging(SequenceModel.Pass.parts(packed, SequenceModel.Section.first)) { $1 }
        .merging([.labels: Array(tags.labels.joined(separator: "\n").utf8)]) { $1 })
  }
}
