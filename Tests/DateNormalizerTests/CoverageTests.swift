import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct CoverageTests {
  @Test(arguments: (Coverage.kinds + Coverage.pitfalls).map(\.kind))
  func kind(_ kind: String) throws {
    for (name, cases) in Coverage.kinds + Coverage.pitfalls where name == kind {
      for entry in cases { try check(entry) }
    }
  }

  private func check(_ entry: String) throws {
    let (text, spans, expected) = try CorpusTests.read(entry)
    let found = try timexes(text)
    #expect(
      found.map(\.value).joined(separator: "; ") == expected, "\(entry): \(found.map(\.rule))")
    if !expected.isEmpty { #expect(found.flatMap(\.spans) == spans, "\(entry)") }
  }

  @Test(arguments: Coverage.weeks)
  func turnOfTheYear(_ published: String, _ text: String, _ value: String) throws {
    #expect(try timexes(text, published: CalendarDate(published)).map(\.value) == [value])
  }
}
