/// The letters that a language writes right before or after digits: `3rd`, `1990s`, `5pm`, `FY23`.
package struct DigitAffixes: Sendable {
  /// What a suffix makes of a number.
  package enum Meaning: Sendable {
    case ordinal, decade, military, quarter
    /// A year with its quarter: `2022Q3`.
    case quarterOfYear(Int)
    /// An hour, or an hour and its minutes, before noon or after it.
    case clock(isLate: Bool)
  }

  /// A suffix in lower case.
  struct Suffix: Sendable {
    var letters: [UInt8]
    var meaning: Meaning
  }

  let suffixes: [Suffix]
  /// What is written before a fiscal year, as the text has it; empty if nothing is.
  let fiscalYear: [UInt8]

  /// - Parameters:
  ///   - suffixes: The suffixes in lower case.
  ///   - fiscalYear: The prefix of a fiscal year, with its capitals.
  package init(_ suffixes: [(String, Meaning)] = [], fiscalYear: String = "") {
    self.suffixes = suffixes.map { Suffix(letters: Array($0.utf8), meaning: $1) }
    self.fiscalYear = Array(fiscalYear.utf8)
  }

  /// Whether bytes are the suffix of a clock time, or begin one.
  func isClock(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, orBegins: Bool
  ) -> Bool {
    suffixes.contains { suffix in
      guard case .clock = suffix.meaning else { return false }
      return
        (suffix.letters.count == range.count
        || orBegins && suffix.letters.count > range.count)
        && range.indices.allSatisfy {
          WordTable.lower(bytes[$0]) == suffix.letters[$0 - range.lowerBound]
        }
    }
  }

  /// The meaning of the bytes after a number, whatever their case; nil if they are not a suffix.
  func meaning(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Meaning? {
    suffixes.first { suffix in
      suffix.letters.count == range.count
        && suffix.letters.indices.allSatisfy {
          WordTable.lower(bytes[range.lowerBound + $0]) == suffix.letters[$0]
        }
    }?.meaning
  }
}
