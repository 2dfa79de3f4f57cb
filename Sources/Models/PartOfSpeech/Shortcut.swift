/// A place in which a word always has the same class, so that nothing needs to be decided: beside one
/// neighbour, in one spelling.
package enum Shortcut: UInt32, CaseIterable, Sendable {
  /// Behind a word of one class.
  case after = 16
  /// Before a word that usually has one class.
  case before = 32

  /// The key under which a word's class beside a neighbour stands in the model's table.
  @inline(__always)
  package func key(_ word: UInt32, _ spelling: UInt32, _ neighbour: UInt32) -> UInt32 {
    TaggerFeatures.key(64 + rawValue, word, spelling << 8 | neighbour)
  }

  /// The payload of a class; it holds the word's hash too, since a class that another word's key leads to
  /// would be believed.
  package static func payload(_ word: UInt32, class settled: UInt8) -> UInt64 {
    UInt64(settled) + 1 | UInt64(word) << 16
  }

  /// The class in a payload, unless it is another word's or none of the model's `count` classes.
  @inline(__always)
  package static func settled(_ word: UInt32, _ payload: UInt64, of count: Int) -> Int? {
    let settled = Int(payload & 0xFF) - 1
    return payload >> 16 == UInt64(word) && (0..<count).contains(settled) ? settled : nil
  }
}
