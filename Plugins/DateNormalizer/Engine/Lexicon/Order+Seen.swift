extension Conventions.Order {
  /// The order that the unambiguous dates of a text show (`25/12/2022`); nil if there are none, or of both
  /// kinds.
  init?(seenIn lexemes: [Lexeme]) {
    var (days, months) = (0, 0)
    for middle in lexemes.indices.dropFirst(2).dropLast(2)
    where lexemes[middle].categories.contains(.dayNumber) && lexemes[middle - 1].isSeparator
      && lexemes[middle + 1].isSeparator && lexemes[middle + 2].categories.contains(.year)
      && lexemes[middle - 2].categories.contains(.dayNumber)
    {
      let (first, second) = (lexemes[middle - 2].number, lexemes[middle].number)
      if first > 12, second <= 12 { days += 1 }
      if second > 12, first <= 12 { months += 1 }
    }
    guard days != months, days == 0 || months == 0 else { return nil }
    self = days > 0 ? .dayFirst : .monthFirst
  }
}

extension Lexeme {
  /// Whether it is a slash or a hyphen between the parts of a date.
  fileprivate var isSeparator: Bool {
    categories.contains(.slash) || categories.contains(.hyphen)
  }
}
