import PostilKit

/// Decodes one article: scratch memory and the mentions found so far.
struct Decoder: ~Copyable {
  /// A token whose probability of being outside is lower is part of the search for the best path.
  private static let surelyOutside: Float = 0.995
  /// For a mention whose label is more likely than this, other labels are not scored.
  private static let surelyThisLabel = 0.9

  private(set) var mentions: [LabeledMention] = []

  /// The scores of all tokens scored by ``score(_:_:_:)``, in steps.
  let sums: UnsafeMutablePointer<Int16>
  let lattice: Lattice

  private let scorer: SequenceModel.Pass
  private let tags: TagSet
  private let transitions: Transitions
  private let scores: UnsafeMutablePointer<Lane>
  private let best: UnsafeMutablePointer<Lane>
  private let row = Row.allocate(1)
  private let added = UnsafeMutablePointer<Int16>.allocate(capacity: Row.width)

  /// Allocates memory for sentences of `capacity` tokens, and for the scores of `tokens` tokens in
  /// total.
  init(_ scorer: SequenceModel.Pass, _ tags: TagSet, capacity: Int, tokens: Int) {
    self.scorer = scorer
    self.tags = tags
    transitions = Transitions(states: tags.stateCount, copying: scorer.transitions)
    lattice = Lattice(capacity: capacity)
    scores = Row.allocate(capacity)
    best = Row.allocate(capacity)
    sums = .allocate(capacity: max(1, tokens * Row.width))
  }

  deinit {
    scores.deallocate()
    best.deallocate()
    row.deallocate()
    sums.deallocate()
    added.deallocate()
  }

  /// Computes the emission scores of all tokens of a sentence.
  mutating func score(
    _ sentence: Range<Int>, _ analysis: borrowing Analysis, _ words: inout WordScores
  ) {
    words.sum(sentence, analysis, scorer.weights) { index, sum in
      let sums = sums + index * Row.width
      sum.write(to: sums)
      let offset = (index - sentence.lowerBound) * Row.lanes
      let row = Transitions.floats(scores + offset)
      for place in 0..<Row.width { row[place] = Float(sums[place]) * scorer.weights.step }
      exponentiate(offset)
    }
  }

  /// Computes the emission scores of the token at `place` of a sentence from these features and the
  /// scores of the pass before. `features` is overwritten.
  func score(
    _ place: Int, _ features: borrowing FeatureBuffer, onTop sums: UnsafePointer<Int16>,
    step: Float
  ) {
    let offset = place * Row.lanes
    let row = Transitions.floats(scores + offset)
    for place in 0..<Row.width { row[place] = Float(sums[place]) * step }
    if features.count > 0 {
      scorer.weights.sum(features) { $1.write(to: added) }
      for place in 0..<Row.width { row[place] += Float(added[place]) * scorer.weights.step }
    }
    exponentiate(offset)
  }

  @inline(__always)
  private func exponentiate(_ offset: Int) {
    (lattice.emissions + offset).update(from: scores + offset, count: Row.lanes)
    Lattice.exponentiate(lattice.emissions + offset, states: transitions.states)
  }

  /// Computes the sums over all paths through the sentence scored last; false if there is none.
  func run(_ sentence: Range<Int>) -> Bool { lattice.run(sentence.count, transitions) }

  /// Finds the mentions of the sentence scored last.
  mutating func decode(_ sentence: Range<Int>) {
    guard run(sentence) else { return }
    var start = 0
    while start < sentence.count {
      guard lattice.outside(start) < Self.surelyOutside else {
        start += 1
        continue
      }
      var end = start + 1
      while end < sentence.count, lattice.outside(end) < Self.surelyOutside { end += 1 }
      collect(bestWay(start..<end, of: sentence.count), from: start, sentence)
      start = end
    }
  }

  /// The best states of a run of tokens between tokens that are outside (Viterbi).
  private func bestWay(_ run: Range<Int>, of count: Int) -> [Int] {
    let states = transitions.states
    let table = Transitions.floats(transitions.scores)
    let first = Transitions.floats(run.lowerBound == 0 ? transitions.start : transitions.scores)
    for next in 0..<states {
      let isPossible = !TagSet.isInside(next)
      Transitions.floats(best)[next] =
        isPossible
        ? first[next] + Transitions.floats(scores + run.lowerBound * Row.lanes)[next] : -1e30
    }
    for index in 1..<max(1, run.count) {
      let emission = Transitions.floats(scores + (run.lowerBound + index) * Row.lanes)
      for next in 0..<states {
        let (value, _) = bestBefore(next, index)
        Transitions.floats(best + index * Row.lanes)[next] = value + emission[next]
      }
    }
    let last = Transitions.floats(best + (run.count - 1) * Row.lanes)
    var way = [0]
    var top = -Float.infinity
    for state in 0..<states {
      let isEnd = run.upperBound == count
      let end =
        isEnd ? Transitions.floats(transitions.end)[state] : table[state * Row.width]
      guard last[state] + end > top else { continue }
      top = last[state] + end
      way[0] = state
    }
    for index in stride(from: run.count - 1, to: 0, by: -1) {
      way.append(bestBefore(way[way.count - 1], index).state)
    }
    return way.reversed()
  }

  /// The best state before `next` at index `index` of a run.
  private func bestBefore(_ next: Int, _ index: Int) -> (value: Float, state: Int) {
    let before = Transitions.floats(best + (index - 1) * Row.lanes)
    let table = Transitions.floats(transitions.scores)
    var found: (value: Float, state: Int) = (-1e30, 0)
    func consider(_ state: Int) {
      let value = before[state] + table[state * Row.width + next]
      if value > found.value { found = (value, state) }
    }
    if TagSet.isInside(next) {
      consider(next - 1)
      consider(next)
    } else {
      for state in 0..<transitions.states { consider(state) }
    }
    return found
  }

  /// Makes mentions of a path through the states.
  private mutating func collect(_ way: [Int], from offset: Int, _ sentence: Range<Int>) {
    var end = 0
    for begin in way.indices where begin >= end && way[begin] != 0 {
      end = begin + 1
      while end < way.count, TagSet.isInside(way[end]) { end += 1 }
      let range = offset + begin..<offset + end
      guard let label = TagSet.label(of: way[begin]) else { continue }
      let score = probability(label, range, sentence.count)
      let isSure = score > Self.surelyThisLabel
      mentions.append(
        LabeledMention(
          tokens: sentence.lowerBound + range.lowerBound..<sentence.lowerBound + range.upperBound,
          label: tags.labels[label], score: score,
          scores: isSure
            ? [] : tags.labels.indices.map { probability($0, range, sentence.count) }))
    }
  }

  /// The probability that exactly these tokens are a mention with a label.
  private func probability(_ label: Int, _ range: Range<Int>, _ count: Int) -> Double {
    let begin = TagSet.begin(label)
    return probability([begin] + [Int](repeating: begin + 1, count: range.count - 1), range, count)
  }

  /// The probability of a path with these states at these tokens.
  private func probability(_ states: [Int], _ range: Range<Int>, _ count: Int) -> Double {
    let first = range.lowerBound
    var product = Transitions.floats(lattice.forward + first * Row.lanes)[states[0]]
    for (state, index) in zip(states.indices.dropFirst(), range.dropFirst()) {
      let place = states[state - 1] * Row.width + states[state]
      product *= Transitions.floats(transitions.factors)[place]
      product *= Transitions.floats(lattice.emissions + index * Row.lanes)[states[state]]
      if index == count - 1 {
        product *= Transitions.floats(transitions.endFactors)[states[state]]
      }
      product /= lattice.scales[index]
    }
    return Double(
      min(1, max(0, product * ending(states[states.count - 1], range.upperBound, count))))
  }

  /// The scaled sum over all paths that end a mention in `state` before the token at `index`.
  private func ending(_ state: Int, _ index: Int, _ count: Int) -> Float {
    guard let label = TagSet.label(of: state), index < count else {
      return Transitions.floats(lattice.backward + (index - 1) * Row.lanes)[state]
    }
    lattice.backwardSums(index, count, transitions, into: row)
    let factors = Transitions.floats(transitions.factors + state * Row.lanes)
    let inside = TagSet.begin(label) + 1
    var sum: Float = 0
    for next in 0..<transitions.states where next != inside {
      sum += factors[next] * Transitions.floats(row)[next]
    }
    return sum
  }
}
