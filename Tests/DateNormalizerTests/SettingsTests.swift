import DateEngine
import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct SettingsTests {
  @Test(arguments: [
    "a [17-year-old] boy = P17Y", "he is [17 years old] = P17Y",
    "[the 30th anniversary] = 2023-XX-XX", "[late on Thursday] = 2023-03-09TNI",
    "[late yesterday] = 2023-03-14TNI", "[early Thursday] = 2023-03-09",
    "for the years [2023-2026] = 2023/2026", "from [1991 to 1997] = 1991/1997",
    "between [1985 and 1987] = 1985/1987", "in [1985] and [1987] = 1985; 1987",
    "from [Monday to Friday] = 2023-03-13/2023-03-17",
    "from [May 3, 2020 to June 5, 2021] = 2020-05-03/2021-06-05",
  ])
  func extended(_ entry: String) throws {
    let (text, spans, expected) = try ExpressionTests.read(entry)
    let found = try timexes(text, settings: ["profile": "extended"])
    #expect(found.map(\.value).joined(separator: "; ") == expected, "\(found.map(\.rule))")
    #expect(found.flatMap(\.spans) == spans)
  }

  @Test(arguments: [
    ("past", "they will meet on Friday", "2023-03-10"),
    ("future", "they met on Friday", "2023-03-17"),
    ("future", "on Wednesday", "2023-03-15"), ("past", "on Wednesday", "2023-03-15"),
    ("past", "in April", "2022-04"), ("future", "in February", "2024-02"),
    ("past", "in March", "2023-03"), ("future", "on March 14", "2024-03-14"),
  ])
  func prefer(_ setting: String, _ text: String, _ value: String) throws {
    #expect(try timexes(text, settings: ["prefer": .string(setting)]).map(\.value) == [value])
  }

  @Test(arguments: [("news", "2023-03-13"), ("narrative", "1861-04-08")])
  func genre(_ setting: String, _ value: String) throws {
    let found = try timexes("On 12 April 1861, on Monday", settings: ["genre": .string(setting)])
    #expect(found.last?.value == value)
  }

  @Test(arguments: ["profile", "prefer", "genre", "order"])
  func refuses(_ name: String) {
    #expect(throws: AnnotatorError.self) { try timexes("", settings: [name: "odd"]) }
    #expect(throws: AnnotatorError.self) { try timexes("", settings: [name: 3]) }
  }

  @Test func dayFirst() throws {
    #expect(try timexes("on 3/4/2021").map(\.value) == ["2021-03-04"])
    let found = try timexes("on 3/4/2021", settings: ["order": "day-first"])
    #expect(found.map(\.value) == ["2021-04-03"])
    // Without the setting, an unambiguous date shows the order of its text; a setting wins.
    let text = "from 25/12/2020 to 3/4/2021"
    #expect(try timexes(text).map(\.value) == ["2020-12-25", "2021-04-03"])
    #expect(try timexes("25/12/2020, 12/25/2020, 3/4/2021").map(\.value).last == "2021-03-04")
    // So does one that is near the day of publication.
    #expect(try timexes("posted 14/03/2023").map(\.value) == ["2023-03-14"])
    #expect(try timexes("posted 12/03/2023").map(\.value) == ["2023-03-12"])
    let american = try timexes(text, settings: ["order": "month-first"])
    #expect(american.map(\.value) == ["2020-12-25", "2021-03-04"])
  }

  @Test func namesTheChoices() {
    #expect(throws: AnnotatorError("order is 'odd': choose 'auto' or 'month-first' or 'day-first'"))
    {
      try timexes("", settings: ["order": "odd"])
    }
  }

  /// A language must be registered; the error names those that are.
  @Test(arguments: ["de", "../x", "EN", ""])
  func refusesUnknownLanguage(_ code: String) {
    #expect(throws: AnnotatorError("language is '\(code)': choose 'en'")) {
      try timexes("", settings: ["language": .string(code)])
    }
  }

  @Test func english() throws {
    #expect(try timexes("on Monday", settings: ["language": "en"]).map(\.value) == ["2023-03-13"])
  }

  @Test func languagesAreUnique() {
    #expect(Set(Languages.all.map(\.code)).count == Languages.all.count)
  }

  /// A misspelt setting is reported.
  @Test func refusesUnknown() {
    let error = AnnotatorError(
      "there is no setting 'odrer': choose genre, language, order, prefer, profile")
    #expect(throws: error) { try timexes("", settings: ["odrer": "day-first"]) }
  }

  /// What a value was counted from is an attribute.
  @Test(arguments: [
    ("last year", "2023-03-15"), ("on Monday", "2023-03-15"), ("in 2019", nil),
    ("for two years", nil), ("the day before Christmas", "2023-03-15"),
  ])
  func anchor(_ text: String, _ anchor: String?) throws {
    #expect(try timexes(text).map { $0.attributes["anchor"]?.string } == [anchor])
  }
}
