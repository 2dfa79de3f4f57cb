import PostilKit
import Testing

@testable import DateNormalizer

/// What `why` prints: the rule, which day a time counts from and why, why it is past or ahead, and the value.
@Suite struct WhyTests {
  /// The day of publication, by the words of the time themselves or since the text tells no other.
  private static let words = "2023-03-15 (published, as these words mean it)"
  private static let news = "2023-03-15 (published, as nothing ties it to another day)"

  static let transcript = [
    (
      "on Monday",
      "weekday: Monday before \(news), the last one, as no verb says otherwise → 2023-03-13"
    ),
    ("They met on Monday.", "weekday: Monday before \(news), as 'met' is past → 2023-03-13"),
    ("It fell to the lowest level since last year.", "last-unit: \(words) − 1 year → 2022"),
    ("They left two weeks ago.", "units-ago: \(words) − 2 weeks → 2023-W09"),
    ("On March 3, 2021, they won.", "month-day-year: as written → 2021-03-03"),
    (
      "They will vote in three days.",
      "in-units: \(words) + 3 days, as 'will' looks ahead → 2023-03-18"
    ),
    (
      "It opens on Thanksgiving.",
      "holiday: the holiday after \(news), as 'opens' looks ahead → 2023-11-23"
    ),
    ("It took 17 years.", "units: as written → P17Y"),
    ("They meet every Thursday.", "every-weekday: as written → XXXX-WXX-4"),
    ("She spoke at 5 p.m. on the stage.", "clock-hour: the time of \(news) → 2023-03-15T17:00"),
    (
      "Profit rose in the third quarter.",
      "quarter: quarter 3 before \(news), the one that a report would be about → 2022-Q3"
    ),
    ("They meet next Tuesday.", "weekday: Tuesday after \(news), by its own words → 2023-03-21"),
    ("It is due by Friday.", "weekday: Friday after \(news), as 'due' looks ahead → 2023-03-17"),
    ("He has been ill since May.", "month: May before \(news), as 'since' looks back → 2022-05"),
    (
      "The vote in May is close.",
      "month: May after \(news), as 'vote' looks ahead → 2023-05"
    ),
    (
      "It rained at the weekend.",
      "the-weekend: \(words) − 1 weekend, as 'rained' is past → 2023-W10-WE"
    ),
    (
      "On Friday, 3 March, they met.",
      "day-month: March 3 before \(news), in the year of that weekday → 2023-03-03"
    ),
    ("it is usually in October", "month: as written, as 'usually' means each time → XXXX-10"),
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
        "weekday: Friday after \(Self.news), as 'leaves' tells a plan → 2023-03-17",
        "day-month-year: as written → 2022-02-24",
        "month: April after 2022-02-24 (the event that the paragraph tells of), in its year or the next "
          + "→ 2022-04",
      ])
    let habit = try timexes("On Fridays mass is at 8 a.m.").last?.rule
    #expect(habit == "clock-hour: the time, on each such day → XXXX-WXX-5T08:00")
    let setting = try timexes("on Monday", settings: ["prefer": .string("future")]).last?.rule
    #expect(setting == "weekday: Monday after \(Self.news), by the setting prefer → 2023-03-20")
  }

  /// What is counted from the last mention says so.
  @Test func fromTheLastMention() throws {
    let found = try timexes(
      "On March 3, 2021, they won; two days later they lost. Today it is over.")
    #expect(
      found.dropFirst().map(\.rule) == [
        "units-later: 2021-03-03 (the last time told, as these words mean it) + 2 days → 2021-03-05",
        "day-word: the day of \(Self.words) → 2023-03-15",
      ])
    #expect(found.map { $0.attributes["anchor"]?.string } == [nil, "2021-03-03", "2023-03-15"])
    let range = try timexes("It rained from Monday to Friday.").last?.rule
    #expect(
      range == "weekday-to-weekday: Friday after 2023-03-13 (the start of the range) → 2023-03-17")
  }

  /// A comparison with a period is counted from it.
  @Test func fromTheLastPeriod() throws {
    let found = try timexes(
      "In the third quarter it rose from a year earlier. The quarter was good.")
    #expect(
      found.dropFirst().map(\.rule) == [
        "a-year-ago: 2022-Q3 (the period that the text reports) − 1 year → 2021-Q3",
        "the-quarter: the same as 2022-Q3 (the period that the text reports) → 2022-Q3",
      ])
  }

  /// A time in another one, or beside it, names it.
  @Test(arguments: [
    (
      "The day before Christmas",
      "unit-before: 1 day before the holiday before \(news), the nearest, as no verb says otherwise "
        + "→ 2022-12-24"
    ),
    (
      "The first week of January",
      "nth-in-month: week 1 of January before \(news), the nearest, as no verb says otherwise → 2023-W01"
    ),
    ("On the last Friday of May 2022", "nth-in-month: the last Friday of 2022-05 → 2022-05-27"),
    (
      "two weeks from Friday",
      "units-from-day: 14 days after Friday after \(news), by its own words → 2023-03-31"
    ),
    (
      "on October 11",
      "month-day: October 11 before \(news), the nearest, as no verb says otherwise → 2022-10-11"
    ),
  ])
  func fromAnotherTime(_ words: String, _ expected: String) throws {
    #expect(try timexes(words).map(\.rule) == [expected])
  }

  /// A quarter belongs to the year of the day that ended it, whatever quarter of the calendar that was.
  @Test func fromItsEnd() throws {
    #expect(
      try timexes("the fourth quarter ended March 4").map(\.rule) == [
        "nth-quarter-ended: March 4 before \(Self.news), by its own words → 2023-Q4",
        "month-day: March 4 before \(Self.news), as 'ended' looks back → 2023-03-04",
      ])
  }

  @Test func withoutDate() throws {
    let rules = try timexes("They met on Monday.", published: nil).map(\.rule)
    #expect(rules == ["weekday: no day of publication to count from → XXXX-WXX-1"])
  }
}
