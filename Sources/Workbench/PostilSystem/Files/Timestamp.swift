import PostilKit

/// Wall-clock timestamps. The order of revisions is their order in the file; times compare commands in
/// different articles.
package enum Timestamp {
  /// The current time in UTC as RFC 3339 with milliseconds, such as `2023-03-13T18:45:00.250Z`.
  package static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return string(seconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
  }

  /// A time in RFC 3339 format, from the seconds since 1 January 1970 UTC and the milliseconds after them.
  package static func string(seconds: Int, milliseconds: Int) -> String {
    let (day, rest) = (
      Int((Double(seconds) / 86_400).rounded(.down)), ((seconds % 86_400) + 86_400) % 86_400
    )
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(CalendarDate(dayNumber: day))T\(clock.joined(separator: ":"))"
      + ".\(String(milliseconds + 1000).dropFirst())Z"
  }
}
