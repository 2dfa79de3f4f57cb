import PostilExchange
import PostilKit
import TestSupport
import Testing

@testable import PostilFormats

/// What a program would learn from an export, and what the report says of it.
@Suite struct TrainingFormatTests {
  private func annotation(_ id: String, _ span: Span, _ state: Annotation.State) -> Annotation {
    Annotation(id: id, layer: .entity, label: "GPE", spans: [span], text: "Lund", state: state)
  }

  private func export(
    _ format: String, _ annotations: [Annotation], isDone: Bool = false, all: Bool = false,
    with states: Set<Annotation.State> = [], _ body: (ExportReport) throws -> Void
  ) throws {
    try withFolder { folder in
      var runner = ExportRunner(
        try Formats.exporter(named: format), to: folder + "/out", with: states, takesUndecided: all)
      runner.add(Article(id: "a", text: Text("Lund and Lund.\n")), annotations, isDone: isDone)
      try body(try runner.finish())
    }
  }

  @Test(arguments: ["conll", "jsonl"])
  func anArticleWithoutADecisionIsLeftOut(_ format: String) throws {
    let suggested = [annotation("x", Span(0, 4), .suggested)]
    for annotations in [[], suggested] {
      try export(format, annotations) { #expect($0.undecided == 1 && $0.files.isEmpty) }
    }
    try export(format, suggested, isDone: true) { #expect($0.files.count == 1) }
    try export(format, suggested, all: true) { #expect($0.files.count == 1) }
    try export(format, suggested, with: [.suggested]) { #expect($0.files.count == 1) }
    try export(format, [annotation("x", Span(0, 4), .rejected)]) { #expect($0.files.count == 1) }
  }

  @Test func otherFormatsTakeIt() throws {
    try export("brat", []) { #expect($0.undecided == 0 && $0.files.count == 3) }
  }

  @Test func writtenIsWhatTheFileHolds() throws {
    try export(
      "conll",
      [annotation("x", Span(0, 4), .accepted), annotation("y", Span(0, 8), .accepted)]
    ) { #expect($0.summary() == "1 accepted annotation written") }
  }

  /// Double the annotations, at most about double the time.
  @Test func coNLLTakesTimeInProportion() throws {
    func seconds(_ count: Int) -> Double {
      let text = Text(String(repeating: "Lund and ", count: count))
      let annotations = (0..<count).map {
        annotation("e\($0)", Span(9 * $0, 9 * $0 + 4), .accepted)
      }
      return ThreadTime.seconds {
        #expect(CoNLLExporter().export(Article(id: "a", text: text), annotations).losses.isEmpty)
      }
    }
    _ = seconds(1000)
    let (one, four) = (seconds(10000), seconds(40000))
    #expect(four < 10 * one, "\(one) s for 10,000 annotations, \(four) s for 40,000")
  }
}
