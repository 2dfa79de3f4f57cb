import Foundation
import PostilExchange
import PostilKit
import PostilSystem
import Testing

@testable import PostilMarkup

@Suite struct TimeMLTests {
  private func read(_ text: String) throws -> ImportedArticle {
    let source = ImportSource(
      file: FileAccess(path: "in/a.tml"), name: "a", bytes: Array(text.utf8))
    return try #require(try TimeMLImporter().read(source, known: KnownArticles()).first)
  }

  private static let file = """
    <?xml version="1.0" ?>
    <TimeML><DOCID>a</DOCID>
    <DCT><TIMEX3 tid="t0" type="DATE" value="2023-03-13" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
    <TEXT>🇧🇾 left on <TIMEX3 tid="t7" type="DATE" value="2023-03-13" anchorTimeID="t0" endPoint="t0">Monday</TIMEX3>,
    for <TIMEX3 tid="t8" type="DURATION" value="P2D" beginPoint="t7" endPoint="t9">two days</TIMEX3>.</TEXT>
    </TimeML>
    """

  @Test func readsDatesAndTheDayOfPublication() throws {
    let article = try read(Self.file)
    #expect(article.text.string == "🇧🇾 left on Monday,\nfor two days.")
    #expect(article.published == CalendarDate("2023-03-13"))
    #expect(
      article.annotations.map {
        "\($0.label) \($0.text) \($0.spans[0].start) \($0.attributes["value"]?.plain ?? "")"
      }
        == ["DATE Monday 11 2023-03-13", "DURATION two days 23 P2D"])
    #expect(article.annotations[1].roles["begin"] == [RoleLink(id: article.annotations[0].id)])
    #expect(article.losses.map(\.what) == ["endPoint of t8: t9 is not in the text"])
    #expect(article.annotations[0].unknown["timeml"]?["endPoint"] == "t0")
  }

  /// What TimeML says and Postil has no place for comes back, with the ids.
  @Test func writesWhatItRead() throws {
    let article = try read(Self.file)
    let exported = TimeMLExporter().export(
      Article(id: "a", text: article.text, published: article.published), article.annotations)
    let text = String(decoding: exported.files[0].bytes, as: UTF8.self)
    #expect(
      text.contains(
        #"<TIMEX3 tid="t7" type="DATE" value="2023-03-13" anchorTimeID="t0" endPoint="t0">Monday</TIMEX3>"#
      ))
    #expect(text.contains(#"type="DURATION" value="P2D" beginPoint="t7">two days</TIMEX3>"#))
    let again = try read(text)
    #expect(
      again.text == article.text
        && again.annotations.map(\.spans) == article.annotations.map(\.spans))
    #expect(again.losses.isEmpty && exported.losses.isEmpty)
  }

  @Test func countsEventsAndLinks() throws {
    let article = try read(
      "<TimeML><TEXT>He <EVENT eid='e1' class='OCCURRENCE'>left</EVENT> <SIGNAL sid='s1'>on</SIGNAL> "
        + "<TIMEX3 tid='t1' type='DATE' value='2023'/></TEXT><TLINK lid='l1' relType='BEFORE'/></TimeML>"
    )
    #expect(article.annotations.isEmpty)
    #expect(
      article.losses.map(\.kind).sorted() == [
        "a TIMEX3 without words", "an EVENT: the schema has no layer 'event'", "an element SIGNAL",
        "an element TLINK",
      ])
  }

  @Test(arguments: [
    ("<html/>", "its first element is not 'TimeML'"), ("<TimeML/>", "it has no element 'TEXT'"),
    ("<!DOCTYPE TimeML SYSTEM 'x.dtd'><TimeML/>", "a document type"),
  ])
  func refuses(_ text: String, _ reason: String) {
    let error = #expect(throws: PostilError.self) { _ = try read(text) }
    #expect("\(error as PostilError?)".contains(reason), "\(String(describing: error))")
  }

  private static let corpora = URL(
    filePath: ProcessInfo.processInfo.environment["POSTIL_DATA"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/data"
      )
      .path
  ).appending(path: "temporal")

  /// Gold corpora, where they are at hand: every text, span, type and value as a list made by another
  /// program has them.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: corpora.path), "no corpora at hand"),
    arguments: ["timebank", "aquaint", "wikiwars-train"])
  func readsGold(_ corpus: String) throws {
    let folder = Self.corpora.appending(path: corpus)
    func records(_ name: String) throws -> [JSONValue] {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
        .map {
          try JSONParser.parse(Array($0.utf8))
        }
    }
    var gold: [String: Set<String>] = [:]
    for one in try records("gold.jsonl") where one["value"]?.string != "" {
      gold[one["doc"]?.string ?? "", default: []].insert(
        "\(one["start"]?.int ?? -1) \(one["end"]?.int ?? -1) \(one["type"]?.string ?? "") \(one["value"]?.string ?? "")"
      )
    }
    for document in try records("docs.jsonl") {
      let name = document["doc"]?.string ?? ""
      let article = try read(
        String(contentsOf: folder.appending(path: "tml/\(name).tml"), encoding: .utf8))
      #expect(article.text.string == document["text"]?.string, "\(name)")
      let valued = article.annotations.filter { $0.attributes["value"] != nil }
      let found = Set(
        valued.map {
          "\($0.spans[0].start) \($0.spans[0].end) \($0.label) \($0.attributes["value"]?.plain ?? "")"
        })
      let expected = gold[name] ?? []
      #expect(found.subtracting(expected).isEmpty, "\(name): wrong \(found.subtracting(expected))")
      // What is missing was told: a value that is none of TIMEX3's.
      let missing = expected.subtracting(found).count
      let told = article.losses.count { $0.what.contains("'value'") }
      #expect(missing <= told, "\(name): \(expected.subtracting(found)) \(article.losses)")
    }
  }
}
