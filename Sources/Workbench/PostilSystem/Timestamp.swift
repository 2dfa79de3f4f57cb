import PostilKit

/// Wall-clock timestamps for display; the order of revisions is their order in the file.
package enum Timestamp {
  /// The current time in UTC as RFC 3339, such as `2023-03-13T18:45:00Z`.
  package static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return string(seconds: Int(time.tv_sec))
  }

  /// A time in RFC 3339 format, from the seconds since 1 January 1970 UTC.
  package static func string(seconds: Int) -> String {
    let (day, rest) = (
      Int((Double(seconds) / 86_400).rounded(.down)), ((seconds % 86_400) + 86_400) % 86_400
    )
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(CalendarDate(dayNumber: day))T\(clock.joined(separator: ":"))Z"
  }
}
