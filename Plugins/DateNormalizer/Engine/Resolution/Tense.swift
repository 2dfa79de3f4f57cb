/// What the verbs around an expression say about its direction.
package enum Tense: Sendable {
  case past, future, unknown
  /// The sentence begins with the expression and goes on in the past (`In January, it bought …`), a
  /// verb that tells what happened precedes it closely (`it was sold in January`), or `since` does.
  case surelyPast
  /// A verb of the future or a word such as `until` precedes it closely.
  case nearFuture
  /// After `ended`: `the quarter ended Oct. 31` is over.
  case over
  /// `usually`, `normally`: not one time, but each of them.
  case habit

  var isPast: Bool { self == .past || self == .surelyPast || self == .over }
  var isFuture: Bool { self == .future || self == .nearFuture }

  /// How far ahead, in days, a date without a year may lie before the year before is meant; nil for no
  /// limit.
  var daysAhead: Int? {
    switch self {
    case .over: 0
    case .surelyPast: 30
    case .past: 90
    case .unknown, .habit: 130
    case .future, .nearFuture: nil
    }
  }
}
