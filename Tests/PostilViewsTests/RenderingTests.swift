import PostilKit
import PostilPointing
import PostilTerminal
import PostilTesting
import TestSupport
import Testing

@testable import PostilViews

@Suite struct EscapingTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31mb", "a‹ESC›[31mb"), ("a\u{7}\u{8}", "a‹BEL›‹BS›"),
    ("\u{9B}31m", "‹U+009B›31m"), ("\u{7F}", "‹DEL›"), ("a\tb\nc", "a b c"),
    ("\u{202E}abc\u{2066}", "‹U+202E›abc‹U+2066›"), ("\u{FEFF}x", "‹BOM›x"), ("é京😀", "é京😀"),
    ("\u{200F}", "‹U+200F›"), ("a\r\nb", "a  b"),
  ])
  func shows(_ text: String, _ expected: String) {
    #expect(Escaping.shown(text) == expected)
    #expect(Escaping.shown(expected) == expected)
  }

  @Test func nothingRawReachesTheOutput() throws {
    let output = Output(descriptor: nil, hasColour: false)
    for code in UInt32(0)..<0x2100 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      try output.print(String(Character(scalar)))
    }
    let allowed = output.take().unicodeScalars.allSatisfy {
      $0 == "\n"
        || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
          && !(0x202A...0x202E).contains($0.value)
    }
    #expect(allowed)
  }

  @Test func coloursOnlyWhenWanted() throws {
    let line = StyledLine("PER", .label("PER"))
    #expect(Output(descriptor: nil, hasColour: false).rendered(line) == "PER")
    #expect(Output(descriptor: nil, hasColour: true).rendered(line).hasPrefix("\u{1B}["))
  }
}

@Suite struct GraphemeWidthTests {
  @Test(arguments: [
    ("a", 1, false), ("é", 1, false), ("e\u{301}", 1, false), ("京", 2, false), ("カ", 2, false),
    ("ｱ", 1, false), ("Ａ", 2, false), ("😀", 2, false), ("\u{1F44D}\u{1F3FD}", 2, true),
    ("\u{2764}\u{FE0F}", 1, true), ("👨‍👩‍👧", 2, true), ("🇵🇹", 1, true), ("א", 1, true), ("한", 2, false),
    ("—", 1, false), ("\u{A0}", 1, false), ("\u{AD}", 0, false),
  ])
  func measures(_ text: String, _ columns: Int, _ isDoubtful: Bool) throws {
    let measured = GraphemeWidth.of(try #require(text.first))
    #expect(measured.isDoubtful == isDoubtful)
    if !isDoubtful { #expect(measured.columns == columns) }
  }
}

@Suite struct ArticleViewTests {
  private func lines(_ text: String, _ marks: [Mark], width: Int = 80) -> String {
    let grid = WordGrid(Text(text))
    var lines: [StyledLine] = []
    ArticleView(grid: grid, marks: MarkList(marks), width: width, drawing: .unicode)
      .forEachRow(1...grid.lineCount) { lines += $0 }
    return lines.map(\.text).joined(separator: "\n")
  }

  @Test func drawsTheLongestFirst() {
    let marks = [
      Mark(number: 3, label: "PER", spans: [Span(15, 25)]),
      Mark(number: 15, label: "ROLE", spans: [Span(0, 25)]),
      Mark(number: 1, label: "LOC", spans: [Span(29, 32)]),
      Mark(number: 7, state: .suggested, label: "TITLE", spans: [Span(0, 14)]),
      Mark(number: 8, state: .rejected, label: "NO", spans: [Span(0, 14)]),
    ]
    #expect(
      lines("Prime Minister Ana Duarte in Rio.", marks) == """
         1.1 │ Prime Minister Ana Duarte in Rio.
             │ └ROLE 15────────────────┘    ╵LOC 1
             │ └TITLE?7┄┄┄┄┄┘ └PER 3───┘
        """)
  }

  @Test func carriesAnAnnotationOverRows() {
    let marks = [Mark(number: 1, label: "X", spans: [Span(4, 38)])]
    #expect(
      lines("One two three four five six seven eight nine", marks, width: 26) == """
         1.1 │ One two three four
             │     └X 1──────────…
         1.5 │ five six seven
             │ …X 1──────────…
         1.8 │ eight nine
             │ ╵X 1
        """)
  }

  /// The blank at which a row is broken stands beyond the edge of a row that fits exactly.
  @Test(arguments: 18...40) func neverDrawsBeyondTheEdge(_ width: Int) {
    let marks = [
      Mark(number: 1, label: "X", spans: [Span(0, 44)]),
      Mark(number: 2, state: .suggested, label: "LONGER", spans: [Span(4, 38)]),
    ]
    let drawn = lines("One two three four five six seven eight nine", marks, width: width)
    #expect(drawn.split(separator: "\n").allSatisfy { $0.count <= max(width, 24) })
  }

  @Test func drawsPiecesInOneLane() {
    let marks = [Mark(number: 2, label: "quote", spans: [Span(0, 14), Span(23, 31)])]
    #expect(
      lines("\"Nobody came,\" he said \"at all.\"", marks) == """
         1.1 │ "Nobody came," he said "at all."
             │ └quote 2─────┘         └+2────┘
        """)
  }

  @Test func saysInWordsWhatItCannotDraw() {
    let drawn = lines("👍🏽 Ana spoke", [Mark(number: 1, label: "PER", spans: [Span(3, 6)])])
    #expect(drawn.contains("1.2 PER 1 \"Ana\""))
    #expect(!drawn.contains("╵"))
    #expect(
      lines("שלום Ana", [Mark(number: 1, label: "PER", spans: [Span(5, 8)])]).contains("1.2 PER 1"))
  }

  @Test func countsWhatHasNoLane() {
    let marks = (1...9).map { Mark(number: $0, label: "A", spans: [Span(0, 1)]) }
    #expect(lines("a b", marks, width: 30).contains("+3 more: e7 e8 e9"))
  }

  @Test func isQuickWithManyAnnotations() {
    let text = String(repeating: "word ", count: 40_000)
    let marks = (0..<20_000).map {
      Mark(number: $0, label: "A", spans: [Span($0 * 10, $0 * 10 + 4)])
    }
    let start = ContinuousClock.now
    #expect(lines(text, marks).count > text.count)
    #expect(start.duration(to: .now) < .seconds(20))
  }
}

@Suite struct EdgeTests {
  @Test(arguments: [
    ("edge . +1", "one two three"), ("edge . -1", "one"), ("edge . 0 +1", "two"),
    ("edge . +1c", "one two "), ("edge . -1c", "one tw"), ("edge . +2 +1", "two three (four"),
  ])
  func moves(_ command: String, _ expected: String) throws {
    let workspace = try TestWorkspace(text: "one two three (four), five.")
    _ = workspace.run("misc \"one two\"")
    _ = workspace.run(command)
    #expect(workspace.session.open?.store.annotations.first?.annotation.text == expected)
  }

  @Test(arguments: [
    "edge . -2", "edge . +9", "edge . 0 +2", "edge . 0 -1c", "edge . +99999999999999999999",
    "edge . x",
  ])
  func staysInside(_ command: String) throws {
    let workspace = try TestWorkspace(text: "one two three (four), five.")
    _ = workspace.run("misc \"one two\"")
    #expect(workspace.run(command).hasPrefix("error: "))
  }
}

@Suite struct TypedLineTests {
  /// Keys that come one by one, as from a terminal.
  private final class Typing: KeySource {
    private var keys: [Key]
    private(set) var pressed = ""

    init(_ keys: [Key]) { self.keys = keys }

    func next() -> Key? {
      guard !keys.isEmpty else { return nil }
      let key = keys.removeFirst()
      if case .character(let sign) = key { pressed.append(sign == "\u{8}" ? "z" : sign) }
      return key
    }

    func amend(_ pressed: String) { self.pressed = pressed }
    func suspend() {}
    func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
  }

  /// What is recorded of a line can be played again: corrected, and ended by a sign.
  @Test func isRecordedAsItWasInTheEnd() throws {
    let workspace = try TestWorkspace(text: "Rosa met Tom on Monday.")
    let article = try workspace.session.article()
    let typed: [Key] = "a2025\u{8}6\rq".map { .character($0) }
    let keys = Typing(typed)
    let loop = try #require(
      MarkLoop(
        session: workspace.session, article: article, start: Span(16, 22), keys: keys,
        isLive: false))
    try loop.run()
    #expect(keys.pressed == "a2026;q")
    #expect(article.store.annotations.first?.annotation.attributes["value"] == "2026")
  }

  @Test func isForgottenWhenItWasLeft() throws {
    let workspace = try TestWorkspace(text: "Rosa met Tom on Monday.")
    let keys = Typing([.character("/"), .character("T"), .escape, .character("1"), .character("q")])
    let loop = try #require(
      MarkLoop(
        session: workspace.session, article: try workspace.session.article(), start: nil,
        keys: keys, isLive: false))
    try loop.run()
    #expect(keys.pressed == "1q")
  }

  @Test func passesOverWhatIsMarked() throws {
    let workspace = try TestWorkspace(text: "Rosa Lind met Tom Lind and Ada.")
    _ = workspace.run("per \"Rosa Lind met Tom\"; per \"Tom Lind\"")
    _ = workspace.run("mark --keys=\" 2q\"")
    #expect(workspace.run("list ORG") == "e3 ORG \"Ada\" 1.7\n")
  }
}

@Suite struct NameWalkTests {
  @Test(arguments: [
    (
      "Trucks go. The trucks met Jan de Beer of the Bank of Portugal.",
      "Jan de Beer|Bank of Portugal"
    ),
    ("On Monday, 4 May 2026 (Wire) she left on foot", "On Monday|4 May 2026|Wire"),
    ("PORT ELLIS - Ali\nKhamenei; 10 000 of OPEC of the", "PORT ELLIS|Ali|Khamenei|10 000|OPEC"),
    ("京都 Éire’s élan", "Éire"), ("", ""),
  ])
  func findsWhatLooksLikeAName(_ text: String, _ expected: String) {
    let scanned = Text(text)
    #expect(NameWalk(scanned).names.map { scanned[[$0]] }.joined(separator: "|") == expected)
  }

  @Test(arguments: [
    (#"He said "no" and “yes, I do”."#, #""no"|“yes, I do”"#), (#"an open " only"#, ""),
    ("«Oui» „Ja”", "«Oui»|„Ja”"),
  ])
  func findsQuotations(_ text: String, _ expected: String) {
    let scanned = Text(text)
    #expect(NameWalk(scanned).quotations.map { scanned[[$0]] }.joined(separator: "|") == expected)
  }
}

@Suite struct CompleterTests {
  @Test(arguments: [
    ("revi", "review "), ("open har", "harbour "), ("schem", "schema "),
    ("tag 1.1 PRO", "PRODUCT "),
    ("tag 1.1 DATE val", "value="), ("export co", "conll "), ("list --js", "--json "),
    ("a 1 ; revi", "review "), ("set view li", "list "),
    ("list sugg", "suggested "), ("date 1.1 mod=AP", "APPROX "), ("direct 1.1 neg", "negated="),
    ("direct 1.1 negated=t", "true "), ("per 1.1 val", nil), ("pe 1.1 ent", "entity="),
  ])
  func completes(_ line: String, _ expected: String?) throws {
    let workspace = try TestWorkspace()
    #expect(Completer(session: workspace.session).answer(line).replacement == expected)
  }

  @Test func offersWhatFits() throws {
    let workspace = try TestWorkspace()
    let answer = Completer(session: workspace.session).answer("re")
    #expect(answer.choices.contains("review") && answer.choices.contains("reject"))
    #expect(answer.start == 0 && answer.replacement == nil)
    #expect(Completer.columns(["one", "two", "three"], width: 14) == "one    three\ntwo\n")
  }
}
