import PostilKit
import PostilPointing
import PostilTerminal
import Testing

@testable import PostilViews

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

  /// The blank at which a row is broken lies beyond the edge of a row that fits exactly.
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
