/// Numbers as figures are printed: rounded as C's `printf` and Python round them, from the exact value.
package enum Decimals {
  /// The number with so many decimals.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([Int32(clamping: decimals), value]) {
      vsnprintf(&buffer, buffer.count, "%.*f", $0)
    }
    return String(
      decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The number rounded to so many decimals.
  package static func rounded(_ value: Double, _ decimals: Int) -> Double {
    Double(fixed(value, decimals)) ?? value
  }

  /// A cell of a table, padded on its left.
  package static func cell(_ value: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - value.count)) + value
  }
}

extension String {
  /// Code point order, which does not depend on the locale or on normalization.
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
