/// What a token that begins with a digit can be: `12`, `1,995`, `2.5`, `3rd`, `1990s`, `5pm`, `3.3.2021`.
struct Digits {
  var number = 0
  var hundredths = 0
  var count = 0
  var categories: Categories = []

  /// Reads a token's bytes; nil if rules have no use for it.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ affixes: DigitAffixes
  ) {
    var at = range.lowerBound
    var hasComma = false
    while at < range.upperBound {
      let byte = bytes[at]
      if byte &- 0x30 < 10 {
        guard count < 12 else { return nil }
        number = number * 10 + Int(byte - 0x30)
        count += 1
      } else if byte == UInt8(ascii: ",") {
        hasComma = true
      } else {
        break
      }
      at += 1
    }
    if at == range.upperBound {
      plain(hasComma)
      return
    }
    if bytes[at] == UInt8(ascii: ".") {
      if dotted(bytes, at + 1, range.upperBound) { return }
      if dottedClock(bytes, at + 1, range.upperBound, affixes) { return }
      guard decimals(bytes, at + 1, range.upperBound) else { return nil }
      categories = Categories(.number)
      return
    }
    if bytes[at] == UInt8(ascii: "T"), dayHour(bytes, at + 1, range.upperBound) { return }
    guard !hasComma, suffixed(bytes, at, range.upperBound, affixes) else { return nil }
  }

  private mutating func plain(_ hasComma: Bool) {
    categories = Categories(.number)
    guard !hasComma else { return }
    switch count {
    case 1, 2:
      if count == 2 { categories.insert(.shortYear) }
      if count == 2, number < 60 {
        categories.formUnion([Categories(.minute), Categories(.second)])
      }
      if number < 25 { categories.insert(.hour) }
      if (1...31).contains(number) { categories.insert(.dayNumber) }
      if (1...12).contains(number) { categories.insert(.monthNumber) }
    case 3: if number >= 100 { categories.insert(.shortYear) }
    case 4:
      if (1000...2999).contains(number) { categories.insert(.year) }
      if number / 100 < 25, number % 100 < 60 { categories.insert(.military) }
    case 8: compact()
    default: break
    }
  }

  /// `6.30pm`, stored as 1830; `18.30`, which may also be a number.
  private mutating func dottedClock(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ affixes: DigitAffixes
  ) -> Bool {
    guard end - start >= 2, bytes[start] &- 0x30 < 6, bytes[start + 1] &- 0x30 < 10, count <= 2,
      number < 25
    else { return false }
    let minute = Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30)
    if end == start + 2 {
      hundredths = minute
      categories = [Categories(.number), Categories(.dottedClock)]
      return true
    }
    guard case .clock(let isLate)? = affixes.meaning(bytes, start + 2..<end),
      (1...12).contains(number)
    else { return false }
    number = (number % 12 + (isLate ? 12 : 0)) * 100 + minute
    categories = Categories(.clockTime)
    return true
  }

  private mutating func decimals(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard start < end else { return false }
    var scale = 10
    for index in start..<end {
      guard bytes[index] &- 0x30 < 10 else { return false }
      hundredths += Int(bytes[index] - 0x30) * scale
      scale /= 10
    }
    return true
  }

  private mutating func suffixed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ affixes: DigitAffixes
  ) -> Bool {
    if end == start + 1, WordTable.lower(bytes[start]) == UInt8(ascii: "z"), count == 2, number < 60
    {
      categories = Categories(.minuteZulu)
      return true
    }
    if quarterOfYear(bytes, start, end, affixes) { return true }
    switch affixes.meaning(bytes, start..<end) {
    case .ordinal:
      categories = Categories(.ordinal)
      if (1...31).contains(number) { categories.insert(.dayOrdinal) }
    case .decade: return decade()
    case .clock(let isLate): return meridiem(isLate)
    case .military: categories = Categories(.military)
    case .quarter where (1...4).contains(number) && count == 1:
      categories = Categories(.quarterName)
    case .quarterOfYear(let quarter) where count == 4 && (1000...2999).contains(number):
      number = number * 10 + quarter
      categories = Categories(.yearQuarter)
    default: return false
    }
    return true
  }

  /// `15T10` of `2023-03-15T10:30`, stored as 1510.
  private mutating func dayHour(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard count == 2, (1...31).contains(number), end == start + 2, bytes[start] &- 0x30 < 3,
      bytes[start + 1] &- 0x30 < 10
    else { return false }
    number = number * 100 + Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30)
    categories = Categories(.dayHour)
    return true
  }

  private mutating func decade() -> Bool {
    guard number % 10 == 0,
      count == 2 || count == 3 || (count == 4 && (1000...2990).contains(number))
    else {
      return false
    }
    if count > 2 { number /= 10 } else { number = 190 + number / 10 }
    categories = Categories(.decade)
    return true
  }

  private mutating func meridiem(_ isLate: Bool) -> Bool {
    guard number < 60, count <= 2 else { return false }
    if (1...12).contains(number) { categories.insert(.clock) }
    if count == 2 { categories.insert(.minuteMeridiem) }
    number += isLate ? 100 : 0
    return true
  }
}
