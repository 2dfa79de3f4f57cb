import Foundation
import PostilKit
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    "", "plain", "é", "🇮🇷 flag", "e\u{301}", "\r\nCRLF", "\u{FEFF}mark",
    String(repeating: "a€", count: 300),
  ])
  func countsCodePointsAsPythonDoes(_ string: String) {
    let text = Text(string)
    let scalars = Array(string.unicodeScalars)
    #expect(text.count == scalars.count)
    var byte = 0
    for (position, scalar) in scalars.enumerated() {
      #expect(text.byte(ofCodePoint: position) == byte)
      #expect(text.codePoint(atByte: byte) == position)
      byte += UTF8.width(scalar)
    }
    #expect(text.byte(ofCodePoint: text.count) == byte)
    #expect(text.codePoint(atByte: byte) == text.count)
  }

  @Test func givesTheWordsOfSpans() {
    let text = Text("🇮🇷 Iran’s “road map”")
    #expect(text[Span(3, 7)] == "Iran")
    #expect(text[[Span(3, 7), Span(10, 20)]] == "Iran “road map”")
    #expect(text.span(bytes: text.bytes(Span(3, 7))) == Span(3, 7))
  }

  @Test(arguments: [([0x61, 0xFF], 1), ([0xC3], 0), ([0x61, 0x62, 0xED, 0xA0, 0x80], 2)])
  func namesTheFirstBadByte(_ bytes: [UInt8], _ offset: Int) {
    #expect(throws: InvalidUTF8(offset: offset)) { try Text(validating: bytes) }
  }
}

@Suite struct CalendarDateTests {
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

  @Test func agreesWithFoundationOverFourThousandYears() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for dayNumber in stride(from: -200_000, to: 1_260_000, by: 89) {
      let ours = CalendarDate(dayNumber: dayNumber)
      let theirs = Date(timeIntervalSince1970: Double(dayNumber) * 86_400)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday, .weekOfYear, .yearForWeekOfYear], from: theirs)
      guard ours.year > 1582 else { continue }  // Foundation turns Julian there.
      #expect(ours.dayNumber == dayNumber)
      #expect(ours.year == parts.year && ours.month == parts.month && ours.day == parts.day)
      #expect(ours.weekday % 7 + 1 == parts.weekday)
      #expect(ours.week.week == parts.weekOfYear && ours.week.year == parts.yearForWeekOfYear)
    }
  }
}
