import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct UndatedTests {
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

  @Test func impossiblePublication() throws {
    #expect(CalendarDate("2023-02-30") == nil)
    #expect(
      try timexes("on Monday", published: CalendarDate("2023-02-30")).map(\.value) == ["XXXX-WXX-1"]
    )
  }
}
