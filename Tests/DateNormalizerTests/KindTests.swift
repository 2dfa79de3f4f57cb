import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct KindTests {
  private static let kinds = KindCases.kinds + PitfallCases.kinds

  @Test(arguments: kinds.map(\.kind))
  func kind(_ kind: String) throws {
    for (name, cases) in Self.kinds where name == kind {
      for entry in cases { try check(entry) }
    }
  }

  private func check(_ entry: String) throws {
    let (text, spans, expected) = try ExpressionTests.read(entry)
    let found = try timexes(text)
    #expect(
      found.map(\.value).joined(separator: "; ") == expected, "\(entry): \(found.map(\.rule))")
    if !expected.isEmpty { #expect(found.flatMap(\.spans) == spans, "\(entry)") }
  }

  /// Weeks at the turn of the year, by the day of publication.
  private static let weeks = [
    ("2021-01-04", "last week", "2020-W53"), ("2021-01-01", "this week", "2020-W53"),
    ("2020-12-28", "next week", "2021-W01"), ("2024-12-30", "this week", "2025-W01"),
    ("2016-01-03", "last weekend", "2015-W52-WE"), ("2023-01-02", "two weeks ago", "2022-W51"),
    ("2024-03-15", "next Friday", "2024-03-22"), ("2024-03-15", "this Friday", "2024-03-15"),
    ("2024-03-15", "Friday", "2024-03-15"), ("2024-03-31", "last month", "2024-02"),
    ("2024-02-29", "a year ago", "2023"), ("2024-12-31", "tomorrow", "2025-01-01"),
  ]

  @Test(arguments: weeks)
  func turnOfTheYear(_ published: String, _ text: String, _ value: String) throws {
    #expect(try timexes(text, published: CalendarDate(published)).map(\.value) == [value])
  }
}
