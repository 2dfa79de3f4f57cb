/// The scores of each distinct word of an article by itself, in each place of the window: summed
/// once, however often the word occurs.
struct WordScores: ~Copyable {
  private var features = FirstPassFeatures()
  /// A sum for each of ``ContextWindow/alone``, word by word.
  private let sums: UnsafeMutablePointer<RowSum>

  /// Number of elements of ``ContextWindow/alone``, as a constant.
  private static var places: Int { 5 }

  init(_ analysis: borrowing Analysis, _ weights: Weights) {
    sums = .allocate(capacity: analysis.words.count * Self.places)
    let step = FirstPassFeatures.capacity / Self.places
    for start in stride(from: 0, to: analysis.words.count, by: step) {
      features.clear()
      for number in start..<min(start + step, analysis.words.count) {
        let window = analysis.window(alone: number)
        for reach in ContextWindow.alone { features.collect(window, reach) }
      }
      let sums = sums + start * Self.places
      weights.sum(features.buffer) { run, sum in (sums + run).initialize(to: sum) }
    }
  }

  deinit { sums.deallocate() }

  /// Calls with the sum of the rows of all features of each token of a sentence.
  @inline(__always)
  mutating func sum(
    _ sentence: Range<Int>, _ analysis: borrowing Analysis, _ weights: Weights,
    _ body: (_ index: Int, _ sum: RowSum) -> Void
  ) {
    for start in stride(
      from: sentence.lowerBound, to: sentence.upperBound, by: FirstPassFeatures.capacity)
    {
      features.clear()
      for index in start..<min(start + FirstPassFeatures.capacity, sentence.upperBound) {
        features.collect(analysis.window(index, in: sentence), .together)
      }
      weights.sum(features.buffer) { run, sum in
        let numbers = analysis.neighbours(start + run, in: sentence)
        var sum = sum
        for place in 0..<Self.places { sum += sums[Int(numbers[place]) * Self.places + place] }
        body(start + run, sum)
      }
    }
  }
}
