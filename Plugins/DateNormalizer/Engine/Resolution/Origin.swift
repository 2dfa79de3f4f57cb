import PostilKit

/// What a value was counted from: the day of publication or an earlier time of the text.
package struct Origin: Sendable {
  /// Why it was that.
  package enum Kind: Sendable {
    /// The day of publication, since words such as `ago` and `last` mean it.
    case published
    /// The day of publication, since nothing told ties the time to another one.
    case news
    /// The last time told, since words such as `later` and `that` mean it.
    case mention
    /// The last time told, since the text is a narrative.
    case story
    /// The event that the paragraph tells of.
    case event
    /// The period that the text reports.
    case period
    /// The start of a range.
    case range
    /// The last day told, on which a time of day lies.
    case day
  }

  /// As TIMEX3 writes it; nil in an article without a day of publication.
  package var value: String?
  /// The day, or a day inside it.
  package var day: CalendarDate?
  package var kind: Kind
}
