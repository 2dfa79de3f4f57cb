import PostilKit
import Testing

@testable import DateNormalizer

/// What `why` prints.
@Suite struct WhyTests {
  static let transcript = [
    ("on Monday", "weekday: Monday before 2023-03-15 → 2023-03-13"),
    ("They met on Monday.", "weekday: Monday before 2023-03-15 → 2023-03-13"),
    ("It fell to the lowest level since last year.", "last-unit: 2023-03-15 − 1 year → 2022"),
    ("They left two weeks ago.", "units-ago: 2023-03-15 − 2 weeks → 2023-W09"),
    ("On March 3, 2021, they won.", "month-day-year: as written → 2021-03-03"),
    ("They will vote in three days.", "in-units: 2023-03-15 + 3 days → 2023-03-18"),
    ("It opens on Thanksgiving.", "holiday: the holiday after 2023-03-15 → 2023-11-23"),
    ("It took 17 years.", "units: as written → P17Y"),
    ("They meet every Thursday.", "every-weekday: as written → XXXX-WXX-4"),
    ("She spoke at 5 p.m. on the stage.", "clock-hour: the time of 2023-03-15 → 2023-03-15T17:00"),
    ("Profit rose in the third quarter.", "quarter: quarter 3 before 2023-03-15 → 2022-Q3"),
  ]

  @Test(arguments: transcript)
  func why(_ sentence: String, _ expected: String) throws {
    #expect(try timexes(sentence).map(\.rule) == [expected])
  }

  /// What decides beside the words is named.
  @Test func decisions() throws {
    let text = "The ferry leaves on Friday. It began on 24 February 2022; in April it ended."
    #expect(
      try timexes(text).map(\.rule) == [
        "weekday: Friday after 2023-03-15, a plan in the present tense → 2023-03-17",
        "day-month-year: as written → 2022-02-24",
        "month: April after 2022-02-24, in the year of the event told → 2022-04",
      ])
    let habit = try timexes("On Fridays mass is at 8 a.m.").last?.rule
    #expect(habit == "clock-hour: the time of 2023-03-15, on each such day → XXXX-WXX-5T08:00")
  }

  /// What is counted from the last mention says so.
  @Test func fromTheLastMention() throws {
    let found = try timexes(
      "On March 3, 2021, they won; two days later they lost. Today it is over.")
    #expect(
      found.dropFirst().map(\.rule) == [
        "units-later: 2021-03-03 + 2 days → 2021-03-05",
        "day-word: the day of 2023-03-15 → 2023-03-15",
      ])
    #expect(found.map { $0.attributes["anchor"]?.string } == [nil, "2021-03-03", "2023-03-15"])
  }

  /// A comparison with a period is counted from it.
  @Test func fromTheLastPeriod() throws {
    let found = try timexes(
      "In the third quarter it rose from a year earlier. The quarter was good.")
    #expect(
      found.dropFirst().map(\.rule) == [
        "a-year-ago: 2022-Q3 − 1 year → 2021-Q3",
        "the-quarter: the last period in the text, 2022-Q3 → 2022-Q3",
      ])
  }

  /// A time in another one, or beside it, names it.
  @Test(arguments: [
    (
      "The day before Christmas",
      "unit-before: 1 day before the holiday before 2023-03-15 → 2022-12-24"
    ),
    ("The first week of January", "nth-in-month: week 1 of January before 2023-03-15 → 2023-W01"),
    ("On the last Friday of May 2022", "nth-in-month: the last Friday of 2022-05 → 2022-05-27"),
    ("two weeks from Friday", "units-from-day: 14 days after Friday after 2023-03-15 → 2023-03-31"),
    ("on October 11", "month-day: October 11 before 2023-03-15 → 2022-10-11"),
    ("it is usually in October", "month: as written → XXXX-10"),
  ])
  func fromAnotherTime(_ words: String, _ expected: String) throws {
    #expect(try timexes(words).map(\.rule) == [expected])
  }

  /// A quarter belongs to the year of the day that ended it, whatever quarter of the calendar that was.
  @Test func fromItsEnd() throws {
    #expect(
      try timexes("the fourth quarter ended March 4").map(\.rule) == [
        "nth-quarter-ended: March 4 before 2023-03-15 → 2023-Q4",
        "month-day: March 4 before 2023-03-15 → 2023-03-04",
      ])
  }

  @Test func withoutDate() throws {
    let rules = try timexes("They met on Monday.", published: nil).map(\.rule)
    #expect(rules == ["weekday: no day of publication to count from → XXXX-WXX-1"])
  }
}
