/// A context in which a word always has the same class, so that it is looked up and not predicted: one
/// spelling beside one neighbour.
package enum Shortcut: UInt32, CaseIterable, Sendable {
  /// After a word of one class.
  case after = 16
  /// Before a word whose usual class is given.
  case before = 32

  /// The key of a word's class beside a neighbour in the model's table.
  @inline(__always)
  package func key(_ word: UInt32, _ spelling: UInt32, _ neighbour: UInt32) -> UInt32 {
    TaggerFeatures.key(64 + rawValue, word, spelling << 8 | neighbour)
  }

  /// The payload of a class. It includes the word's hash, so that a collision of keys is noticed.
  package static func payload(_ word: UInt32, class settled: UInt8) -> UInt64 {
    UInt64(settled) + 1 | UInt64(word) << 16
  }

  /// The class in a payload; nil if it is another word's or not one of the model's `count` classes.
  @inline(__always)
  package static func settled(_ word: UInt32, _ payload: UInt64, of count: Int) -> Int? {
    let settled = Int(payload & 0xFF) - 1
    return payload >> 16 == UInt64(word) && (0..<count).contains(settled) ? settled : nil
  }
}
