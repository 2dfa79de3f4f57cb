import PostilKit

/// The first pass's probabilities for each token of an article, and its guesses for other tokens
/// with the same word: the input of the second pass.
struct FirstPassResult: ~Copyable {
  /// The probability of each state of a token, in 255ths; zero if the token cannot be part of a
  /// name because of its form.
  typealias States = SIMD32<UInt8>

  /// The states of each token.
  let states: UnsafeMutableBufferPointer<States>
  /// The most likely state of each token and its probability, as one number; see ``guess(_:)``.
  let guesses: UnsafeMutableBufferPointer<UInt8>
  /// A summary of the other tokens with the same word, as one number; 0 if there are none.
  let elsewhere: UnsafeMutableBufferPointer<UInt16>
  private let transitionStates: Int

  init(tokens: Int, states: Int) {
    self.states = .allocate(capacity: tokens)
    self.states.initialize(repeating: .zero)
    guesses = .allocate(capacity: tokens)
    guesses.initialize(repeating: Self.surelyOutside)
    elsewhere = .allocate(capacity: tokens)
    elsewhere.initialize(repeating: 0)
    transitionStates = states
  }

  deinit {
    states.deallocate()
    guesses.deallocate()
    elsewhere.deallocate()
  }

  /// The guess that a token is certainly outside all names.
  static let surelyOutside: UInt8 = 3

  /// Whether a token can be part of a name because of its form, so that its other occurrences
  /// matter.
  @inline(__always)
  static func isOfInterest(_ token: Token) -> Bool { token.isCapital && token.count > 1 }

  /// Stores the lattice's probabilities for the tokens of a sentence.
  func take(
    _ sentence: Range<Int>, _ lattice: borrowing Lattice, _ tokens: UnsafeBufferPointer<Token>
  ) {
    withUnsafeTemporaryAllocation(of: Lane.self, capacity: Row.lanes) { row in
      guard let row = row.baseAddress else { return }
      for index in sentence {
        let place = index - sentence.lowerBound
        let isOfInterest = Self.isOfInterest(tokens[index])
        if !isOfInterest, lattice.outside(place) > 0.99 { continue }
        lattice.marginals(place, into: row)
        let numbers = Transitions.floats(row)
        if isOfInterest {
          for state in 0..<transitionStates {
            states[index][state] = UInt8(min(255, max(0, numbers[state] * 255)))
          }
        }
        guesses[index] = Self.guess(numbers, transitionStates)
      }
    }
  }

  private static func guess(_ numbers: UnsafePointer<Float>, _ states: Int) -> UInt8 {
    var best = 0
    for state in 1..<states where numbers[state] > numbers[best] { best = state }
    let certainty: UInt8 =
      switch numbers[best] {
      case 0.95...: 3
      case 0.8...: 2
      case 0.5...: 1
      default: 0
      }
    return UInt8(best) << 2 | certainty
  }
}

/// The states of the other occurrences of a word, a pair of words or an acronym in an article.
struct Occurrences {
  /// Number of other occurrences.
  var count: UInt32
  /// The sums of their probabilities of each state, in 255ths.
  var states: SIMD32<UInt32>

  /// The share of the occurrences with a label, from 0 to 1.
  func share(_ label: Int) -> Float {
    let begin = TagSet.begin(label)
    return Float(states[begin] + states[begin + 1]) / (255 * Float(count))
  }
}

/// Counts the occurrences of hashes in one article. It grows with the number of distinct keys.
struct OccurrenceTable: ~Copyable {
  private struct Entry {
    var key: UInt64 = 0
    var count: UInt32 = 0
    var states = SIMD32<UInt32>.zero
  }

  private var entries = UnsafeMutableBufferPointer<Entry>.allocate(capacity: 64)
  private var used = 0

  init() { entries.initialize(repeating: Entry()) }

  deinit { entries.deallocate() }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: key >> 9) & (entries.count - 1)
    while entries[index].count > 0, entries[index].key != key {
      index = (index + 1) & (entries.count - 1)
    }
    return index
  }

  mutating func add(_ key: UInt64, _ states: FirstPassResult.States) {
    let slot = slot(key)
    if entries[slot].count == 0 { used += 1 }
    entries[slot].key = key
    entries[slot].count += 1
    entries[slot].states &+= SIMD32<UInt32>(truncatingIfNeeded: states)
    if used * 2 > entries.count { grow() }
  }

  private mutating func grow() {
    let old = entries
    entries = .allocate(capacity: old.count * 2)
    entries.initialize(repeating: Entry())
    for entry in old where entry.count > 0 { entries[slot(entry.key)] = entry }
    old.deallocate()
  }

  /// The occurrences of a key except one with these states; nil if there are none.
  func others(_ key: UInt64, than states: FirstPassResult.States) -> Occurrences? {
    let entry = entries[slot(key)]
    guard entry.count > 1 else { return nil }
    return Occurrences(
      count: entry.count - 1,
      states: entry.states &- SIMD32<UInt32>(truncatingIfNeeded: states))
  }

  /// All occurrences of a key; nil if there are none.
  func all(_ key: UInt64) -> Occurrences? {
    let entry = entries[slot(key)]
    return entry.count == 0 ? nil : Occurrences(count: entry.count, states: entry.states)
  }
}
