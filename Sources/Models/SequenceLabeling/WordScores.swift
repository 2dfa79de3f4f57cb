/// What each word of an article speaks for by itself, on each place beside a token: added up once, however
/// often the word occurs.
struct WordScores: ~Copyable {
  private var features = Features()
  /// A sum for each of ``Reach/alone``, one word behind the other.
  private let sums: UnsafeMutablePointer<RowSum>

  /// How many ``Reach/alone`` has; the compiler knows it.
  private static var places: Int { 5 }

  init(_ analysis: borrowing Analysis, _ weights: Weights) {
    sums = .allocate(capacity: analysis.words.count * Self.places)
    let step = Features.capacity / Self.places
    for start in stride(from: 0, to: analysis.words.count, by: step) {
      features.clear()
      for number in start..<min(start + step, analysis.words.count) {
        let window = analysis.window(alone: number)
        for reach in Reach.alone { features.collect(window, reach) }
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
    for start in stride(from: sentence.lowerBound, to: sentence.upperBound, by: Features.capacity) {
      features.clear()
      for index in start..<min(start + Features.capacity, sentence.upperBound) {
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
