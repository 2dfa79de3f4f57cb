import PostilKit

/// Reads days and times.
struct TOMLTimeScanner {
  private var rest: ArraySlice<UInt8>

  /// The day or time that a word is; nil if it does not look like one.
  static func time(_ word: ArraySlice<UInt8>) throws(TOMLScalar.Reason) -> TOMLTime? {
    var scanner = TOMLTimeScanner(rest: word)
    guard scanner.isTime else { return nil }
    guard let kind = scanner.kind(), scanner.rest.isEmpty else {
      throw TOMLScalar.Reason(
        "is not a date or time: YYYY-MM-DD, HH:MM:SS, or both with T between them and an offset or none,"
          + " is expected")
    }
    let spelling = String(decoding: word, as: UTF8.self).uppercased()
    return TOMLTime(kind: kind, spelling: String(spelling.map { $0 == " " ? "T" : $0 }))
  }

  private var isTime: Bool {
    let digits = rest.prefix { (0x30...0x39).contains($0) }.count
    let after = rest.dropFirst(digits).first
    return digits > 0 && (after == UInt8(ascii: "-") || after == UInt8(ascii: ":"))
  }

  private mutating func kind() -> TOMLTime.Kind? {
    if rest.dropFirst(2).first == UInt8(ascii: ":") { return time() ? .localTime : nil }
    guard day() else { return nil }
    if rest.isEmpty { return .localDate }
    guard take("T") || take("t") || take(" "), time() else { return nil }
    if rest.isEmpty { return .localDateTime }
    return offset() ? .dateTime : nil
  }

  private mutating func day() -> Bool {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2)
    else { return false }
    return CalendarDate(year: year, month: month, day: day) != nil
  }

  private mutating func time() -> Bool {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60,
      take(":"), let second = number(2), second <= 60
    else { return false }
    guard take(".") else { return true }
    let digits = rest.prefix { (0x30...0x39).contains($0) }.count
    rest = rest.dropFirst(digits)
    return digits > 0
  }

  private mutating func offset() -> Bool {
    if take("Z") || take("z") { return true }
    guard take("+") || take("-"), let hour = number(2), hour < 24, take(":"),
      let minute = number(2)
    else { return false }
    return minute < 60
  }

  private mutating func number(_ count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
