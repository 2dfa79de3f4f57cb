/// What a word or number can be in a temporal expression. A lexeme may be several at once: `second` is
/// an ordinal and a unit, `12` a number, a day, a month and an hour.
///
/// The engine names those that it reads or makes itself. A language adds its own, such as its articles
/// and prepositions, with `own`. Patterns and the files of `Resources` use the names.
package struct Category: Hashable, Sendable {
  /// Its bit in a set of categories.
  @usableFromInline let number: UInt8

  @inlinable package init(_ number: UInt8) { self.number = number }

  /// The n-th category of a language.
  @inlinable package static func own(_ nth: UInt8) -> Category { Category(64 + nth) }

  /// How many categories a set can hold, and how many of them a language can add.
  package static let capacity = 128
  package static let ownCapacity = 64
}

extension Category {
  // Calendar words; the plural of a word that names a recurring time is a category of its own. The
  // small month and the short day count only beside a date.
  @inlinable package static var month: Category { Category(0) }
  @inlinable package static var smallMonth: Category { Category(1) }
  @inlinable package static var weekday: Category { Category(2) }
  @inlinable package static var shortDay: Category { Category(3) }
  @inlinable package static var weekdays: Category { Category(4) }
  @inlinable package static var unit: Category { Category(5) }
  @inlinable package static var units: Category { Category(6) }
  @inlinable package static var season: Category { Category(7) }
  @inlinable package static var seasons: Category { Category(8) }
  @inlinable package static var dayPart: Category { Category(9) }
  @inlinable package static var dayParts: Category { Category(10) }
  @inlinable package static var dayWord: Category { Category(11) }
  @inlinable package static var holiday: Category { Category(12) }
  @inlinable package static var noon: Category { Category(13) }
  @inlinable package static var decade: Category { Category(14) }
  @inlinable package static var era: Category { Category(15) }
  @inlinable package static var zone: Category { Category(16) }
  @inlinable package static var meridiem: Category { Category(17) }
  // Numbers, by what they may count.
  @inlinable package static var number: Category { Category(18) }
  @inlinable package static var ordinal: Category { Category(19) }
  @inlinable package static var year: Category { Category(20) }
  @inlinable package static var shortYear: Category { Category(21) }
  @inlinable package static var dayNumber: Category { Category(22) }
  @inlinable package static var dayOrdinal: Category { Category(23) }
  @inlinable package static var monthNumber: Category { Category(24) }
  @inlinable package static var dottedDate: Category { Category(25) }
  @inlinable package static var hour: Category { Category(26) }
  @inlinable package static var minute: Category { Category(27) }
  @inlinable package static var second: Category { Category(28) }
  @inlinable package static var clock: Category { Category(29) }
  @inlinable package static var clockTime: Category { Category(30) }
  @inlinable package static var dottedClock: Category { Category(31) }
  @inlinable package static var minuteMeridiem: Category { Category(32) }
  @inlinable package static var military: Category { Category(33) }
  @inlinable package static var dayHour: Category { Category(34) }
  @inlinable package static var minuteZulu: Category { Category(35) }
  @inlinable package static var quarterName: Category { Category(36) }
  @inlinable package static var halfName: Category { Category(37) }
  @inlinable package static var yearQuarter: Category { Category(38) }
  @inlinable package static var fiscalYear: Category { Category(39) }
  /// A day and month in one word: `Dec31`.
  @inlinable package static var monthDay: Category { Category(56) }
  /// A day in eight digits: `20230315`.
  @inlinable package static var compactDate: Category { Category(57) }
  /// A country, with the day on which it became independent.
  @inlinable package static var nation: Category { Category(58) }
  /// A week in the digits of ISO 8601: `W12`.
  @inlinable package static var weekName: Category { Category(59) }
  // Amounts, and what modifies a time or an amount.
  @inlinable package static var half: Category { Category(40) }
  @inlinable package static var couple: Category { Category(41) }
  @inlinable package static var fuzzy: Category { Category(42) }
  @inlinable package static var part: Category { Category(43) }
  @inlinable package static var edge: Category { Category(44) }
  @inlinable package static var bound: Category { Category(45) }
  @inlinable package static var trailing: Category { Category(46) }
  @inlinable package static var setWord: Category { Category(47) }
  // Punctuation.
  @inlinable package static var comma: Category { Category(48) }
  @inlinable package static var hyphen: Category { Category(49) }
  @inlinable package static var slash: Category { Category(50) }
  @inlinable package static var colon: Category { Category(51) }
  @inlinable package static var plus: Category { Category(52) }
  @inlinable package static var quote: Category { Category(53) }
  @inlinable package static var opening: Category { Category(54) }
  @inlinable package static var closing: Category { Category(55) }
}

package struct Categories: OptionSet, Hashable, Sendable {
  package let rawValue: UInt128
  @inlinable package init(rawValue: UInt128) { self.rawValue = rawValue }
  @inlinable package init(_ category: Category) { rawValue = 1 << UInt128(category.number) }

  /// A set of several.
  package init(_ categories: [Category]) {
    self = categories.reduce(into: []) { $0.insert($1) }
  }

  @inlinable package func contains(_ category: Category) -> Bool {
    rawValue & (1 << UInt128(category.number)) != 0
  }
  @inlinable package func intersects(_ other: Categories) -> Bool { rawValue & other.rawValue != 0 }
  @inlinable package mutating func insert(_ category: Category) { formUnion(Categories(category)) }
}
