/// Gradient descent: the weights while they are learned.
struct Descent: ~Copyable {
  private let set: TrainingSet
  private let settings: TrainingSettings
  /// Scores of each token in addition to those of its features: a row of ``Row/lanes`` per token.
  private let base: UnsafePointer<Lane>?
  private let weights: UnsafeMutablePointer<Lane>
  private let squares: UnsafeMutablePointer<Lane>
  private let transitions: Transitions
  private let transitionSquares = Row.allocate(Row.width + 2)
  private let transitionGradient = Row.allocate(Row.width + 2)
  private let free = Lattice(capacity: SequenceTagger.longestSentence * 2)
  private let bound = Lattice(capacity: SequenceTagger.longestSentence * 2)
  private let row = Row.allocate(2)
  private var isAlive: [Bool]
  private var kept: [UInt32] = []
  private var keptStarts: [Int] = []
  private var random: Random
  private var order: [TrainingSet.Sentence]

  /// Starts with weights of zero.
  ///
  /// - Parameters:
  /// - base: Constant scores of all tokens of the set, in addition to those learned.
  /// - isLearnt: Whether to learn from a sentence.
  init(
    _ set: TrainingSet, _ tags: TagSet, _ settings: TrainingSettings,
    base: UnsafePointer<Lane>? = nil, isLearnt: (TrainingSet.Sentence) -> Bool = { _ in true }
  ) {
    self.set = set
    self.settings = settings
    self.base = base
    transitions = Transitions(states: tags.stateCount)
    weights = Row.allocate(set.index.count)
    squares = Row.allocate(set.index.count)
    random = Random(seed: settings.seed)
    order = set.sentences.filter(isLearnt)
    isAlive = [Bool](repeating: true, count: set.index.count)
  }

  deinit {
    for rows in [weights, squares, transitionSquares, transitionGradient, row] {
      rows.deallocate()
    }
  }

  /// How much the first steps away from a model's weights are damped.
  private static let trust: Float = 0.05

  /// Starts with the weights of a pass whose states are the first of these.
  func begin(with pass: SequenceModel.Pass) {
    squares.update(
      repeating: Lane(repeating: Self.trust), count: set.index.count * Row.lanes)
    set.index.forEach { row, place in
      guard let known = pass.weights[place] else { return }
      for state in 0..<Row.width {
        Transitions.floats(weights + row * Row.lanes)[state] =
          Float(known[state]) * pass.weights.step
      }
    }
    transitions.take(pass.transitions)
    transitionSquares.update(
      repeating: Lane(repeating: 50), count: (Row.width + 2) * Row.lanes)
  }

  /// Runs over all sentences once; returns the mean log-likelihood of a token.
  mutating func run(_ epoch: Int) -> Double {
    random.shuffle(&order)
    if epoch == settings.pruneEpoch { prune() }
    let rate = settings.rate * (1 - 0.9 * Float(epoch) / Float(max(1, settings.epochs)))
    var total = 0.0
    for (index, sentence) in order.enumerated() {
      if index % 8 == 0 { transitions.refresh() }
      total += learn(sentence, rate)
    }
    transitions.refresh()
    return total / Double(max(1, set.masks.count))
  }

  private mutating func learn(_ sentence: TrainingSet.Sentence, _ rate: Float) -> Double {
    drop(sentence.tokens)
    emit(sentence.tokens)
    let count = sentence.tokens.count
    guard free.run(count, transitions), bound.run(count, transitions) else { return 0 }
    update(transitionsOf: count, rate, sentence.weight)
    for index in 0..<count { update(rowsOf: index, rate, sentence.weight) }
    return likelihood(count)
  }

  private func likelihood(_ count: Int) -> Double {
    var sum: Float = 1
    var total = 0.0
    for index in 0..<count {
      sum *= bound.scales[index] / free.scales[index]
      if sum < 1e-20 || index == count - 1 {
        total += Double(sum.exponent) + Double(sum.significand) - 1  // the binary logarithm, about
        sum = 1
      }
    }
    return total * 0.693_147
  }

  // MARK: Forward

  /// Chooses the features that are not dropped for this sentence.
  private mutating func drop(_ tokens: Range<Int>) {
    kept.removeAll(keepingCapacity: true)
    keptStarts.removeAll(keepingCapacity: true)
    let threshold = UInt32(min(settings.dropout, 0.99) * 4_294_967_296)
    for token in tokens {
      keptStarts.append(kept.count)
      for place in set.starts[token]..<set.starts[token + 1] where random.next() >= threshold {
        if isAlive[Int(set.rows[place])] { kept.append(set.rows[place]) }
      }
    }
    keptStarts.append(kept.count)
  }

  private func emit(_ tokens: Range<Int>) {
    let scale = Lane(repeating: Float(1 / (1 - settings.dropout)))
    for index in 0..<tokens.count {
      var sum = (Lane.zero, Lane.zero, Lane.zero)
      for place in keptStarts[index]..<keptStarts[index + 1] {
        let row = weights + Int(kept[place]) * Row.lanes
        sum.0 += row[0]
        sum.1 += row[1]
        sum.2 += row[2]
      }
      let emission = free.emissions + index * Row.lanes
      (emission[0], emission[1], emission[2]) = (sum.0 * scale, sum.1 * scale, sum.2 * scale)
      if let base {
        let row = base + (tokens.lowerBound + index) * Row.lanes
        for lane in 0..<Row.lanes { emission[lane] += row[lane] }
      }
      Lattice.exponentiate(emission, states: transitions.states)
      let limited = bound.emissions + index * Row.lanes
      limited.update(from: emission, count: Row.lanes)
      Lattice.restrict(limited, to: set.masks[tokens.lowerBound + index])
    }
  }

  // MARK: Backward

  private func update(rowsOf index: Int, _ rate: Float, _ weight: Float) {
    free.marginals(index, into: row)
    bound.marginals(index, into: row + Row.lanes)
    var largest = Lane.zero
    for lane in 0..<Row.lanes {
      row[lane] = (row[lane] - row[lane + Row.lanes]) * weight
      largest = Lane.larger(largest, Lane.larger(row[lane], -row[lane]))
    }
    guard largest.max() >= 0.005 else { return }
    for place in keptStarts[index]..<keptStarts[index + 1] {
      let offset = Int(kept[place]) * Row.lanes
      for lane in 0..<Row.lanes {
        let gradient = row[lane]
        squares[offset + lane] += gradient * gradient
        weights[offset + lane] -=
          gradient * rate / (squares[offset + lane] + 1e-8).squareRoot()
      }
    }
  }

  private func update(transitionsOf count: Int, _ rate: Float, _ weight: Float) {
    transitionGradient.update(repeating: .zero, count: (Row.width + 2) * Row.lanes)
    expect(free, count, weight)
    expect(bound, count, -weight)
    let places = (0..<transitions.states).map { ($0, transitions.scores + $0 * Row.lanes) }
    for (index, place) in places + [
      (Row.width, transitions.start), (Row.width + 1, transitions.end),
    ] {
      for lane in 0..<Row.lanes {
        let gradient = transitionGradient[index * Row.lanes + lane]
        transitionSquares[index * Row.lanes + lane] += gradient * gradient
        let square = transitionSquares[index * Row.lanes + lane]
        place[lane] -= gradient * rate / (square + 1e-8).squareRoot()
      }
    }
  }

  /// Adds the expected number of each transition.
  private func expect(_ lattice: borrowing Lattice, _ count: Int, _ weight: Float) {
    for index in 1..<max(1, count) {
      lattice.backwardSums(index, count, transitions, into: row)
      let before = Transitions.floats(lattice.forward + (index - 1) * Row.lanes)
      for state in 0..<transitions.states where before[state] > 1e-6 {
        let factor = Lane(repeating: before[state] * weight)
        let factors = transitions.factors + state * Row.lanes
        let gradient = transitionGradient + state * Row.lanes
        for lane in 0..<Row.lanes { gradient[lane] += factor * factors[lane] * row[lane] }
      }
    }
    let start = transitionGradient + Row.width * Row.lanes
    let end = start + Row.lanes
    lattice.marginals(0, into: row)
    for lane in 0..<Row.lanes { start[lane] += row[lane] * weight }
    lattice.marginals(count - 1, into: row)
    for lane in 0..<Row.lanes { end[lane] += row[lane] * weight }
  }

  // MARK: What is learned

  /// Writes the scores of a sentence's tokens into rows.
  func score(_ sentence: TrainingSet.Sentence, into rows: UnsafeMutablePointer<Lane>) {
    for token in sentence.tokens {
      let row = rows + token * Row.lanes
      row.update(repeating: .zero, count: Row.lanes)
      for place in set.starts[token]..<set.starts[token + 1] {
        let weight = weights + Int(set.rows[place]) * Row.lanes
        for lane in 0..<Row.lanes { row[lane] += weight[lane] }
      }
    }
  }

  /// The scores of the transitions in the file's format.
  var transitionNumbers: [Float] { transitions.numbers }

  // MARK: The end

  /// Keeps only the features with the largest weights.
  private mutating func prune() {
    let sizes = (0..<set.index.count).map { row in
      var sum = Lane.zero
      for lane in 0..<Row.lanes {
        let weight = weights[row * Row.lanes + lane]
        sum += weight * weight
      }
      return sum.sum()
    }
    let limit = sizes.sorted(by: >).dropFirst(settings.features).first ?? 0
    for row in isAlive.indices where sizes[row] <= limit {
      isAlive[row] = false
      (weights + row * Row.lanes).update(repeating: .zero, count: Row.lanes)
    }
  }

  /// The weights in the file's format.
  mutating func packed() -> PackedWeights {
    prune()
    return PackedWeights(weights, set.index, isAlive, transitions: transitions.numbers)
  }
}
