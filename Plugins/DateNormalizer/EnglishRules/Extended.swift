import DateEngine
import DateEnglish

/// Expressions that only the profile `extended` marks.
enum Extended {
  static let rules: [Rule] = [
    Rule(
      "age", "number hyphen? unit|units hyphen? old", "a 17-year-old boy = P17Y", only: [.extended]
    ) {
      $0.amount().map { .duration($0) }
    },
    Rule(
      "anniversary", "the? ordinal anniversary", "the 30th anniversary = 2023-XX-XX",
      only: [.extended]
    ) { _ in .point(.unknown(.day), .this) },
    Rule(
      "late-day", "part on? (this|last|next)? weekday|dayWord",
      "late on Thursday = 2023-03-09TNI", only: [.extended],
      each: { match in
        guard match.modifier == .end else { return [] }
        if let days = match[.dayWord] {
          return [night(.shift(.writing, days, .day))]
        }
        return Weekdays.point(match).map { [night($0)] } ?? []
      }),
  ]

  private static func night(_ day: Meaning) -> Reading {
    Reading(.inside(day, Partial(dayPart: .night)))
  }
}
