import PostilKit
import PostilPublication
import Testing

/// What the first and last lines of a text say about its publication.
@Suite struct PublicationTests {
  private func facts(
    _ text: String, listed: String? = nil, option: String? = nil
  ) -> PublishedFacts {
    PublishedFacts(
      TextLines(Text(text)), listed: listed.flatMap { CalendarDate($0) },
      option: option.flatMap { CalendarDate($0) })
  }

  @Test(
    arguments: [
      ("TEHRAN, March 13, 2023 (Wire) - Ministers met.\n", "2023-03-13", PublishedOrigin.dateline),
      ("Port shut\n\nBy Ann Lee in Oslo March 13, 2023\n\nShips waited.\n", "2023-03-13", .byline),
      ("Ministers met on Monday, and left.\n", nil, .unknown),
    ] as [(String, String?, PublishedOrigin)])
  func theDay(_ text: String, _ day: String?, _ origin: PublishedOrigin) {
    let facts = facts(text)
    #expect(facts.date?.description == day)
    #expect(facts.origin == origin)
  }

  /// A table of days wins over the text, and an option over both is only for texts that say none.
  @Test func aTableWins() {
    let text = "TEHRAN, March 13, 2023 (Wire) - Ministers met.\n"
    #expect(facts(text, listed: "2023-03-14").date?.description == "2023-03-14")
    #expect(facts(text, listed: "2023-03-14").origin == .table)
    #expect(facts("Ministers met.\n", option: "2023-03-15").origin == .option)
  }

  /// The title, if the first line is one.
  @Test func theTitle() {
    #expect(Headline.find(TextLines(Text("Port shut after storm\n\nShips waited.\n"))) != nil)
    #expect(Headline.find(TextLines(Text("Ships waited for hours, and then they left.\n"))) == nil)
  }
}
