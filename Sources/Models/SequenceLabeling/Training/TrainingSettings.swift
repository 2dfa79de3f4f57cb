/// How a model is trained.
package struct TrainingSettings: Sendable {
  /// Number of passes over the whole text.
  package var epochs = 8
  /// The epoch, counted from 0, from which on only ``features`` features are kept.
  package var pruneEpoch = 5
  /// AdaGrad's initial rate; it falls to a tenth.
  package var rate: Float = 0.05
  /// The share of features dropped at random each time a token is seen.
  package var dropout: Double = 0.4
  /// Minimum number of occurrences of a feature.
  package var minimumCount: UInt8 = 3
  /// Number of bits of the slot that a feature hashes to.
  package var bits = 23
  /// Number of features that the model keeps: those with the largest weights.
  package var features = 230_000
  /// Number of folds of the articles, each tagged by a model of the others, for the second pass to
  /// learn from; below 2 there is no second pass.
  package var folds = 3
  /// Epochs of the models that tag those folds.
  package var foldEpochs = 6
  /// Epochs of the second pass.
  package var secondEpochs = 4
  /// The second pass's ``dropout``.
  package var secondDropout: Double = 0.2
  /// The factor of the second pass's weights: its evidence is weaker in text unlike the training
  /// sets.
  package var secondWeight: Float = 0.4
  /// The seed of the random numbers.
  package var seed: UInt64 = 42

  /// Makes the default settings.
  package init() {}
}

/// A reproducible source of random numbers (xorshift64*, S. Vigna).
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = Hashing.finished(seed &+ 0x9E37_79B9_7F4A_7C15) | 1 }

  @inline(__always)
  mutating func next() -> UInt32 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return UInt32(truncatingIfNeeded: (state &* 0x2545_F491_4F6C_DD1D) >> 32)
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      let other = Int((UInt64(next()) * UInt64(index + 1)) >> 32)
      elements.swapAt(index, other)
    }
  }
}
