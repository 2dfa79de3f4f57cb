/// The labels that a model knows, and the states of its lattice: outside, and for each label begin,
/// inside, last and single (BILOU).
public struct TagSet: Hashable, Sendable {
  /// Where in a mention a token stands.
  enum Position: Int, CaseIterable { case begin, inside, last, single }

  /// The most labels that fit into a row of the lattice.
  public static let maximumCount = 11

  /// The labels, in the order of the model's states.
  public let labels: [String]

  /// Makes a tag set, or nil if there are no labels or more than ``maximumCount``.
  public init?(_ labels: [String]) {
    guard (1...Self.maximumCount).contains(labels.count) else { return nil }
    self.labels = labels
  }

  /// How many states there are; state 0 is outside.
  var stateCount: Int { 1 + 4 * labels.count }

  /// The state of a token at a position of a mention with the label of that index.
  static func state(_ label: Int, _ position: Position) -> Int { 1 + 4 * label + position.rawValue }

  /// The index of a state's label, or nil for outside.
  static func label(of state: Int) -> Int? { state == 0 ? nil : (state - 1) / 4 }

  /// The position of a state in its mention, or nil for outside.
  static func position(of state: Int) -> Position? {
    state == 0 ? nil : Position(rawValue: (state - 1) % 4)
  }

  /// Whether a mention goes on behind a state.
  static func isOpen(_ state: Int) -> Bool {
    let position = position(of: state)
    return position == .begin || position == .inside
  }

  /// Whether a state goes on with a mention that began before it.
  static func continues(_ state: Int) -> Bool {
    let position = position(of: state)
    return position == .inside || position == .last
  }

  /// Whether `next` may stand behind `state`.
  static func canFollow(_ state: Int, _ next: Int) -> Bool {
    isOpen(state) ? continues(next) && label(of: state) == label(of: next) : !continues(next)
  }
}

/// A set of states as the bits of a word: what a training token may be.
typealias StateMask = UInt64

extension TagSet {
  /// The states at a position of any of the labels whose bits are set.
  func states(_ labels: UInt64, _ position: Position) -> StateMask {
    var mask: StateMask = 0
    for label in self.labels.indices where labels >> UInt64(label) & 1 == 1 {
      mask |= 1 << StateMask(Self.state(label, position))
    }
    return mask
  }

  /// The states at all positions of the labels whose bits are set.
  func states(_ labels: UInt64) -> StateMask {
    Position.allCases.reduce(0) { $0 | states(labels, $1) }
  }
}
