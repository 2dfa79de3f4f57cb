/// What the verbs around an expression say about its direction.
package enum Tense: Sendable {
  case past, future, unknown
  /// A verb in the present tense that tells a plan: `the strike starts on Monday`.
  case present
  /// The sentence begins with the expression and goes on in the past (`In January, it bought …`), or a
  /// verb that tells what happened precedes it closely (`it was sold in January`).
  case surelyPast
  /// A verb of the future, a word such as `until`, or the name of what is to come precedes it closely.
  case nearFuture
  /// After `ended` or `since`: `the quarter ended Oct. 31` is over.
  case over
  /// `usually`, `normally`: not one time, but each of them.
  case habit

  package var isPast: Bool { self == .past || self == .surelyPast || self == .over }
  var isFuture: Bool { self == .future || self == .nearFuture }
  /// Whether a weekday lies in the days to come.
  var isAhead: Bool { self == .nearFuture || self == .present }

  /// How far ahead, in days, a date without a year may lie before the year before is meant; nil for no
  /// limit. What happened on a day is not ahead; a month may have begun.
  func daysAhead(ofDay isDay: Bool) -> Int? {
    switch self {
    case .over: 0
    case .surelyPast: isDay ? 1 : 14
    case .past: 90
    case .unknown, .habit: 130
    case .future, .nearFuture, .present: nil
    }
  }
}
