import PostilExchange
import PostilKit
import PostilSystem
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

/// Columns and schemes that are asked for.
@Suite struct CoNLLChoiceTests {
  private func lines(_ scheme: LabelScheme, _ columns: [String] = ["token", "label"]) throws
    -> [String]
  {
    let spans = [Span(0, 3), Span(4, 6), Span(7, 13)]
    let annotations = zip(spans, ["PER", "PER", "ORG"]).map { span, label in
      Annotation(id: "\(span)", layer: .entity, label: label, spans: [span], state: .accepted)
    }
    var options = ExportOptions()
    options.scheme = scheme
    options.columns = columns
    let exporter = try CoNLLExporter(options)
    let outcome = exporter.export(Article(id: "n", text: Text("Ana Bo Ver di left")), annotations)
    return String(decoding: outcome.files[0].bytes, as: UTF8.self).split(separator: "\n")
      .dropFirst()
      .map(String.init)
  }

  @Test(arguments: [
    (LabelScheme.iob1, ["I-PER", "B-PER", "I-ORG", "I-ORG", "O"]),
    (.iob2, ["B-PER", "B-PER", "B-ORG", "I-ORG", "O"]),
    (.bioes, ["S-PER", "S-PER", "B-ORG", "E-ORG", "O"]),
    (.bilou, ["U-PER", "U-PER", "B-ORG", "L-ORG", "O"]),
    (.io, ["I-PER", "I-PER", "I-ORG", "I-ORG", "O"]),
  ]) func schemes(_ scheme: LabelScheme, _ expected: [String]) throws {
    #expect(try lines(scheme).map { $0.split(separator: " ").last.map(String.init) } == expected)
  }

  @Test func columns() throws {
    #expect(
      try lines(.iob2, ["index", "token", "_", "label", "start", "end"]).prefix(2) == [
        "1 Ana _ B-PER 0 3", "2 Bo _ B-PER 4 6",
      ])
    #expect(throws: PostilError.self) { try lines(.iob2, ["token", "lemma", "label"]) }
    #expect(throws: PostilError.self) { try lines(.iob2, ["token"]) }
  }

  /// A file whose token is not first is read where its columns are named.
  @Test func namedColumnsAreRead() throws {
    try Trial.of([:]) { trial in
      var options = ImportOptions()
      options.columns = ["index", "token", "label"]
      let report = try trial.importing(
        "conll", "# text = Ana left\n1\tAna\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n", as: "a.conll",
        options)
      #expect(report.losses.isEmpty)
      #expect(try trial.shown("a") == ["PER Ana accepted"])
      options.columns = ["token", "_", "_", "_", "_", "label"]
      #expect(throws: PostilError.self) { try trial.importing("conll", options) }
    }
  }
}
