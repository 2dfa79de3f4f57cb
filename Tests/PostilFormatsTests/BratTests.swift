import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import Testing

@testable import PostilFormats

/// What brat's reader would refuse, misread or crash on, and what is written instead.
@Suite struct BratTests {
  @Test(arguments: [
    "\n", "\r\n", "\r", "\u{0B}", "\u{0C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}",
    "\u{2029}",
  ])
  func cutsSpansAtLineBreaks(_ lineBreak: String) {
    let count = lineBreak.unicodeScalars.count
    let lines = lines(
      "met \(lineBreak) Xi.",
      [
        Annotation(
          id: "a", layer: .entity, label: "X", spans: [Span(0, 7 + count)], state: .accepted)
      ])
    #expect(lines == ["T1\tX 0 3;\(5 + count) \(7 + count)\tmet Xi"])
  }

  @Test(arguments: [[], [Span(3, 3)], [Span(3, 4)]] as [[Span]])
  func dropsWhatHasNoWords(_ spans: [Span]) {
    let annotation = Annotation(id: "a", layer: .entity, label: "X", spans: spans, state: .accepted)
    let outcome = exported(Article(id: "n", text: Text("met\nXi")), [annotation])
    #expect(outcome.files[1].bytes.isEmpty)
    #expect(
      outcome.losses == [
        ExportLoss(id: "a", .all("it has no words, which brat requires"))
      ])
  }

  @Test func valuesOfAnEventStandAtItsContentNeverAtItsTrigger() {
    let quote = Annotation(
      id: "q", layer: .quote, label: "indirect", spans: [Span(8, 12)],
      roles: ["cue": [RoleLink(spans: [Span(3, 7)])]], attributes: ["negated": true],
      state: .rejected)
    #expect(
      lines("He said rain", [quote]) == [
        "T1\tindirect 8 12\train", "T2\tQuote 3 7\tsaid", "E1\tQuote:T2 Content:T1",
        "A1\tState T1 rejected", "A2\tNegated T1 true",
      ])
  }

  @Test func twoLinksOfARoleAreNumberedAndSharedWordsWrittenOnce() {
    let roles = [
      "addressee": [RoleLink(spans: [Span(0, 2)]), RoleLink(spans: [Span(3, 5)])],
      "cue": [RoleLink(spans: [Span(6, 8)])],
    ]
    let quotes = ["q", "r"].map {
      Annotation(
        id: $0, layer: .quote, label: "direct", spans: [Span(9, 11)], roles: roles, state: .accepted
      )
    }
    let events = lines("aa bb cc dd", quotes).filter { $0.hasPrefix("E") }
    #expect(
      events == [
        "E1\tQuote:T3 Content:T1 Addressee:T4 Addressee2:T5",
        "E2\tQuote:T3 Content:T2 Addressee:T4 Addressee2:T5",
      ])
  }

  @Test func aReferenceIsOneWordWithAColonElseAnAttributeOrANote() {
    let refs = ["wikidata:Q1", "Q1", "a b:c", ":x", "x:"]
    let annotations = refs.map {
      Annotation(
        id: $0, layer: .entity, label: "X", spans: [Span(0, 2)], attributes: ["ref": .string($0)],
        state: .accepted)
    }
    let lines = lines("aa", annotations)
    #expect(
      lines.filter { $0.hasPrefix("N") }.map { $0.dropFirst(16) } == ["wikidata:Q1\twikidata:Q1"])
    #expect(
      lines.filter { $0.hasPrefix("A") }.compactMap { $0.split(separator: " ").last } == [
        ":x", "Q1", "x:",
      ])
    #expect(lines.filter { $0.hasPrefix("#") }.allSatisfy { $0.hasSuffix("\tref=a b:c") })
  }

  @Test func aNoteStaysOnItsLine() {
    let annotation = Annotation(
      id: "a", layer: .entity, label: "X", spans: [Span(0, 2)],
      attributes: ["note": "one\ntwo\tthree\u{2028}four"], state: .accepted)
    #expect(lines("aa", [annotation]).last == "#1\tAnnotatorNotes T1\tone two three four")
  }

  @Test func aLinkToWhatIsNotExportedIsListed() {
    let quote = Annotation(
      id: "q", layer: .quote, label: "direct", spans: [Span(0, 2)],
      roles: ["source": [RoleLink(spans: [Span(3, 5)], id: "gone")]], state: .accepted)
    let outcome = exported(Article(id: "n", text: Text("aa bb")), [quote])
    #expect(
      outcome.losses == [
        ExportLoss(id: "q", .other("role source: link dropped, since gone is not exported"))
      ])
  }

  @Test func labelsThatTwoLayersShareNameTheirLayer() throws {
    let options = ExportOptions(labels: [.entity: ["DATE", "PER"], .timex: ["DATE"]])
    let annotations = [
      Annotation(id: "a", layer: .timex, label: "DATE", spans: [Span(0, 2)], state: .accepted),
      Annotation(id: "b", layer: .entity, label: "PER", spans: [Span(0, 2)], state: .accepted),
    ]
    let files = exported(Article(id: "n", text: Text("aa")), annotations, options).files
    #expect(
      String(decoding: files[1].bytes, as: UTF8.self) == "T1\tPER 0 2\taa\nT2\ttimex-DATE 0 2\taa\n"
    )
  }

  @Test func theSchemaIsDeclaredEvenWhereNothingUsesIt() throws {
    let file = try #require(BratExporter(ExportOptions(schema: .news)).sharedFiles().first)
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.contains("NORP")
        && lines.contains(
          "Quote\tContent:<ANY>, Addressee*:<ANY>"
            + ", Cue*:<ANY>, Parent*:<ANY>, Source*:<ANY>")
    )
  }

  private func exported(
    _ article: Article, _ annotations: [Annotation], _ options: ExportOptions = ExportOptions()
  ) -> ExportedArticle {
    var exporter = BratExporter(options)
    return exporter.export(article, annotations)
  }

  private func lines(_ text: String, _ annotations: [Annotation]) -> [String] {
    let files = exported(Article(id: "n", text: Text(text)), annotations).files
    return files[1].bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}
