import PostilKit

/// The syntax of TIMEX3 values (ISO-TimeML, after ISO 8601): what is allowed in a timex's `value`.
package enum TimexValue {
  /// Whether a string is a valid value. An impossible date (`2023-02-30`) is not.
  package static func isValid(_ value: String) -> Bool {
    if ["PRESENT_REF", "PAST_REF", "FUTURE_REF"].contains(value) { return true }
    guard value.utf8.count <= 40, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return false
    }
    // A duration of unknown length: "for some time".
    if value == "PXX" { return true }
    if value.hasPrefix("P") { return isDuration(value.dropFirst()) }
    if value.hasPrefix("T") { return isTime(value) }
    let parts = value.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return isDate(value) }
    return isDay(parts[0]) && isTime("T" + parts[1])
  }

  private static func isDay(_ date: Substring) -> Bool {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && isDate(String(date)) && parts[2] != "WE"
  }

  private static func isDate(_ value: String) -> Bool {
    var value = value[...]
    if value.hasPrefix("BC") {
      value = value.dropFirst(2)
      if isDigits(value, 1...6) { return true }
    }
    var parts = value.split(separator: "-", omittingEmptySubsequences: false)
    let year = parts.removeFirst()
    guard isYear(year) else { return false }
    if parts.isEmpty { return true }
    // A month or week needs a four-digit year: `198-03` is not valid.
    guard year.utf8.count == 4 else { return false }
    switch parts.count {
    case 1: return isPartOfYear(parts[0]) || isMonth(parts[0])
    case 2 where parts[0].hasPrefix("W"):
      return isWeek(parts[0])
        && (parts[1] == "WE" || isNumber(parts[1], 1...7, width: 1) || parts[1] == "X")
    case 2: return isDay(parts[1], month: parts[0], year: year)
    default: return false
    }
  }

  /// `2023`, `198X`, `198` (a decade), `19` or `19XX` (a century), `XXXX`.
  private static func isYear(_ year: Substring) -> Bool {
    guard (2...4).contains(year.utf8.count) else { return false }
    let digits = year.prefix { $0 != "X" }
    return digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && year.dropFirst(digits.count).allSatisfy { $0 == "X" }
      && (digits.count == year.count || year.utf8.count == 4)
  }

  private static func isPartOfYear(_ part: Substring) -> Bool {
    if ["SP", "SU", "FA", "WI", "QX", "HX"].contains(part) { return true }
    if part.hasPrefix("Q") { return isNumber(part.dropFirst(), 1...4, width: 1) }
    if part.hasPrefix("H") { return isNumber(part.dropFirst(), 1...2, width: 1) }
    return isWeek(part)
  }

  private static func isWeek(_ part: Substring) -> Bool {
    part == "WXX" || (part.hasPrefix("W") && isNumber(part.dropFirst(), 1...53, width: 2))
  }

  private static func isMonth(_ part: Substring) -> Bool {
    part == "XX" || isNumber(part, 1...12, width: 2)
  }

  private static func isDay(_ day: Substring, month: Substring, year: Substring) -> Bool {
    guard isMonth(month) else { return false }
    if day == "XX" { return true }
    guard isNumber(day, 1...31, width: 2), let day = Int(day) else { return false }
    guard let month = Int(month) else { return true }
    // Without a year, 29 February is valid.
    return day <= CalendarDate.days(inMonth: month, of: Int(year) ?? 2000)
  }

  /// `T18`, `T18:45`, `T18:45:30`, `T18:45Z`, `TMO`.
  private static func isTime(_ value: String) -> Bool {
    var time = value.dropFirst()
    if ["MO", "MI", "AF", "EV", "NI", "DT", "PM", "AM", "XX", "XX:XX"].contains(time) {
      return true
    }
    if time.hasSuffix("Z") {
      time = time.dropLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let zone = time[time.index(after: sign)...].split(
        separator: ":", omittingEmptySubsequences: false)
      guard (1...2).contains(zone.count), isNumber(zone[0], 0...14, width: 2),
        zone.count == 1 || isNumber(zone[1], 0...59, width: 2)
      else { return false }
      time = time[..<sign]
    }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), isNumber(parts[0], 0...24, width: 2) || parts[0] == "XX"
    else { return false }
    return parts.dropFirst().allSatisfy {
      isNumber($0, 0...59, width: 2) || $0 == "XX" || isSeconds($0)
    }
  }

  private static func isSeconds(_ part: Substring) -> Bool {
    let halves = part.split(separator: ".", omittingEmptySubsequences: false)
    return halves.count == 2 && isNumber(halves[0], 0...60, width: 2) && isDigits(halves[1], 1...6)
  }

  /// A duration after its `P`: `2W`, `1Y6M`, `T36H`, `XD`, `0.5Y`, `1DE` (a decade), `1CE`.
  private static func isDuration(_ value: Substring) -> Bool {
    let parts = value.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let date = measures(
      parts[0],
      units: [
        "Y", "M", "W", "D", "DE", "CE", "ML", "Q", "H", "WE", "SP", "SU", "FA", "WI", "E", "C", "L",
      ])
    guard parts.count == 2 else { return date ?? 0 > 0 }
    let units: Set<String> = ["H", "M", "S", "MO", "AF", "EV", "NI", "MI", "DT"]
    guard let date, let time = measures(parts[1], units: units) else { return false }
    return date >= 0 && time > 0
  }

  /// Number of amounts with a unit; nil if the string is not a sequence of them.
  private static func measures(_ value: Substring, units: Set<String>) -> Int? {
    var rest = value
    var count = 0
    while !rest.isEmpty {
      let amount = rest.prefix { $0.isNumber || $0 == "." || $0 == "X" }
      rest = rest.dropFirst(amount.count)
      let unit = rest.prefix { $0.isLetter && $0 != "X" }
      rest = rest.dropFirst(unit.count)
      guard isAmount(amount), units.contains(String(unit)) else { return nil }
      count += 1
    }
    return count
  }

  private static func isAmount(_ amount: Substring) -> Bool {
    if !amount.isEmpty, amount.allSatisfy({ $0 == "X" }) { return true }
    let halves = amount.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(halves.count) && halves.allSatisfy { isDigits($0, 1...9) }
  }

  private static func isDigits(_ part: Substring, _ length: ClosedRange<Int>) -> Bool {
    length.contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isNumber(_ part: Substring, _ range: ClosedRange<Int>, width: Int) -> Bool {
    isDigits(part, width...width) && range.contains(Int(part) ?? -1)
  }
}
