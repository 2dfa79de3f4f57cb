import Foundation
import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem
import Testing

@testable import PostilMarkup

/// The page of a corpus and its links with the pages of articles.
@Suite struct HTMLIndexTests {
  /// Names that would be markup, paths or attributes if they were not escaped.
  private static let hostile = [
    "<script>alert(1)</script>", "\" onload=\"x", "a&b", "sub/deep er#1?", "index", "'quoted' %41",
    "\u{202E}evil",
  ]

  private static func entity(_ id: String, _ name: String, _ span: Span, _ text: String)
    -> Annotation
  {
    Annotation(
      id: id, layer: .entity, label: "PER", spans: [span], text: text,
      attributes: ["entity": .string(name)], state: .suggested, annotator: "a@1")
  }

  /// The files of a corpus in which each article names a hostile name, who is quoted.
  private static func files() -> [String: String] {
    var exporter = HTMLExporter(ExportOptions(schema: .news))
    var files: [ExportedFile] = []
    for (place, name) in hostile.enumerated() {
      let text = "Ann said so on Monday."
      let mention = entity("e\(place)", name, Span(0, 3), "Ann")
      var quote = Annotation(
        id: "q\(place)", layer: .quote, label: "indirect", spans: [Span(9, 11)], text: "so",
        attributes: ["speaker": .string(name)], state: .accepted, annotator: "ann")
      quote.roles["cue"] = [RoleLink(spans: [Span(4, 8)])]
      let date = Annotation(
        id: "d\(place)", layer: .timex, label: "DATE", spans: [Span(15, 21)], text: "Monday",
        attributes: ["value": "2023-03-13"], state: .accepted, annotator: "ann")
      let label = Annotation(
        id: "l\(place)", layer: Layer(rawValue: "topic"), label: "<i>war", spans: [], text: "",
        attributes: [:],
        state: .accepted, annotator: "ann")
      let article = Article(
        id: name, title: name, text: Text(text),
        published: CalendarDate(year: 2023, month: 3, day: 14))
      files +=
        exporter.export(
          article, [mention, quote, date, label],
          in: ExportedState(
            isDone: place == 0, numbers: [mention.id: 7, quote.id: 9, date.id: 3, label.id: 12])
        ).files
    }
    return Dictionary(
      (files + exporter.sharedFiles()).map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func anchors(_ html: String) -> Set<String> {
    Set(html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) })
  }

  private static func links(_ html: String) -> [String] {
    html.matches(of: #/href="([^"]*)"/#).map { String($0.1) }
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let files = Self.files()
    #expect(files.count == Self.hostile.count + 1)
    for (name, html) in files {
      let up = name.split(separator: "/").count - 1
      for link in Self.links(html) where !link.hasPrefix("https:") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3 * up)) : String(parts[0])
        let page = path.isEmpty ? name : path.removingPercentEncoding ?? ""
        let target = try #require(files[page], "\(name): \(link)")
        if parts.count > 1 {
          #expect(Self.anchors(target).contains(String(parts[1])), "\(name): \(link)")
        }
      }
    }
  }

  @Test func nothingIsMarkup() throws {
    for (name, html) in Self.files() {
      #expect(html.components(separatedBy: "<script>").count == (name == "index.html" ? 2 : 1))
      #expect(!html.contains("onload=\"") && !html.contains("<i>war") && !html.contains("\u{202E}"))
      #expect(!html.contains("src=") && !html.contains("@import") && !html.contains("url("))
    }
  }

  @Test func theOnlyScriptIsAdmitted() throws {
    let index = try #require(Self.files()["index.html"])
    let start = try #require(index.range(of: "<script>"))
    let end = try #require(index.range(of: "</script>"))
    let script = index[start.upperBound..<end.lowerBound]
    let hash = Data(SHA256.digest(Array(script.utf8))).base64EncodedString()
    #expect(index.contains("script-src 'sha256-\(hash)'"))
  }

  @Test func numbersAreTheShells() throws {
    let page = try #require(Self.files()["a&b.html"])
    #expect(page.contains("id=\"m7\"") && page.contains("id=\"n7\"") && page.contains("PER?7"))
    #expect(page.contains("href=\"#n12\">&lt;i&gt;war</a>"))
  }
}
