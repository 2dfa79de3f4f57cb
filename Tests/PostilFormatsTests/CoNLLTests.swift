import PostilKit
import Testing

@testable import PostilFormats

/// Which of overlapping annotations CoNLL shows, and what it says of the others.
@Suite struct CoNLLTests {
  @Test func theLongestWins() {
    let outcome = export(
      "the Bank of Norland paid",
      [entity("place", 12, 19), entity("bank", 4, 19), entity("across", 15, 24)])
    #expect(outcome.labels == ["O", "B-bank", "I-bank", "I-bank", "O"])
    #expect(
      outcome.losses == [
        "across dropped: it overlaps bank, which is as long or longer",
        "place dropped: it overlaps bank, which is as long or longer",
      ])
  }

  @Test func aSentenceNeverEndsInsideAnAnnotation() {
    let outcome = export("He met Ada.\nLund left.", [entity("x", 7, 16)])
    #expect(outcome.labels == ["O", "O", "B-x", "I-x", "I-x", "O", "O"])
    #expect(!outcome.file.contains("I-x\n\n"))
  }

  @Test func tokensAreCutWhereAnnotationsEnd() {
    let outcome = export("pre2023post", [entity("x", 3, 7)])
    #expect(outcome.file.contains("pre -X- _ O\n2023 -X- _ B-x\npost -X- _ O\n"))
  }

  @Test func whatIsNotOneRunIsListed() {
    let pieces = Annotation(
      id: "a", layer: .entity, label: "a", spans: [Span(0, 2), Span(6, 8)], state: .accepted)
    let date = Annotation(
      id: "d", layer: .timex, label: "DATE", spans: [Span(3, 5)], state: .accepted)
    let outcome = export("aa bb cc", [pieces, date])
    #expect(outcome.labels == ["O", "O", "O"])
    #expect(
      outcome.losses == [
        "a dropped: it has several spans", "d dropped: of layer timex",
      ])
  }

  @Test func noTokenHoldsWhiteSpace() {
    let text = "a\u{A0}b\u{2028}c\u{1F}d\u{3000}e\tf\u{85}g\r\nh 🇳🇴"
    for line in export(text, []).file.split(separator: "\n").dropFirst() {
      #expect(line.split(whereSeparator: \.isWhitespace).count == 4)
    }
  }

  private func entity(_ id: String, _ start: Int, _ end: Int) -> Annotation {
    Annotation(id: id, layer: .entity, label: id, spans: [Span(start, end)], state: .accepted)
  }

  private func export(
    _ text: String, _ annotations: [Annotation]
  ) -> (file: String, labels: [String], losses: [String]) {
    let outcome = CoNLLExporter().export(Article(id: "n", text: Text(text)), annotations)
    let file = String(decoding: outcome.files[0].bytes, as: UTF8.self)
    let rows = file.split(separator: "\n").dropFirst()
    return (
      file, rows.compactMap { $0.split(separator: " ").last.map(String.init) },
      outcome.losses.map { "\($0.id) \($0.what)" }
    )
  }
}
