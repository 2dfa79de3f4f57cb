import PostilKit

/// What a value was counted from: the day of publication or an earlier time of the text.
package struct Origin: Sendable {
  /// As TIMEX3 writes it; nil in an article without a day of publication.
  package var value: String?
  /// The day, or a day inside it.
  package var day: CalendarDate?
}
