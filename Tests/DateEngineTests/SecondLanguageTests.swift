import DateEngine
import PostilKit
import Testing

extension Category {
  fileprivate static var vor: Category { .own(0) }
  fileprivate static var punkt: Category { .own(1) }
}

/// A few words of German: what a language must bring, and that the engine needs no English.
private struct German: DateLanguage {
  let code = "de"
  let vocabulary = Vocabulary(files: ["words"], categories: ["vor", "punkt"])
  let grammar = Grammar([
    [
      Rule("day-month", "dayNumber punkt month year?", "am 3. März 2021 = 2021-03-03") {
        .point(Partial(year: $0[.year], month: $0[.month], day: $0.day()), .open)
      },
      Rule("month", "month year?", "im Januar = 2023-01") {
        .point(Partial(year: $0[.year], month: $0[.month]), .open)
      },
      Rule("weekday", "weekday", "am Montag = 2023-03-13") {
        .point(Partial(weekday: $0[.weekday]), .open)
      },
      Rule("units-ago", "vor number unit|units", "vor drei Wochen = 2023-W08") {
        guard let unit = $0.unit, let count = $0[.number] else { return nil }
        return .shift(.published, -count, unit)
      },
    ]
  ])
}

@Suite struct SecondLanguageTests {
  /// Each rule finds its example, published on Wednesday, 15 March 2023.
  @Test(arguments: German().grammar.families[0].map(\.example))
  func example(_ example: String) throws {
    let parts = example.split(separator: " = ").map(String.init)
    #expect(try values(parts[0]) == [parts[1]])
  }

  @Test func manyInOneText() throws {
    let text = "Am 31. Dezember 2020, vor 2 Wochen und am Montag; in January 2020 they met."
    #expect(try values(text) == ["2020-12-31", "2023-W09", "2023-03-13"])
  }

  private func values(_ text: String) throws -> [String] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let reader = try DateReader(
      German(), Configuration(folder: folder.joined(separator: "/")))
    let published = CalendarDate(year: 2023, month: 3, day: 15)
    var values: [String] = []
    reader.read(Article(text: Text(text), published: published)) {
      values.append(ValuePrinter.print($0.value))
    }
    return values
  }
}
