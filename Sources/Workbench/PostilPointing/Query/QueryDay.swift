import PostilKit
import PostilSystem

/// A day as it is typed in a query: `2023-03-13`, `today`, `yesterday`, `monday`, `7d`.
enum QueryDay {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The day, in UTC as the times in sidecars are; a weekday is the last one, today included.
  ///
  /// - Throws: `invalid`.
  static func parse(
    _ value: String, of name: String, today: String = String(Timestamp.now().prefix(10))
  ) throws(PostilError) -> CalendarDate {
    if value.count == 10, let day = CalendarDate(value) { return day }
    let word = value.lowercased()
    guard let today = CalendarDate(today) else { throw invalid(name, value) }
    if word == "today" { return today }
    if word == "yesterday" { return today.advanced(days: -1) }
    if let weekday = weekdays.firstIndex(where: { $0 == word || $0.prefix(3) == word }) {
      return today.advanced(days: -((today.weekday - weekday + 6) % 7))
    }
    if word.hasSuffix("d"), let days = Int(word.dropLast()), (0...100_000).contains(days) {
      return today.advanced(days: -days)
    }
    throw invalid(name, value)
  }

  /// Checks the beginning of a day: `2023`, `2023-03`, `2023-03-13`.
  ///
  /// - Throws: `invalid`.
  static func check(prefix value: String, of name: String) throws(PostilError) {
    let rest = "2000-01-01".dropFirst(value.count)
    guard [4, 7, 10].contains(value.count), CalendarDate(value + rest) != nil else {
      throw .value(.invalid(name: name, value: value, form: "\(name)>2023-03-13"))
    }
  }

  private static func invalid(_ name: String, _ value: String) -> PostilError {
    .value(
      .invalid(name: name, value: value, form: "\(name)=2023-03-13, \(name)=monday or \(name)=7d"))
  }
}
