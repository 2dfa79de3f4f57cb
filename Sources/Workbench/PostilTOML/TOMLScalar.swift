/// Reads values without quotation marks: numbers, truth values, days and times.
enum TOMLScalar {
  /// What is wrong with a word, as the end of a sentence.
  struct Reason: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private static let words: [String: TOMLValue.Content] = [
    "true": .boolean(true), "false": .boolean(false),
    "inf": .float(.infinity), "+inf": .float(.infinity), "-inf": .float(-.infinity),
    "nan": .float(.nan), "+nan": .float(.nan), "-nan": .float(-.nan),
  ]

  static func content(_ word: ArraySlice<UInt8>) throws(Reason) -> TOMLValue.Content {
    let text = String(decoding: word, as: UTF8.self)
    if let value = words[text] { return value }
    if let time = try TOMLTimeScanner.time(word) { return .time(time) }
    if let radix = radix(text.prefix(2)) { return try .integer(integer(text.dropFirst(2), radix)) }
    let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
    guard let first = unsigned.utf8.first, (0x30...0x39).contains(first) else {
      throw Reason(
        "is not a value: a string in quotation marks, a number, true, false, a date or a time is"
          + " expected")
    }
    if unsigned.contains(where: { ".eE".contains($0) }) { return try .float(float(text, unsigned)) }
    return try .integer(decimal(text, unsigned))
  }

  private static func radix(_ prefix: Substring) -> Int? {
    switch prefix {
    case "0x": 16
    case "0o": 8
    case "0b": 2
    default: nil
    }
  }

  private static func integer(_ digits: Substring, _ radix: Int) throws(Reason) -> Int {
    guard isDigits(digits, radix) else { throw Reason("is not a number of base \(radix)") }
    guard let value = Int(digits.filter { $0 != "_" }, radix: radix) else { throw tooLarge }
    return value
  }

  private static func decimal(_ text: String, _ unsigned: Substring) throws(Reason) -> Int {
    guard isDigits(unsigned) else { throw Reason("is not a whole number") }
    try checkZeros(unsigned)
    guard let value = Int(text.filter { $0 != "_" }) else { throw tooLarge }
    return value
  }

  private static func float(_ text: String, _ unsigned: Substring) throws(Reason) -> Double {
    let parts = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) { "eE".contains($0) }
    let numbers = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard numbers.allSatisfy({ isDigits($0) }), parts.count < 2 || isExponent(parts[1]) else {
      throw Reason("is not a number: digits are expected on both sides of the point and after e")
    }
    try checkZeros(numbers[0])
    guard let value = Double(text.filter { $0 != "_" }), value.isFinite else {
      throw Reason("is too large for a number")
    }
    return value
  }

  private static func isExponent(_ text: Substring) -> Bool {
    isDigits(text.first == "+" || text.first == "-" ? text.dropFirst() : text)
  }

  /// Whether a text is digits, with single underscores between them.
  private static func isDigits(_ text: Substring, _ radix: Int = 10) -> Bool {
    text.split(separator: "_", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.allSatisfy { ($0.hexDigitValue ?? radix) < radix }
    }
  }

  private static func checkZeros(_ digits: Substring) throws(Reason) {
    guard digits.first != "0" || digits.count == 1 else {
      throw Reason("begins with a zero, which a number may not")
    }
  }

  private static var tooLarge: Reason {
    Reason("is too large: \(Int.min) to \(Int.max) is expected")
  }
}
