import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct RobustnessTests {
  @Test(arguments: [
    "", " ", "\n", "’", "'", "-", "Monday", "a year", "the", "in 1998", "1998-", "'9",
    "\u{FEFF}May 3",
    "🇮🇷 March 13, 2023 🎉", "e\u{301}té on Monday", "Dec.\r\n 7,\r\n1941", "9/", "/11", "of May",
    "year", "2 1/", "2 1/2", "99999999999999999999 years", "1e9 days", "- - - -", "mid-", "5:",
    ":30",
    "999999999999 years ago", "a million years ago", "in 9999", "9999 BC",
    "10 billion centuries ago",
    "five hundred thousand years later",
  ])
  func staysInsideTheText(_ text: String) throws {
    for published in [wednesday, nil, CalendarDate(year: 9999, month: 12, day: 31)] {
      let count = Text(text).count
      let found = try timexes(text, published: published)
      #expect(
        found.flatMap(\.spans).allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= count })
      #expect(found.allSatisfy { !$0.value.isEmpty && $0.layer == .timex })
      #expect(try timexes(text, published: published) == found)
    }
  }

  @Test func countsCodePoints() throws {
    let text = "🎉🇮🇷 é said Monday"
    let spans = try timexes(text).flatMap(\.spans)
    #expect(spans.map { Text(text)[$0] } == ["Monday"])
  }

  /// A span can contain a line break, but not an empty line.
  @Test func wrapped() throws {
    #expect(try timexes("on March\n3, 2021").map(\.value) == ["2021-03-03"])
    #expect(try timexes("on March\n\n3, 2021").map(\.value).count == 2)
  }

  /// An article has no effect on the next.
  @Test func keepsNothing() throws {
    let before = try timexes("two days later").map(\.value)
    _ = try timexes("In 1789, 1790, 1791, 1792, 1793 and on 24 June they met.")
    #expect(try timexes("two days later").map(\.value) == before)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["1", "Monday", "the ", "twenty ", "1998 ", "- ", "a year "])
  func anyTextInLinearTime(_ piece: String) throws {
    let text = String(repeating: piece, count: 30_000 / piece.utf8.count)
    #expect(try timexes(text).flatMap(\.spans).allSatisfy { $0.end <= text.utf8.count })
  }

  /// Senseless texts of a megabyte each.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "1", "1998", "a", "Monday", "第三", "день", "יום ", "2023-02-30 ", "May", "1/1/1", "5:5:5",
      "(((",
      "the last ", "of of ", "'99", "$1 ", "é1月", "- ", "Mr. ", "1,", "a.b.",
    ])
  func badInput(_ piece: String) throws {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let count = Text(text).count
    #expect(try timexes(text).flatMap(\.spans).allSatisfy { $0.end <= count })
  }

  /// Eight times the text takes about eight times as long; quadratic work would take sixty-four times.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "1", "a", "Monday", "Monday, ", "第三", "two of the ", "said Monday ", "1998-", "1 1/2 ",
      "last in the early ", "twenty-", "\n\n1998 ", "5 p.m. and ",
    ])
  func growsWithTheText(_ piece: String) throws {
    func seconds(_ bytes: Int) throws -> Double {
      let text = String(repeating: piece, count: bytes / piece.utf8.count)
      return try (0..<3).map { _ in
        let before = threadSeconds()
        _ = try timexes(text)
        return threadSeconds() - before
      }.min() ?? 0
    }
    let (short, long) = (try seconds(40_000), try seconds(320_000))
    #expect(long < 24 * short + 0.01, "\(short) s, \(long) s")
  }

}
