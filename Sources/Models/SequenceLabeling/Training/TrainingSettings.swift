/// How a model is trained.
public struct TrainingSettings: Sendable {
  /// Times that the whole text is gone through.
  public var epochs = 8
  /// From this epoch on, counted from 0, only ``features`` features live on.
  public var pruneEpoch = 5
  /// AdaGrad's rate at the beginning; it falls to a tenth.
  public var rate: Float = 0.05
  /// The share of features left out at random each time a token is seen.
  public var dropout: Double = 0.4
  /// Occurrences that a feature needs to be kept.
  public var minimumCount: UInt8 = 3
  /// Bits of the place that a feature hashes to.
  public var bits = 23
  /// Features that the model keeps: those with the largest weights.
  public var features = 230_000
  /// Parts that the articles fall into, each tagged by a model of the others, for the second pass to
  /// learn from; below 2 there is no second pass.
  public var folds = 3
  /// Epochs of the models that tag those parts.
  public var foldEpochs = 6
  /// Epochs of the second pass.
  public var secondEpochs = 4
  /// The second pass's ``dropout``.
  public var secondDropout: Double = 0.2
  /// How much of the second pass's weights counts. What is sure in text of the training sets' kind is
  /// less so in a stranger's.
  public var secondWeight: Float = 0.4
  /// Where the random numbers begin.
  public var seed: UInt64 = 42

  /// Makes the usual settings.
  public init() {}
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

  /// Puts elements in a random order.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      let other = Int((UInt64(next()) * UInt64(index + 1)) >> 32)
      elements.swapAt(index, other)
    }
  }
}
