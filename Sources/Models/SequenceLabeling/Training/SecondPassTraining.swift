import PostilKit

/// Trains the second pass on the results of first passes that were trained on other articles, since
/// a first pass is better on its own training text than on unknown text.
struct SecondPassTraining {
  private let tags: TagSet
  private let settings: TrainingSettings
  private let lexicon: FeatureLexicon

  init(_ tags: TagSet, _ settings: TrainingSettings, _ lexicon: FeatureLexicon) {
    self.tags = tags
    self.settings = settings
    self.lexicon = lexicon
  }

  /// The second pass's weights.
  ///
  /// - Parameters:
  ///   - set: The set for the first pass.
  ///   - first: The first pass's transitions.
  func train(
    _ articles: [TrainingArticle], _ set: TrainingSet, first: [Float],
    _ report: (SequenceTrainer.Event) -> Void
  ) -> PackedWeights {
    let base = Row.allocate(set.masks.count)
    defer { base.deallocate() }
    let transitions = score(set, into: base, report)
    let starts = Self.starts(set, articles.count)
    let second = TrainingSet(articles, tags, bits: 18, minimum: settings.minimumCount) {
      article, targets, body in
      guard Self.isLearnt(articles[article], targets) else {
        let none = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        defer { none.deallocate() }
        return targets.masks.forEach { _ in body(none, 0) }
      }
      collect(
        targets, articles[article].text, base + starts[article] * Row.lanes,
        transitions[article % settings.folds], body)
    }
    report(
      .prepared(
        articles: articles.count, tokens: second.masks.count, features: second.index.count,
        lost: second.lost))
    var own = settings
    own.epochs = settings.secondEpochs
    own.dropout = settings.secondDropout
    own.pruneEpoch = .max
    own.features = .max
    let isLearnt = articles.map { Self.isLearnt($0, TrainingTargets($0, tags)) }
    var descent = Descent(second, tags, own, base: base) { isLearnt[$0.article] }
    for epoch in 0..<own.epochs { report(.epoch(epoch + 1, descent.run(epoch))) }
    var packed = descent.packed()
    report(.pruned(features: packed.index.count))
    let weight = settings.secondWeight
    packed.step *= weight
    packed.transitions = zip(first, packed.transitions).map { $0 * (1 - weight) + $1 * weight }
    return packed
  }

  /// Whether the second pass learns from an article: it has several sentences, and its sources
  /// label every word.
  private static func isLearnt(_ article: TrainingArticle, _ targets: TrainingTargets) -> Bool {
    targets.sentences.count > 1 && article.unmarked == 0
  }

  /// The first token of each article.
  private static func starts(_ set: TrainingSet, _ count: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: count)
    for sentence in set.sentences.reversed() {
      starts[sentence.article] = sentence.tokens.lowerBound
    }
    return starts
  }

  /// Scores each fold of the articles with a first pass trained on the others; returns the scores
  /// of their transitions.
  private func score(
    _ set: TrainingSet, into base: UnsafeMutablePointer<Lane>,
    _ report: (SequenceTrainer.Event) -> Void
  ) -> [[Float]] {
    var settings = settings
    settings.epochs = settings.foldEpochs
    settings.pruneEpoch = settings.foldEpochs * 7 / 10
    let folds = settings.folds
    return (0..<folds).map { fold in
      var descent = Descent(set, tags, settings) { $0.article % folds != fold }
      for epoch in 0..<settings.epochs { report(.epoch(epoch + 1, descent.run(epoch))) }
      for sentence in set.sentences where sentence.article % folds == fold {
        descent.score(sentence, into: base)
      }
      return descent.transitionNumbers
    }
  }

  private func collect(
    _ targets: TrainingTargets, _ text: Text, _ base: UnsafeMutablePointer<Lane>,
    _ transitions: [Float],
    _ body: (UnsafeMutablePointer<UInt32>, Int) -> Void
  ) {
    let transitions = Transitions(states: tags.stateCount, copying: transitions)
    let lattice = Lattice(capacity: targets.sentences.map(\.count).max() ?? 0)
    let look = FirstPassResult(tokens: targets.tokens.count, states: tags.stateCount)
    targets.withAnalysis(of: text, lexicon) { analysis, tokens, bytes in
      for sentence in targets.sentences {
        for (place, index) in sentence.enumerated() {
          let emission = lattice.emissions + place * Row.lanes
          emission.update(from: base + index * Row.lanes, count: Row.lanes)
          Lattice.exponentiate(emission, states: tags.stateCount)
        }
        if lattice.run(sentence.count, transitions) { look.take(sentence, lattice, tokens) }
      }
      var features = SecondPassFeatures(
        look, analysis, tokens, targets.sentences, bytes: bytes, labels: tags.labels.count)
      for sentence in targets.sentences {
        for index in sentence {
          features.collect(index, in: sentence, look, analysis, tokens, bytes)
          body(features.buffer.hashes, features.buffer.count)
        }
      }
    }
  }
}
