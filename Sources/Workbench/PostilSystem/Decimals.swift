/// Number formatting; rounds from the exact binary value, as C's `printf` and Python do.
package enum Decimals {
  /// The number with exactly `decimals` digits after the point.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([Int32(clamping: decimals), value]) {
      vsnprintf(&buffer, buffer.count, "%.*f", $0)
    }
    return String(
      decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The number rounded to `decimals` digits after the point.
  package static func rounded(_ value: Double, _ decimals: Int) -> Double {
    Double(fixed(value, decimals)) ?? value
  }

  /// `0.71` for a score from 0 to 1; `?` for NaN.
  package static func score(_ score: Double) -> String {
    score.isFinite ? hundredths(min(max(score, 0), 1)) : "?"
  }

  /// `0.86`, `-0.12`; halves are rounded away from zero.
  package static func hundredths(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let digits = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    return "\(value < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(digits)"
  }

  /// `34.1`; without a decimal from 100 on: `340`.
  package static func tenths(_ number: Double) -> String {
    let tenths = Int(min(max(number, 0), 1e12) * 10 + 0.5)
    return tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// `1.8 s`, `2 min 41 s`.
  package static func seconds(milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    if seconds >= 60 { return "\(seconds / 60) min \(seconds % 60) s" }
    return seconds >= 10 ? "\(seconds) s" : "\(seconds).\(milliseconds % 1000 / 100) s"
  }

  /// A table cell, right-aligned.
  package static func cell(_ value: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - value.count)) + value
  }
}

extension String {
  /// Code point order, which does not depend on the locale or on normalization.
  package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
