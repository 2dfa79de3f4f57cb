/// Forward and backward sums over all paths through the states of one sentence.
/// Each row is scaled to the sum 1, so that no sentence overflows a `Float`.
struct Lattice: ~Copyable {
  /// Maximum length of a sentence, in tokens.
  let capacity: Int
  /// exp of the emission scores, a row per token; see ``exponentiate(_:states:)``.
  let emissions: UnsafeMutablePointer<Lane>
  let forward: UnsafeMutablePointer<Lane>
  let backward: UnsafeMutablePointer<Lane>
  let scales: UnsafeMutablePointer<Float>
  private let row = Row.allocate(1)

  init(capacity: Int) {
    self.capacity = capacity
    emissions = Row.allocate(capacity)
    forward = Row.allocate(capacity)
    backward = Row.allocate(capacity)
    scales = .allocate(capacity: max(1, capacity))
  }

  deinit {
    emissions.deallocate()
    forward.deallocate()
    backward.deallocate()
    scales.deallocate()
    row.deallocate()
  }

  /// Replaces a row of scores by factors, the largest of them 1.
  @inline(__always)
  static func exponentiate(_ row: UnsafeMutablePointer<Lane>, states: Int) {
    let numbers = Transitions.floats(row)
    for place in states..<Row.width { numbers[place] = -1e30 }
    var largest = row[0]
    for lane in 1..<Row.lanes { largest = Lane.larger(largest, row[lane]) }
    let top = Lane(repeating: largest.max())
    for lane in 0..<Row.lanes { row[lane] = Lane.exp(row[lane] - top) }
    for place in states..<Row.width { numbers[place] = 0 }
  }

  /// Sets the states of a row that are not in a mask to zero.
  @inline(__always)
  static func restrict(_ row: UnsafeMutablePointer<Lane>, to mask: StateMask) {
    let numbers = Transitions.floats(row)
    for state in 0..<Row.width where mask >> StateMask(state) & 1 == 0 { numbers[state] = 0 }
  }

  /// Computes the sums over all paths; false if there is none.
  func run(_ count: Int, _ transitions: borrowing Transitions) -> Bool {
    for index in 0..<count {
      let here = forward + index * Row.lanes
      if index == 0 {
        here.update(from: transitions.startFactors, count: Row.lanes)
      } else {
        Row.multiply(
          here - Row.lanes, transitions.factors, states: transitions.states, into: here)
      }
      let emission = emissions + index * Row.lanes
      for lane in 0..<Row.lanes { here[lane] *= emission[lane] }
      if index == count - 1 {
        for lane in 0..<Row.lanes { here[lane] *= transitions.endFactors[lane] }
      }
      guard scale(here, index) else { return false }
    }
    runBackward(count, transitions)
    return true
  }

  @inline(__always)
  private func scale(_ here: UnsafeMutablePointer<Lane>, _ index: Int) -> Bool {
    var total = here[0]
    for lane in 1..<Row.lanes { total += here[lane] }
    let sum = total.sum()
    guard sum > 0, sum.isFinite else { return false }
    scales[index] = sum
    for lane in 0..<Row.lanes { here[lane] *= 1 / sum }
    return true
  }

  private func runBackward(_ count: Int, _ transitions: borrowing Transitions) {
    let last = backward + (count - 1) * Row.lanes
    for lane in 0..<Row.lanes { last[lane] = Lane(repeating: 1) }
    for index in stride(from: count - 2, through: 0, by: -1) {
      backwardSums(index + 1, count, transitions, into: row)
      Row.multiply(
        row, transitions.transposed, states: transitions.states,
        into: backward + index * Row.lanes)
    }
  }

  /// The scaled backward sums of the states at `index`.
  @inline(__always)
  func backwardSums(
    _ index: Int, _ count: Int, _ transitions: borrowing Transitions,
    into row: UnsafeMutablePointer<Lane>
  ) {
    let factor = Lane(repeating: 1 / scales[index])
    let emission = emissions + index * Row.lanes
    let later = backward + index * Row.lanes
    for lane in 0..<Row.lanes { row[lane] = emission[lane] * later[lane] * factor }
    if index == count - 1 {
      for lane in 0..<Row.lanes { row[lane] *= transitions.endFactors[lane] }
    }
  }

  /// The probability of each state of a token.
  @inline(__always)
  func marginals(_ index: Int, into row: UnsafeMutablePointer<Lane>) {
    for lane in 0..<Row.lanes {
      row[lane] = forward[index * Row.lanes + lane] * backward[index * Row.lanes + lane]
    }
  }

  /// The probability that a token is outside all mentions.
  @inline(__always)
  func outside(_ index: Int) -> Float {
    forward[index * Row.lanes][0] * backward[index * Row.lanes][0]
  }
}
