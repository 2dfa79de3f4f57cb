import Foundation
import PostilKit
import Testing

/// The kit's integer calendar against Foundation's.
@Suite struct CalendarDateTests {
  private static let iso: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// Days of 4,000 years from 1583 on, in steps that meet every weekday, month and new year; before,
  /// Foundation's calendar is Julian.
  @Test func agreesWithFoundation() {
    for number in stride(from: -141_340, to: 1_325_900, by: 17) {
      let date = CalendarDate(dayNumber: number)
      let parts = Self.iso.dateComponents(
        [.year, .month, .day, .weekday, .weekOfYear, .yearForWeekOfYear],
        from: Date(timeIntervalSince1970: Double(number) * 86_400))
      guard date.year == parts.year, date.month == parts.month, date.day == parts.day,
        date.week.week == parts.weekOfYear, date.week.year == parts.yearForWeekOfYear,
        date.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1, date.dayNumber == number
      else {
        Issue.record("\(date) is not \(parts)")
        return
      }
    }
  }

  @Test(arguments: [
    ("2023-03-13", 1, "2023-W11"), ("2021-01-03", 7, "2020-W53"), ("2018-12-31", 1, "2019-W1"),
    ("2024-02-29", 4, "2024-W9"), ("1970-01-01", 4, "1970-W1"), ("2023-03-13T10:00", 1, "2023-W11"),
  ])
  func knowsWeekdayAndWeek(_ spelling: String, _ weekday: Int, _ week: String) throws {
    let date = try #require(CalendarDate(spelling))
    #expect(date.weekday == weekday)
    #expect("\(date.week.year)-W\(date.week.week)" == week)
  }

  @Test(arguments: [
    "2023-02-30", "2023-13-01", "2023-3-13", "20230313", "", "2023-03-13x", "٢٠٢٣-٠٣-١٣",
    "2023-00-01",
  ])
  func refuses(_ spelling: String) { #expect(CalendarDate(spelling) == nil) }

  @Test func weeksAreFoundAgain() {
    for number in stride(from: -700_000, to: 700_000, by: 7) {
      let (year, week) = CalendarDate(dayNumber: number).week
      let monday = CalendarDate(week: week, of: year)
      #expect(monday?.week.week == week && monday?.week.year == year && monday?.weekday == 1)
    }
    #expect(CalendarDate(week: 53, of: 2021) == nil)
    #expect(CalendarDate(week: 53, of: 2020) != nil)
  }

  @Test(arguments: [
    (2023, "2023-04-09"), (2024, "2024-03-31"), (1818, "1818-03-22"), (1943, "1943-04-25"),
    (2000, "2000-04-23"),
  ])
  func easter(_ year: Int, _ day: String) {
    #expect(CalendarDate.easter(in: year)?.description == day)
  }

  @Test func weekdaysOfMonths() {
    #expect(CalendarDate(nth: 4, weekday: 4, month: 11, year: 2022)?.description == "2022-11-24")
    #expect(CalendarDate(nth: -1, weekday: 1, month: 5, year: 2023)?.description == "2023-05-29")
    #expect(CalendarDate(nth: 5, weekday: 1, month: 2, year: 2023) == nil)
  }

  @Test func monthsLater() {
    let last = CalendarDate(year: 2023, month: 1, day: 31)
    #expect(last?.advanced(months: 1).description == "2023-02-28")
    #expect(last?.advanced(months: -2).description == "2022-11-30")
    #expect(last?.advanced(months: -24 * 12 * 100).year == -377)
  }
}
