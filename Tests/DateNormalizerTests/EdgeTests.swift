import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct EdgeTests {
  /// Without a day of publication, what is relative stays open and what is absolute has its value.
  @Test(arguments: [
    ("on Monday", "XXXX-WXX-1"), ("in September", "XXXX-09"), ("on Oct. 11", "XXXX-10-11"),
    ("on March 3, 2021", "2021-03-03"), ("last year", "XXXX"), ("next month", "XXXX-XX"),
    ("last week", "XXXX-WXX"), ("yesterday", "XXXX-XX-XX"), ("the third quarter", "XXXX-Q3"),
    ("at 5 p.m.", "XXXX-XX-XXT17:00"), ("this morning", "XXXX-XX-XXTMO"), ("17 years", "P17Y"),
    ("in the summer", "XXXX-SU"), ("recently", "PAST_REF"), ("on Christmas", "XXXX-12-25"),
    ("over the weekend", "XXXX-WXX-WE"),
  ])
  func unpublished(_ text: String, _ value: String) throws {
    #expect(try timexes(text, published: nil).map(\.value) == [value])
  }

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

  /// A span goes over a line break, not over an empty line.
  @Test func wrapped() throws {
    #expect(try timexes("on March\n3, 2021").map(\.value) == ["2021-03-03"])
    #expect(try timexes("on March\n\n3, 2021").map(\.value).count == 2)
  }

  /// An article leaves nothing behind for the next.
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

  /// Texts that nobody writes, a megabyte each.
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

  /// Eight times the text takes about eight times as long: what goes with the square takes sixty-four.
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

  @Test func impossiblePublication() throws {
    #expect(CalendarDate("2023-02-30") == nil)
    #expect(
      try timexes("on Monday", published: CalendarDate("2023-02-30")).map(\.value) == ["XXXX-WXX-1"]
    )
  }

  @Test func dayFirst() throws {
    #expect(try timexes("on 3/4/2021").map(\.value) == ["2021-03-04"])
    let found = try timexes("on 3/4/2021", settings: ["order": "day-first"])
    #expect(found.map(\.value) == ["2021-04-03"])
  }

  @Test func refusesSettings() {
    #expect(throws: AnnotatorError("order is 'odd': choose 'month-first' or 'day-first'")) {
      try timexes("", settings: ["order": "odd"])
    }
    #expect(throws: AnnotatorError.self) { try timexes("", settings: ["language": "../x"]) }
  }

  /// In a story dates count from the last one told, and years go on.
  @Test func story() throws {
    let text = """
      The war began in 1861 and ended in 1865. In 1862 they met; in 1863 and 1864 they fought. In \
      December 1864 the town fell. In January the army moved. Two days later it was over.
      """
    #expect(
      try timexes(text).map(\.value) == [
        "1861", "1865", "1862", "1863", "1864", "1864-12", "1865-01", "1865-XX-XX",
      ])
  }

  /// A year in the middle of a sentence leads on where its paragraph has told nothing finer yet.
  @Test func storyOfParagraphs() throws {
    let text = """
      The war began in 1861, after 1855, 1856, 1857, 1858 and 1859. In August 1862 they met.

      The fleets met in 1864 at the bay. In early September they fought, as in 1812, and in October \
      it was over.
      """
    #expect(
      try timexes(text).map(\.value).suffix(5) == ["1862-08", "1864", "1864-09", "1812", "1864-10"])
  }

  /// An earlier year told by the way is looked back at: the story does not return to it.
  @Test func storyLooksBack() throws {
    let text = """
      On 13 July 1793 he was killed. The assembly that had sat since August 1792 went on. On 24 August \
      it met.
      """
    #expect(
      try timexes(text, settings: ["genre": "narrative"]).map(\.value) == [
        "1793-07-13", "1792-08", "1793-08-24",
      ])
  }

  @Test func explains() throws {
    let rule = try timexes("on Monday").first?.rule
    #expect(rule == "weekday: Monday before 2023-03-15 → 2023-03-13")
  }
}
