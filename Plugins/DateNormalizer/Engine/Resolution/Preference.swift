/// Where a date without a year, or a weekday, is looked for.
package enum Preference: String, CaseIterable, Sendable {
  /// Near the day of publication, as the verbs say.
  case verbs
  case past, future
}
