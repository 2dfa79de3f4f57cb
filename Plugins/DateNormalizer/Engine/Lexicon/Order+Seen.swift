import PostilKit

extension Conventions.Order {
  /// How many days from the day of publication a date is that shows the order of its text.
  private static let reach = 7

  /// The order that the unambiguous dates of a text show (`25/12/2022`); without any, that in which a date
  /// is near the day of publication; nil if there is none, or of both kinds.
  init?(seenIn lexemes: [Lexeme], published: CalendarDate?) {
    var (days, months) = (0, 0)
    var (nearDays, nearMonths) = (0, 0)
    for middle in lexemes.indices.dropFirst(2).dropLast(2) where lexemes.isDate(around: middle) {
      let (first, second) = (lexemes[middle - 2].number, lexemes[middle].number)
      if first > 12, second <= 12 { days += 1 }
      if second > 12, first <= 12 { months += 1 }
      guard let published, first != second else { continue }
      let written = lexemes[middle + 2].number
      let year = written < 100 ? published.year / 100 * 100 + written : written
      if Self.isNear(published, year, second, first) { nearDays += 1 }
      if Self.isNear(published, year, first, second) { nearMonths += 1 }
    }
    if days == 0, months == 0 { (days, months) = (nearDays, nearMonths) }
    guard days != months, days == 0 || months == 0 else { return nil }
    self = days > 0 ? .dayFirst : .monthFirst
  }

  private static func isNear(_ day: CalendarDate, _ year: Int, _ month: Int, _ number: Int) -> Bool
  {
    CalendarDate(year: year, month: month, day: number).map {
      abs($0.dayNumber - day.dayNumber) <= reach
    } ?? false
  }
}

extension [Lexeme] {
  /// Whether a number is the middle of a date with its year last.
  fileprivate func isDate(around middle: Int) -> Bool {
    self[middle].categories.contains(.dayNumber) && self[middle - 1].isSeparator
      && self[middle + 1].isSeparator && self[middle + 2].isYear
      && self[middle - 2].categories.contains(.dayNumber)
  }
}

extension Lexeme {
  /// Whether it can be a year, in four digits or two.
  fileprivate var isYear: Bool { categories.contains(.year) || categories.contains(.shortYear) }

  /// Whether it is a slash or a hyphen between the parts of a date.
  fileprivate var isSeparator: Bool {
    categories.contains(.slash) || categories.contains(.hyphen)
  }
}
