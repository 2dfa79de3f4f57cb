/// Transition scores of states, and the factors that the lattice multiplies.
struct Transitions: ~Copyable {
  /// Transition scores, row-major: `[from][to]`.
  let scores = Row.allocate(Row.width)
  /// Scores of each state at the start of a sentence.
  let start = Row.allocate(1)
  /// Scores of each state at the end of one.
  let end = Row.allocate(1)

  /// exp of the scores, 0 for transitions that are not possible.
  let factors = Row.allocate(Row.width)
  /// The same, transposed.
  let transposed = Row.allocate(Row.width)
  let startFactors = Row.allocate(1)
  let endFactors = Row.allocate(1)

  let states: Int

  init(states: Int) {
    self.states = states
    refresh()
  }

  deinit {
    for rows in [scores, start, end, factors, transposed, startFactors, endFactors] {
      rows.deallocate()
    }
  }

  /// Number of scores in a table: all rows, then start, then end.
  static let floatCount = (Row.width + 2) * Row.width

  /// Reads scores in the file's format.
  init(states: Int, copying numbers: UnsafePointer<Float>) {
    self.init(states: states)
    take(numbers)
  }

  /// Copies scores in the file's format.
  func take(_ numbers: UnsafePointer<Float>) {
    for (index, place) in tables() { place.update(from: numbers + index, count: Row.width) }
    refresh()
  }

  /// The scores in the file's format.
  var numbers: [Float] {
    var numbers = [Float](repeating: 0, count: Self.floatCount)
    for (index, place) in tables() {
      for state in 0..<Row.width { numbers[index + state] = place[state] }
    }
    return numbers
  }

  private func tables() -> [(index: Int, place: UnsafeMutablePointer<Float>)] {
    let rows = (0..<Row.width).map { scores + $0 * Row.lanes } + [start, end]
    return rows.enumerated().map { ($0 * Row.width, Self.floats($1)) }
  }

  static func floats(_ lanes: UnsafeMutablePointer<Lane>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Float.self)
  }

  /// Computes the factors from the scores.
  func refresh() {
    for index in 0..<(Row.width * Row.lanes) { factors[index] = Lane.exp(scores[index]) }
    for index in 0..<Row.lanes {
      startFactors[index] = Lane.exp(start[index])
      endFactors[index] = Lane.exp(end[index])
    }
    for state in 0..<Row.width {
      let isState = state < states
      if !isState || TagSet.isInside(state) { Self.floats(startFactors)[state] = 0 }
      if !isState { Self.floats(endFactors)[state] = 0 }
      for next in 0..<Row.width {
        let place = state * Row.width + next
        if !isState || next >= states || !TagSet.canFollow(state, next) {
          Self.floats(factors)[place] = 0
        }
        Self.floats(transposed)[next * Row.width + state] = Self.floats(factors)[place]
      }
    }
  }
}
