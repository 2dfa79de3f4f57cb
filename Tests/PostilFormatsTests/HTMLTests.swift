import Foundation
import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import TestSupport
import Testing

@testable import PostilFormats
@testable import PostilMarkup

/// A page read back without a browser: its tags, its anchors and the text it shows.
struct Page {
  let html: String

  init(_ article: Article, _ annotations: [Annotation]) {
    var exporter = HTMLExporter(ExportOptions(schema: .news))
    let outcome = exporter.export(article, annotations)
    html = outcome.files.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// What follows the style sheet.
  var body: String { html.range(of: "<body>").map { String(html[$0.lowerBound...]) } ?? "" }

  /// The text of the article, as a reader sees it: without line numbers and captions.
  var text: [String] {
    body.matches(of: #/<p id="l\d+".*?>(.*?)<\/p>/#.dotMatchesNewlines()).map { line in
      Self.plain(
        String(line.1).replacing(#/<b class="l".*?<\/b>/#, with: "")
          .replacing(#/<a class="c".*?<\/a>/#, with: ""))
    }
  }

  /// The names of all elements.
  var tags: Set<String> {
    Set(body.matches(of: #/<\/?([a-zA-Z!][a-zA-Z0-9]*)/#).map { String($0.1) })
  }

  /// The anchors that links lead to, and those that there are.
  var targets: [String] { body.matches(of: #/href="#([^"]*)"/#).map { String($0.1) } }
  var anchors: [String] { body.matches(of: #/ id="([^"]*)"/#).map { String($0.1) } }

  /// The cells of the row of an annotation, without markup.
  func row(_ number: Int) -> String {
    guard let start = body.range(of: "<tr id=\"n\(number)\">"),
      let end = body[start.upperBound...].range(of: "</tr>")
    else { return "" }
    let cells = body[start.upperBound..<end.lowerBound]
    return Self.plain(cells.replacing("</td>", with: "|").replacing("</div>", with: "; "))
  }

  private static func plain(_ html: some StringProtocol) -> String {
    String(html).replacing(#/<[^>]*>/#, with: "").replacing("&lt;", with: "<").replacing(
      "&gt;", with: ">"
    )
    .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}

@Suite struct HTMLTests {
  private static let known: Set = [
    "body", "header", "h1", "h2", "p", "nav", "a", "main", "b", "span", "section", "ul", "li", "i",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "q", "time", "html",
  ]

  @Test func showsTheTextAsItIs() {
    let page = Page(Samples.article, Samples.annotations)
    #expect(
      page.text
        == Samples.article.text.string.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().map(String.init))
  }

  @Test func nothingOfAnArticleIsMarkup() {
    let text = "<script>alert('1')</script> & <img src=x onerror=\"x\"> \u{1B}[31m\u{202E}\u{7F}"
    var annotation = Annotation(
      id: "\"><b>", layer: "<i>", label: "</span><script>", spans: [Span(0, 8)], state: .accepted)
    annotation.attributes = ["<u>": "\"</table><script>"]
    annotation.roles = ["<s>": [RoleLink(spans: [Span(3, 5)])]]
    annotation.annotator = "<anna>"
    annotation.rule = "a<b"
    let article = Article(id: "<script>", title: "</title><script>", text: Text(text))
    let page = Page(article, [annotation])
    #expect(page.tags.isSubset(of: Self.known), "\(page.tags)")
    #expect(!page.html.contains("<script") && !page.html.contains("onerror=\""))
    #expect(page.text == ["<script>alert('1')</script> & <img src=x onerror=\"x\"> ␛[31m‹U+202E›␡"])
    #expect(page.html.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  @Test func linksAQuoteToItsSpeakerAndCue() {
    let page = Page(Samples.article, Samples.annotations)
    // In reading order: the flag, the odd one, the quote, the mayor.
    #expect(page.row(3).contains("source: Mayor Ada Lund → PER 4 Ada Lund"))
    #expect(page.row(3).contains("cue: said"))
    #expect(page.body.contains("href=\"#n4\">PER 4 "))
    #expect(page.body.contains(">cue of 3</a>said"))
    #expect(page.row(4).contains("ref: wikidata:Q1"))
    #expect(page.body.contains("https://www.wikidata.org/wiki/Q1\""))
  }

  @Test func showsTheValueOfADateAtTheDateAndInItsRow() {
    let page = Page(Samples.article, Samples.annotations)
    #expect(page.body.contains(">DATE?8 2024-05-03</a>3 May"))
    #expect(page.row(8).contains("value: 2024-05-03"))
    #expect(page.row(8).contains("anna, suggested, score 0.50"))
  }

  @Test func everyLinkLeadsToOneAnchor() {
    let page = Page(Samples.article, Samples.annotations)
    #expect(Set(page.targets).subtracting(page.anchors).isEmpty)
    #expect(Set(page.anchors).count == page.anchors.count)
  }

  @Test func namesASourceThatIsNotOnThePage() {
    let quotes = Samples.annotations.filter { $0.layer == .quote }
    #expect(Page(Samples.article, quotes).row(1).contains("→ (not on this page)"))
  }

  /// Whatever overlaps, crosses, is empty or spans lines, the text stays and the markup is balanced.
  @Test(arguments: 0..<40) func staysWholeWhateverOverlaps(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let text = Text("“Ünö” 🇳🇴 two\n\nthree\r\nfour שלום five\n six seven eight nine ten")
    let annotations = (0..<Int.random(in: 1...30, using: &random)).map { number in
      var spans: [Span] = []
      var start = Int.random(in: 0...text.count, using: &random)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let end = Int.random(in: start...text.count, using: &random)
        spans.append(Span(start, end))
        start = end
      }
      let role = ["cue": [RoleLink(spans: [spans[0]], id: "\(number / 2)")]]
      return Annotation(
        id: "\(number)", layer: .quote, label: "direct", spans: spans,
        roles: number % 3 == 0 ? role : [:])
    }
    let page = Page(Article(id: "x", text: text), annotations)
    #expect(
      page.text == ["“Ünö” 🇳🇴 two", "", "three", "four שלום five", " six seven eight nine ten"])
    let lines = page.body.components(separatedBy: "</p>\n").filter { $0.contains("<p id=") }
    for line in lines {
      #expect(
        line.components(separatedBy: "<span").count == line.components(separatedBy: "</span>").count
      )
    }
    #expect(Set(page.anchors).count == page.anchors.count)
  }

  @Test func isQuickWithManyAnnotations() {
    let text = Text(String(repeating: "word ", count: 200_000))
    let annotations = (0..<100_000).map {
      Annotation(
        id: "\($0)", layer: .entity, label: "PER",
        spans: [Span($0 * 10, min($0 * 10 + 14, 1_000_000))])
    }
    let start = ContinuousClock.now
    var exporter = HTMLExporter()
    let page = exporter.export(Article(id: "x", text: text), annotations)
    print("html: 1 MB with 100,000 annotations in \(start.duration(to: .now))")
    #expect((page.files.first?.bytes.count ?? 0) > 10_000_000)
    #expect(start.duration(to: .now) < .seconds(20))
  }
}

/// What a browser makes of a page; skipped where there is none.
@Suite struct BrowserTests {
  private static let browser = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].first { FileManager.default.isExecutableFile(atPath: $0) }

  /// A picture of a page, 900 pixels wide; kept in $POSTIL_SCREENSHOTS if that is set.
  private func picture(_ browser: String, _ page: Page, _ name: String) throws -> Data {
    let kept = ProcessInfo.processInfo.environment["POSTIL_SCREENSHOTS"].map { URL(filePath: $0) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "postil-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "page.html")
    let target = (kept ?? folder).appending(path: "\(name).png")
    try Data(page.html.utf8).write(to: source)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", #"exec "$0" "$@" >/dev/null 2>&1"#, browser,
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
      "--user-data-dir=\(folder.path)/profile", "--window-size=900,700",
      "--screenshot=\(target.path)", source.absoluteString,
    ]
    try process.run()
    process.waitUntilExit()
    return try Data(contentsOf: target)
  }

  @Test(.enabled(if: browser != nil, "there is no Chromium")) func drawsTheLanes() throws {
    let browser = try #require(Self.browser)
    let bare = try picture(browser, Page(Samples.article, []), "bare")
    let drawn = try picture(browser, Page(Samples.article, Samples.annotations), "drawn")
    // PNG, 900 by 700; lanes, captions and the table are more than the text alone.
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
    #expect(drawn.starts(with: png) && drawn[16..<24].elementsEqual([0, 0, 3, 132, 0, 0, 2, 188]))
    #expect(drawn.count > bare.count + 10_000, "\(drawn.count) and \(bare.count) bytes")
  }
}
