/// The categories of the engine and of a language by the names that patterns and resources use.
package struct CategoryNames: Sendable {
  /// The names of the engine's categories, in the order of their numbers.
  package static let engine = [
    "month", "smallMonth", "weekday", "shortDay", "weekdays", "unit", "units", "season", "seasons",
    "dayPart", "dayParts", "dayWord", "holiday", "noon", "decade", "era", "zone", "meridiem",
    "number", "ordinal", "year", "shortYear", "dayNumber", "dayOrdinal", "monthNumber",
    "dottedDate", "hour", "minute", "second", "clock", "clockTime", "dottedClock",
    "minuteMeridiem", "military", "dayHour", "minuteZulu", "quarterName", "halfName",
    "yearQuarter", "fiscalYear", "half", "couple", "fuzzy", "part", "edge", "bound", "trailing",
    "setWord", "comma", "hyphen", "slash", "colon", "plus", "quote", "opening", "closing",
    "monthDay", "compactDate", "nation", "weekName",
  ]

  private var categories: [String: Category] = [
    ",": .comma, "-": .hyphen, "/": .slash, ":": .colon, "+": .plus,
  ]

  /// - Parameter own: The names of a language's own categories, in the order of their numbers.
  package init(_ own: [String] = []) {
    for (index, name) in Self.engine.enumerated() {
      categories[name] = Category(UInt8(truncatingIfNeeded: index))
    }
    for (index, name) in own.prefix(Category.ownCapacity).enumerated() {
      categories[name] = .own(UInt8(truncatingIfNeeded: index))
    }
  }

  /// The category of a name; nil for an unknown name.
  package subscript(name: String) -> Category? { categories[name] }
}
