/// What a word or number can be in a temporal expression. A lexeme may be several at once: `second`
/// is an ordinal and a unit, `12` a number, a day, a month and an hour.
///
/// Rules and the files of `Resources` name these cases.
enum Category: UInt8, CaseIterable, Sendable {
  // Calendar words; the plural of a word that names a recurring time is a category of its own.
  case month, smallMonth, weekday, shortDay, weekdays, unit, units, season, seasons, dayPart,
    dayParts, dayWord,
    tonight
  case holiday, noon, decade, era, zone, meridiem
  // Numbers, by what they may count.
  case number, ordinal, year, shortYear, dayNumber, dayOrdinal, monthNumber, dottedDate, hour,
    minute, second
  case clock, clockTime, dottedClock, minuteMeridiem, military, dayHour, minuteZulu, plus
  // What moves, chooses or bounds.
  case the, a, one, this, that, last, past, next, following, previous, same, current, latest,
    recent, coming
  case ago, earlier, later, hence, ahead, before, after, part, edge, bound, trailing, orTwo, fuzzy,
    couple,
    half
  case more, first, whole, every, each, other, setWord, times, per
  case quarterName, halfName, yearQuarter, fiscalYear, period, fiscal, old, comparable
  // Times without a place in the calendar.
  case now, pastWord, pastNoun, futureNoun, futureTerm, presentNoun, moment, someTime
  // Little words and signs.
  case of, `in`, within, on, at, and, to, from, comma, hyphen, slash, colon, quote, opening,
    closing,
    possessive, oclock
  case over, between, long, since, than
  case ended, `for`, anniversary
}

/// A set of categories.
struct Categories: OptionSet, Hashable, Sendable {
  let rawValue: UInt128
  init(rawValue: UInt128) { self.rawValue = rawValue }
  init(_ category: Category) { rawValue = 1 << UInt128(category.rawValue) }

  /// The cases by the name that rules and resources use.
  static let byName: [String: Category] = {
    var names: [String: Category] = [:]
    for category in Category.allCases { names["\(category)"] = category }
    for (sign, category) in [
      (",", Category.comma), ("-", .hyphen), ("/", .slash), (":", .colon), ("+", .plus),
    ] {
      names[sign] = category
    }
    return names
  }()

  func contains(_ category: Category) -> Bool { rawValue & (1 << UInt128(category.rawValue)) != 0 }
  func intersects(_ other: Categories) -> Bool { rawValue & other.rawValue != 0 }
  mutating func insert(_ category: Category) { formUnion(Categories(category)) }
}
