import DateEngine
import DateEnglish

/// The English rules.
enum EnglishGrammar {
  /// The families, in order: of two rules that take the same words, the first wins.
  static let families: [[Rule]] = [
    Extended.rules, FullDates.rules, NumericDates.rules, Holidays.rules, Years.rules,
    Centuries.rules, Months.rules,
    Weekdays.rules, Clock.rules, ClockWords.rules, Stamps.rules, DayParts.rules, Quarters.rules,
    FiscalYears.rules, Sets.rules, Nth.rules, Offsets.rules, Shifts.rules, Distances.rules,
    Durations.rules,
    Lengths.rules, Seasons.rules, References.rules,
  ]

  static let grammar = Grammar(families, frequent: frequent, modifiers: Match.englishModifiers)

  private static let frequent = Categories([
    .the, .a, .one, .of, .in, .on, .at, .and, .to, .from, .for, .over, .before, .after, .this,
    .that, .first, .more, .other, .number, .hour, .comma, .hyphen, .slash, .colon, .quote,
    .opening, .closing, .possessive, .plus, .than, .unit, .units, .ordinal,
  ])
}
