/// The labels of a model, and the states of its lattice: outside, and for each label begin and
/// inside (BIO).
package struct TagSet: Hashable, Sendable {
  /// Maximum number of labels, so that the states fit into a row of the lattice.
  package static let maximumCount = 11

  /// The labels, in the order of the model's states.
  package let labels: [String]

  /// Makes a tag set, or nil if there are no labels or more than ``maximumCount``.
  package init?(_ labels: [String]) {
    guard (1...Self.maximumCount).contains(labels.count) else { return nil }
    self.labels = labels
  }

  /// Number of states; state 0 is outside.
  var stateCount: Int { 1 + 2 * labels.count }

  /// The state of the first token of a mention with the label of that index.
  static func begin(_ label: Int) -> Int { 1 + 2 * label }

  /// The index of a state's label, or nil for outside.
  static func label(of state: Int) -> Int? { state == 0 ? nil : (state - 1) / 2 }

  /// Whether a state continues a mention that began before it.
  @inline(__always)
  static func isInside(_ state: Int) -> Bool { state > 0 && state % 2 == 0 }

  /// Whether `next` can follow `state`.
  static func canFollow(_ state: Int, _ next: Int) -> Bool {
    !isInside(next) || state == next || state == next - 1
  }
}

/// A set of states, one bit for each: the states that a training token may have.
typealias StateMask = UInt64

extension TagSet {
  /// The states of tokens that begin mentions with the labels whose bits are set.
  func begins(_ labels: UInt64) -> StateMask {
    self.labels.indices.filter { labels >> UInt64($0) & 1 == 1 }.reduce(0) {
      $0 | 1 << StateMask(Self.begin($1))
    }
  }

  /// The states of tokens inside such mentions.
  func insides(_ labels: UInt64) -> StateMask { begins(labels) << 1 }
}
