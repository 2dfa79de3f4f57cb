/// The weights of the kept features, as integer steps.
struct PackedWeights {
  var index: FeatureIndex
  var rows: [Int8] = []
  var step: Float
  var transitions: [Float]

  init(
    _ weights: UnsafeMutablePointer<Lane>, _ index: FeatureIndex, _ isAlive: [Bool],
    transitions: [Float]
  ) {
    let numbers = Transitions.floats(weights)
    var largest: Float = 0
    for place in 0..<(index.count * Row.width) { largest = max(largest, abs(numbers[place])) }
    step = max(largest, 1e-6) / 127
    self.index = index
    self.transitions = transitions
    for row in isAlive.indices where isAlive[row] {
      for place in row * Row.width..<(row + 1) * Row.width {
        rows.append(Int8((numbers[place] / step).rounded()))
      }
    }
    self.index.keep { isAlive[$0] }
  }
}

extension SequenceModel.Pass {
  /// The sections of a file with trained weights.
  static func parts(
    _ packed: PackedWeights, _ sections: [SequenceModel.Section]
  ) -> [SequenceModel.Section: [UInt8]] {
    let bytes = [
      SequenceModel.bytes(packed.transitions), SequenceModel.bytes([packed.step]),
      SequenceModel.bytes(packed.index.bitmap), SequenceModel.bytes(packed.index.sparseRanks),
      SequenceModel.bytes(packed.rows),
    ]
    return Dictionary(uniqueKeysWithValues: zip(sections, bytes))
  }
}
