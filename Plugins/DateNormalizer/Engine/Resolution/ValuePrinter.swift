/// Writes values as TIMEX3 does: the only place where a value becomes a string.
package enum ValuePrinter {
  /// The value of a timex.
  package static func print(_ value: Value) -> String {
    switch value {
    case .point(let partial): print(partial)
    case .duration(let amount), .set(.every(let amount)): print(amount)
    case .set(.each(let partial)): print(partial)
    case .reference(.pastRef): "PAST_REF"
    case .reference(.presentRef): "PRESENT_REF"
    case .reference(.futureRef): "FUTURE_REF"
    case .reference(.someTime): "PXX"
    }
  }

  /// TIMEX3's `mod`.
  package static func print(_ modifier: Modifier) -> String {
    switch modifier {
    case .start: "START"
    case .mid: "MID"
    case .end: "END"
    case .approx: "APPROX"
    case .moreThan: "MORE_THAN"
    case .lessThan: "LESS_THAN"
    case .equalOrLess: "EQUAL_OR_LESS"
    case .equalOrMore: "EQUAL_OR_MORE"
    case .onOrAfter: "ON_OR_AFTER"
    }
  }

  // MARK: TIMEX3's codes

  private static func code(_ season: Season) -> String {
    switch season {
    case .spring: "SP"
    case .summer: "SU"
    case .fall: "FA"
    case .winter: "WI"
    }
  }

  private static func code(_ part: DayPart) -> String {
    switch part {
    case .morning: "MO"
    case .midday: "MI"
    case .afternoon: "AF"
    case .evening: "EV"
    case .night: "NI"
    case .daytime: "DT"
    }
  }

  // MARK: Points

  private static func print(_ partial: Partial) -> String {
    if partial.year == nil, let decade = partial.decade {
      return (partial.isBC ? "BC" : "") + padded(decade, 3)
    }
    if partial.year == nil, let century = partial.century {
      return (partial.isBC ? "BC" : "") + padded(century, 2)
    }
    if partial.year == nil, let millennium = partial.millennium {
      return (partial.isBC ? "BC" : "") + padded(millennium, 1)
    }
    return date(partial) + time(partial)
  }

  private static func date(_ partial: Partial) -> String {
    let year = (partial.isBC ? "BC" : "") + (partial.year.map { padded($0, 4) } ?? "XXXX")
    if let half = partial.half { return "\(year)-H\(half)" }
    if let quarter = partial.quarter { return "\(year)-Q\(quarter > 0 ? "\(quarter)" : "X")" }
    if let season = partial.season { return "\(year)-\(code(season))" }
    if partial.week != nil || partial.isWeekend || (partial.weekday != nil && partial.day == nil) {
      return year + week(partial)
    }
    if let day = partial.day { return "\(year)-\(two(partial.month))-\(two(day))" }
    if let month = partial.month { return "\(year)-\(two(month))" }
    return partial.hasTime && partial.year == nil ? "XXXX-XX-XX" : year
  }

  private static func week(_ partial: Partial) -> String {
    "-W" + two(partial.week) + (partial.isWeekend ? "-WE" : partial.weekday.map { "-\($0)" } ?? "")
  }

  private static func time(_ partial: Partial) -> String {
    if let part = partial.dayPart { return "T\(code(part))" }
    guard let hour = partial.hour else { return "" }
    if hour == Partial.unknownHour { return "TXX" }
    let seconds = partial.second.map { ":" + padded($0, 2) } ?? ""
    return "T\(padded(hour, 2)):\(padded(partial.minute ?? 0, 2))\(seconds)\(partial.zone ?? "")"
  }

  private static func two(_ number: Int?) -> String {
    guard let number, number > 0 else { return "XX" }
    return padded(number, 2)
  }

  // MARK: Lengths

  private static func print(_ amount: Amount) -> String {
    let (letter, factor, isTime) = letter(amount.unit)
    let prefix = isTime ? "PT" : "P"
    guard let hundredths = amount.hundredths else {
      return prefix + "X" + (amount.unit == .decade ? "E" : amount.unit == .century ? "C" : letter)
    }
    let total = hundredths * factor
    if total % 100 == 0 { return "\(prefix)\(total / 100)\(letter)" }
    if amount.splits, let (small, count) = smaller(amount.unit) {
      let rest = total % 100 * count / 100
      return prefix + (total >= 100 ? "\(total / 100)\(letter)" : "") + "\(rest)\(small)"
    }
    let digits = padded(total % 100, 2)
    return
      "\(prefix)\(total / 100).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)\(letter)"
  }

  /// TIMEX3's letter for a unit, which `freq` uses too.
  package static func letter(of unit: Unit) -> String { letter(unit).0 }

  private static func letter(_ unit: Unit) -> (String, Int, isTime: Bool) {
    switch unit {
    case .second: ("S", 1, true)
    case .minute: ("M", 1, true)
    case .hour: ("H", 1, true)
    case .day: ("D", 1, false)
    case .weekend: ("WE", 1, false)
    case .week: ("W", 1, false)
    case .fortnight: ("W", 2, false)
    case .month: ("M", 1, false)
    case .quarter: ("Q", 1, false)
    case .half: ("M", 6, false)
    case .year: ("Y", 1, false)
    case .decade: ("Y", 10, false)
    case .century: ("Y", 100, false)
    case .millennium: ("Y", 1000, false)
    }
  }

  private static func smaller(_ unit: Unit) -> (letter: String, count: Int)? {
    switch unit {
    case .year: ("M", 12)
    case .hour: ("M", 60)
    case .minute: ("S", 60)
    default: nil
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    guard number >= 0, number < 10_000, width <= 4 else { return String(number) }
    let least = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4
    let width = max(width, least)
    return String(unsafeUninitializedCapacity: width) { buffer in
      var rest = number
      for index in stride(from: width - 1, through: 0, by: -1) {
        buffer[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return width
    }
  }
}
