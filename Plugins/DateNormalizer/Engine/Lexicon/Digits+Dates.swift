/// Days and quarters written in one number.
extension Digits {
  /// `20230315`: eight digits that are a day of this century or the last.
  mutating func compact() {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    if (1900...2099).contains(year), (1...12).contains(month), (1...31).contains(day) {
      categories = Categories(.compactDate)
    }
  }

  /// `31.12.2022` or `2022.12.31`, stored as the number 20221231.
  mutating func dotted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let parts = bytes[start..<end].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 2, parts[1].count == 4 || count == 4 else {
      return false
    }
    let numbers = parts.map {
      $0.reduce(0) { $1 &- 0x30 < 10 ? $0 * 10 + Int($1 &- 0x30) : 100_000 }
    }
    if count == 4 { return yearFirst(numbers[0], numbers[1], parts[1].count) }
    guard count <= 2 else { return false }
    let (day, month) = numbers[0] > 12 ? (numbers[0], number) : (number, numbers[0])
    guard (1...31).contains(day), (1...12).contains(month), numbers[1] < 3000 else { return false }
    number = numbers[1] * 10_000 + month * 100 + day
    categories = Categories(.dottedDate)
    return true
  }

  private mutating func yearFirst(_ month: Int, _ day: Int, _ digits: Int) -> Bool {
    guard digits <= 2, (1000...2999).contains(number), (1...12).contains(month),
      (1...31).contains(day)
    else { return false }
    number = number * 10_000 + month * 100 + day
    categories = Categories(.dottedDate)
    return true
  }

  /// What is added to the number of a half of a year, to tell it from a quarter.
  static let halves = 5

  /// `1Q23`, `1H2022`: a quarter or a half with its year, whose first digits may be missing.
  mutating func quarterOfYear(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ affixes: DigitAffixes
  ) -> Bool {
    guard count == 1, (1...4).contains(number), bytes[end - 1] &- 0x30 < 10 else { return false }
    let isHalf = number < 3 && WordTable.lower(bytes[start]) == UInt8(ascii: "h")
    if !isHalf {
      guard case .quarter? = affixes.meaning(bytes, start..<start + 1) else { return false }
    }
    var start = start
    if !affixes.fiscalYear.isEmpty, bytes[(start + 1)..<end].starts(with: affixes.fiscalYear) {
      start += affixes.fiscalYear.count
    }
    guard end - start == 3 || end - start == 5 else { return false }
    var year = 0
    for index in start + 1..<end {
      guard bytes[index] &- 0x30 < 10 else { return false }
      year = year * 10 + Int(bytes[index] &- 0x30)
    }
    // `1Q84` is the name of a novel.
    guard year < 60 || year > 1900 else { return false }
    number = (year < 100 ? 2000 + year : year) * 10 + number + (isHalf ? Self.halves : 0)
    categories = Categories(.yearQuarter)
    return true
  }
}
