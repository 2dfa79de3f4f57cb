import PostilKit
import PostilPublication
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct PublishedFactsTests {
  private func load(_ text: String, published: String? = nil) throws -> LoadedArticle {
    let folder = try TemporaryFolder()
    return try LoadedArticle.read(
      folder.article("a", text), published: published.flatMap { CalendarDate($0) })
  }

  /// The date as it is in the text, its day, and its place.
  @Test(arguments: [
    (
      "TEHRAN, March 13, 2023 (Wire) - Ministers met.", "March 13, 2023", "2023-03-13",
      PublishedOrigin.dateline
    ),
    ("LISBON, 3 March 2023 (Wire) – Ministers met.", "3 March 2023", "2023-03-03", .dateline),
    (
      "ST. PETERSBURG, Russia".uppercased() + ", Sept. 5, 2023 — Ministers met.", "Sept. 5, 2023",
      "2023-09-05", .dateline
    ),
    (
      "Port shut\n\nBy Ann Lee in Oslo March 13, 2023\n\nShips waited.", "March 13, 2023",
      "2023-03-13", .byline
    ),
    (
      "Port shut\n\nA standfirst is a sentence.\nBy Ann Lee | 13 March 2023, 18:45 GMT\n\nShips waited.",
      "13 March 2023", "2023-03-13", .byline
    ),
    (
      "Port shut\n\nTuesday 7 February 2023 - 18:45\n\nShips waited.", "7 February 2023",
      "2023-02-07", .dateline
    ),
    (
      "Port shut\n\nPublished: 2023-03-13T18:45:00Z\n\nShips waited.", "2023-03-13", "2023-03-13",
      .dateline
    ),
    (
      "\u{FEFF}Fermé à é\r\n\r\nMon, 13th of March 2023 6:45 p.m. EST\r\nShips waited.",
      "13th of March 2023", "2023-03-13", .dateline
    ),
    (
      "Port shut\n\nMon, 13 Mar 2023 18:45:00 +0000\n\nShips waited.", "13 Mar 2023",
      "2023-03-13", .dateline
    ),
    (
      "Port shut\n\nDate: Mon, 13 Mar 2023 18:45:00 GMT\n\nShips waited.", "13 Mar 2023",
      "2023-03-13", .dateline
    ),
    (
      "Port shut\n\n2023-03-13T18:45:00.000+03:00\n\nShips waited.", "2023-03-13", "2023-03-13",
      .dateline
    ),
    (
      "Port shut\n\nPublished 2023-03-13 18:45 -0500\n\nShips waited.", "2023-03-13",
      "2023-03-13", .dateline
    ),
    (
      "Port shut\n\nBy Ann Lee\nMarch 13, 2023\n\nShips waited.", "March 13, 2023", "2023-03-13",
      .byline
    ),
    (
      "Port shut\n\nBy Ann Lee in Oslo\nand Bob Ray in Rome March 13, 2023\n\nShips waited.",
      "March 13, 2023", "2023-03-13", .byline
    ),
    (
      "Port shut\n\nBy Ann Lee,\nOslo, March 13, 2023\n\nShips waited.", "March 13, 2023",
      "2023-03-13", .byline
    ),
    (
      "Port shut\n\nBy ANN LEE\nThe Daily Post | March 13, 2023 5:04 p.m. ET\n\nShips waited.",
      "March 13, 2023", "2023-03-13", .byline
    ),
  ])
  func readsTheTextsOwn(_ text: String, _ words: String, _ day: String, _ origin: PublishedOrigin)
    throws
  {
    let loaded = try load(text)
    #expect(loaded.published.date == CalendarDate(day))
    #expect(loaded.published.origin == origin)
    let span = try #require(loaded.published.span)
    #expect(loaded.article.text[span] == words)
    #expect(loaded.article.published == CalendarDate(day) && loaded.published.candidates.isEmpty)
  }

  /// Dates that are seen and never taken.
  @Test(arguments: [
    ("Ships waited.\n— BelTA (@belta) March 13, 2023\nThe port was closed.", ["2023-03-13"]),
    ("Ships waited.\n— BelTA (@belta)\nMarch 13, 2023\nThe port was closed.", ["2023-03-13"]),
    // Posts: a handle in a line of its own, a post's link, its clock.
    ("Ships waited.\n\nBelTA\n@belta\nMarch 13, 2023\n\nThe port was closed.", ["2023-03-13"]),
    ("Ships waited.\n\nBelTA @belta · Mar 13, 2023\nThe port was closed.", ["2023-03-13"]),
    (
      "Ships waited.\n\nIt is shut https://t.co/AbC\nMarch 13, 2023\nThe port was closed.",
      ["2023-03-13"]
    ),
    ("Ships waited.\n\n8:04 PM · Mar 13, 2023\n\nThe port was closed.", ["2023-03-13"]),
    ("By Ann Lee\nShips waited until March 13, 2023", ["2023-03-13"]),
    ("Ships waited on March 13, 2023, and left on 14 March 2023.", ["2023-03-13", "2023-03-14"]),
    ("Ships waited outside. March 13, 2023 - a day to forget.", ["2023-03-13"]),
    ("Port shut\n\nUpdated March 14, 2023\n\nShips waited.", ["2023-03-14"]),
    ("TEHRAN, March 13 (Wire) - Ministers met.", []), ("Ships waited 30 February 2023.", []),
    ("Ships waited 03/04/2023.", []), ("", []),
    (String(repeating: "Ships waited and ", count: 20) + "left.\nMarch 13, 2023\n", ["2023-03-13"]),
  ])
  func listsCandidatesOnly(_ text: String, _ days: [String]) throws {
    let published = try load(text).published
    #expect(published.date == nil && published.origin == .unknown && published.span == nil)
    #expect(published.candidates.map(\.date.description) == days)
  }

  @Test func theStrongerSourceWins() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.txt", "---\npublished: 2023-03-02\n---\nOSLO, March 1, 2023 - Ships waited.")
    try folder.write("b.txt", "OSLO, March 1, 2023 - Ships waited.")
    let option = CalendarDate("2023-03-03")
    func origin(_ name: String) throws -> PublishedOrigin {
      try LoadedArticle.read(Workspace(root: folder.path).article(named: name), published: option)
        .published.origin
    }
    #expect(try origin("a") == .frontMatter)
    #expect(try origin("b") == .option)
    try folder.write(
      "published.tsv", "name\tpublished\n# a comment\na.txt\t2023-03-04\r\nb\t2023-03-05\n")
    #expect(try origin("a") == .table && origin("b") == .table)
    let store = try AnnotationStore.open(Workspace(root: folder.path).article(named: "b"))
    #expect(store.article.published == CalendarDate("2023-03-05"))
    try store.commit([.facts(published: CalendarDate("2023-03-06"), source: nil)], by: "anna")
    #expect(
      store.article.published == CalendarDate("2023-03-06") && store.published.origin == .sidecar)
    try folder.write("published.tsv", "a\t2023-03-04\nb 2023-03-05\n")
    let error = #expect(throws: PostilError.self) { try Workspace(root: folder.path) }
    #expect(error?.description.contains("published.tsv:2: ") == true)
    // Not a day of the calendar, though it is where a heading may be.
    try folder.write("published.tsv", "a\t2023-02-30\n")
    let impossible = #expect(throws: PostilError.self) { try Workspace(root: folder.path) }
    #expect(impossible?.description.contains("published.tsv:1: ") == true)
  }

  /// Ten megabytes of dates in one line; a quadratic reader would take hours.
  @Test(.timeLimit(.minutes(1))) func aLongLineIsReadInLinearTime() throws {
    let line = String(
      repeating: "He met them on March 13, 2023, and on 2023-03-14 again. ", count: 190_000)
    for start in ["", "OSLO, March 12, 2023 (Wire) - ", "@desk\n"] {
      let facts = try load("Port shut\n\n" + start + line + "\n\nBy Ann Lee March 15, 2023\n")
        .published
      #expect(facts.candidates.count == 12)
      #expect(facts.date == (start.hasPrefix("OSLO") ? CalendarDate("2023-03-12") : nil))
    }
  }
}
