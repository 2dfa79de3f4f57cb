import PostilExchange
import PostilKit
import PostilSystem
import Testing

@testable import PostilMarkup

@Suite struct WebPageTests {
  private func page(_ html: String) -> WebPage { WebPage(Array(html.utf8)) }

  private static let story = """
    <!DOCTYPE html><html><head><title>Port closed | The Harbour Post</title>
    <meta property="og:title" content="Port &amp; bridge closed"><meta name="author" content="Ana Duarte">
    <meta property="article:published_time" content="2023-03-13T09:30:00+01:00">
    <link rel="canonical" href="https://example.org/port"><style>p { color: red }</style>
    <script>if (a < b) document.write("<p>no</p>")</script></head>
    <body><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav>
    <article class="story"><h1>Port &amp; bridge closed</h1>
    <div class="share-bar"><a href="#">Share</a></div>
    <p>The port of <b>Rotterdam</b> was closed on&nbsp;Monday,
       officials said. The bridge over the river stays closed, too.</p>
    <p>“We’re waiting,” said Bo Li.<br>Nobody &#x1F1F3;&#x1F1F1; was hurt &#133; so far.
    <ul><li>First item<li>Second item</ul>
    <aside>Read also: <a href="/x">another story</a></aside>
    <p>More than 40 ships were waiting outside the harbour in the evening, the harbour master said.</p>
    </article><footer>© The Harbour Post</footer></body></html>
    """

  @Test func keepsTheArticleAndItsFacts() {
    let page = page(Self.story)
    #expect(
      page.text == """
        Port & bridge closed

        By Ana Duarte

        The port of Rotterdam was closed on\u{A0}Monday, officials said. The bridge over the river stays \
        closed, too.

        “We’re waiting,” said Bo Li.
        Nobody 🇳🇱 was hurt … so far.

        - First item

        - Second item

        More than 40 ships were waiting outside the harbour in the evening, the harbour master said.

        """)
    #expect(page.published == CalendarDate("2023-03-13"))
    #expect(page.source == "https://example.org/port")
  }

  /// Without marks of an article, the element with most text of its own is taken.
  @Test func findsTheTextBesideMenus() {
    let words = "Ships have been waiting outside the harbour since Monday, officials said. "
    let page = page(
      "<div class=top><p>Sign in to read all of our stories, every day of the week, for free</p></div>"
        + "<div><div id=x><h2>Port</h2><p>\(words)\(words)</p><p>\(words)</p></div></div>"
        + "<div class='related'><p>\(words)</p><p>\(words)\(words)\(words)</p></div>")
    #expect(page.text.hasPrefix("Port\n\nShips") && !page.text.contains("Sign in"))
    #expect(page.text.split(separator: "\n").count == 3, "\(page.text)")
  }

  @Test(arguments: [
    (
      #"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-02-29","author":[{"name":"Bo Li"}]}]}</script><p>Text.</p>"#,
      "2024-02-29", "Bo Li"
    ),
    (
      "<p>By Ada Lund</p><time datetime='2023-05-04T10:00'>4 May</time>", "2023-05-04",
      "By Ada Lund"
    ),
    ("<meta name=date content=2023-05-04><p>Text", "2023-05-04", "Text"),
  ])
  func findsTheDay(_ html: String, _ day: String, _ words: String) {
    let page = page(html)
    #expect(page.published == CalendarDate(day) && page.text.contains(words), "\(page.text)")
  }

  @Test(arguments: [
    ("a < b & c &unknown; &copy;", "a < b & c &unknown; ©"), ("<p>a<p>b", "a|b"),
    ("<table><tr><td>a<td>b<tr><td>c</table>", "a|b|c"), ("<p>a</i></b>b</p></div>", "ab"),
    ("<p title='>'>a", "a"), ("<!-- <p>no --><p>a", "a"), ("<textarea><b></textarea>a", "<b>a"),
    ("<p", ""), ("<", "<"), ("<!", ""), ("</", ""), ("&#0;&#x110000;", "&#0;&#x110000;"),
    ("a\u{0}b", "a\u{0}b"),
  ])
  func readsWhatBrowsersRead(_ html: String, _ text: String) {
    #expect(page(html).text.split(separator: "\n").joined(separator: "|") == text)
  }

  /// Deep, unclosed and repeated elements take time in proportion to their number.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["<div>", "<p>", "<li>", "<a b=", "<!--", "&", "</p>", "<table><tr><td>"])
  func takesRepeatedPieces(_ piece: String) {
    _ = page(String(repeating: piece, count: 100_000))
  }

  @Test func takesWindowsPages() throws {
    let bytes =
      Array("<p>".utf8) + [0x93, 0x57, 0x65, 0x92, 0x72, 0x65, 0x94, 0xE9] + Array("</p>".utf8)
    let source = ImportSource(file: FileAccess(path: "a.html"), name: "a", bytes: bytes)
    let article = try #require(try WebPageImporter().read(source, known: KnownArticles()).first)
    #expect(article.text.string == "“We’re”é\n")
  }

  @Test(arguments: [
    #"<meta charset="windows-1251">"#,
    #"<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">"#,
  ])
  func refusesOtherEncodings(_ declaration: String) {
    let bytes = Array("\(declaration)<p>".utf8) + [0xCF, 0xF0, 0xE8] + Array("</p>".utf8)
    let source = ImportSource(file: FileAccess(path: "a.html"), name: "a", bytes: bytes)
    let error = #expect(throws: PostilError.self) {
      try WebPageImporter().read(source, known: KnownArticles())
    }
    #expect("\(error as PostilError?)".contains("convert it with iconv"))
  }

  @Test func keepsTheLinesOfCode() {
    #expect(page("<p>See:</p><pre>if a {\n  b  c\n}</pre>").text == "See:\n\nif a {\n  b c\n}\n")
  }

  /// A page that is no single article is taken whole.
  @Test func keepsChapters() {
    let words = "Ships have been waiting outside the harbour since Monday, officials said. "
    let chapters = (1...3).map {
      "<div><h2>Chapter \($0)</h2><p>\(words)\(words)\(words)</p></div>"
    }
    let text = page("<body>\(chapters.joined())</body>").text
    #expect((1...3).allSatisfy { text.contains("Chapter \($0)") })
  }

  @Test func refusesAPageWithoutText() {
    let source = ImportSource(
      file: FileAccess(path: "a.html"), name: "a", bytes: Array("<img src=x>".utf8))
    #expect(throws: PostilError.self) { try WebPageImporter().read(source, known: KnownArticles()) }
  }
}
