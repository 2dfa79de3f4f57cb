import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// What an import does with annotations that the article has already.
@Suite struct GoldTests {
  private static let text = "Ines Roth met Per Holm in Lund.\n"

  private func annotation(
    _ label: String, _ span: Span, _ state: Annotation.State,
    _ attributes: [String: JSONValue] = [:]
  ) -> Annotation {
    Annotation(
      id: AnnotationID.random(), layer: .entity, label: label, spans: [span],
      text: Text(Self.text)[span], attributes: attributes, state: state, annotator: "anna")
  }

  private func line(_ spans: String) -> String {
    "{\"text\":\"Ines Roth met Per Holm in Lund.\\n\",\"meta\":{\"id\":\"a\"},\"spans\":[\(spans)]}\n"
  }

  @Test func goldWinsOverAnEqualSuggestion() throws {
    try Trial.of(["a": Self.text]) { trial in
      try trial.add(
        [annotation("PER", Span(0, 9), .suggested, ["entity": "Ines"])], to: "a",
        by: .plugin(name: "tagger", version: "1"))
      let report = try trial.importing(
        "jsonl",
        line(
          "{\"start\":0,\"end\":9,\"label\":\"PER\",\"attributes\":{\"entity\":\"Ines Roth\"}}"),
        as: "a.jsonl")
      #expect(try trial.shown("a") == ["PER Ines Roth accepted entity=Ines Roth"])
      #expect(report.losses.isEmpty)
      #expect(report.articles.map(\.updated) == [1] && report.articles.map(\.written) == [0])
    }
  }

  @Test func anAcceptedOneGetsWhatItLacksAndKeepsWhatItHas() throws {
    try Trial.of(["a": Self.text]) { trial in
      try trial.add(
        [annotation("PER", Span(0, 9), .accepted, ["entity": "I. Roth"])], to: "a",
        by: .person("anna"))
      let report = try trial.importing(
        "jsonl",
        line(
          "{\"start\":0,\"end\":9,\"label\":\"PER\","
            + "\"attributes\":{\"entity\":\"Ines Roth\",\"note\":\"new\"}}"), as: "a.jsonl")
      #expect(try trial.shown("a") == ["PER Ines Roth accepted entity=I. Roth note=new"])
      #expect(
        report.losses.map(\.description) == [
          "a: the entity of \"Ines Roth\" is 'I. Roth' here, not 'Ines Roth'"
        ])
    }
  }

  @Test func whatWasRejectedStaysRejected() throws {
    try Trial.of(["a": Self.text]) { trial in
      let rejected = annotation("PER", Span(0, 9), .rejected)
      try trial.add([rejected], to: "a", by: .person("anna"))
      let span =
        "{\"start\":0,\"end\":9,\"label\":\"PER\",\"layer\":\"entity\",\"id\":\"\(rejected.id)\"}"
      try trial.importing("jsonl", line(span), as: "a.jsonl")
      #expect(try trial.shown("a") == ["PER Ines Roth rejected"])
    }
  }

  /// An id that means something else here is not the same annotation.
  @Test func anIdMergesOnlyWhatIsEqual() throws {
    try Trial.of(["a": Self.text]) { trial in
      let known = annotation("PER", Span(0, 9), .accepted)
      try trial.add([known], to: "a", by: .person("anna"))
      let span =
        "{\"start\":14,\"end\":22,\"label\":\"PER\",\"layer\":\"entity\",\"id\":\"\(known.id)\"}"
      try trial.importing("jsonl", line(span), as: "a.jsonl")
      #expect(try trial.shown("a") == ["PER Ines Roth accepted", "PER Per Holm accepted"])
    }
  }

  @Test func spansOfOneForeignIdStayApart() throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "jsonl",
        line(
          "{\"start\":0,\"end\":9,\"label\":\"PER\",\"id\":\"Q7\"},"
            + "{\"start\":14,\"end\":22,\"label\":\"PER\",\"id\":\"Q7\"},"
            + "{\"start\":26,\"end\":30,\"label\":\"GPE\",\"id\":\"Q7\"}"), as: "a.jsonl")
      #expect(report.losses.isEmpty)
      #expect(
        try trial.shown("a") == [
          "PER Ines Roth accepted", "PER Per Holm accepted", "GPE Lund accepted",
        ])
    }
  }

  @Test func aBadAttributeIsLostAlone() throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "jsonl",
        line(
          "{\"start\":0,\"end\":9,\"label\":\"PER\","
            + "\"attributes\":{\"entity\":\"Ines Roth\",\"hat\":\"red\"}}"), as: "a.jsonl")
      #expect(try trial.shown("a") == ["PER Ines Roth accepted entity=Ines Roth"])
      #expect(report.losses.map(\.what) == ["the layer 'entity' has no attribute 'hat'"])
    }
  }

  @Test func aRecordThatWasNotAcceptedMakesNoArticle() throws {
    try Trial.of([:]) { trial in
      let report = try trial.importing(
        "jsonl", "{\"text\":\"Lund.\",\"spans\":[],\"answer\":\"ignore\"}\n", as: "a.jsonl")
      #expect(report.articles.isEmpty && report.losses.count == 1)
      let names = try trial.names
      #expect(names.isEmpty)
    }
  }

  @Test func aByteOrderMarkIsNoPartOfAFile() throws {
    for (format, text, name) in [
      ("jsonl", line("{\"start\":0,\"end\":9,\"label\":\"PER\"}"), "a.jsonl"),
      ("brat", "T1\tPER 0 9\tInes Roth\n", "a.ann"),
      ("conll", "Ines\tB-PER\nRoth\tI-PER\nmet Per Holm in Lund.\tO\n", "a.conll"),
    ] {
      try Trial.of(["a": Self.text]) { trial in
        let report = try trial.importing(format, "\u{FEFF}" + text, as: name)
        #expect(report.losses.isEmpty, "\(report.losses)")
        #expect(try trial.shown("a") == ["PER Ines Roth accepted"], "\(format)")
      }
    }
  }

  @Test func caseIsNotFolded() throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "jsonl", line("{\"start\":0,\"end\":9,\"label\":\"Per\"}"), as: "a.jsonl")
      #expect(try trial.shown("a").isEmpty)
      #expect(
        report.losses.map(\.what) == [
          "the label 'Per' is not in the schema, 'PER' is; import it with --map Per=PER"
        ])
    }
  }

  @Test func aLayerWithoutLabelsTakesAny() throws {
    try Trial.of(["a": Self.text]) { trial in
      let schema = Schema([Schema.LayerRules(.entity)])
      let report = try trial.importing(
        "jsonl", line("{\"start\":0,\"end\":9,\"label\":\"Job title\"}"), as: "a.jsonl",
        ImportOptions(schema: schema))
      #expect(report.losses.isEmpty)
      #expect(try trial.annotations("a").map(\.label) == ["Job title"])
    }
  }

  @Test func lossesAreCountedByKind() throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "brat", "T1\tHat 0 4\tInes\nT2\tHat 5 9\tRoth\nT3\tPER 0 99\tx\nT4\tHat 14 17\tPer\n",
        as: "a.ann")
      let path = "\(trial.folder)/in/a.ann"
      #expect(
        report.lossSummary == [
          "the type 'Hat' is not in the schema; import it with --map Hat=LABEL (3, first \(path):1)",
          "\(path):3: '0 99' is not a valid span in a text of 32 code points",
        ])
    }
  }

  /// The sidecars of an op of many articles do not name all of them, and undo finds them still.
  @Test func sidecarsDoNotGrowWithTheNumberOfArticles() throws {
    try Trial.of([:]) { trial in
      let lines = (0..<150).map {
        "{\"text\":\"Lund \($0).\",\"meta\":{\"id\":\"a\($0)\"},"
          + "\"spans\":[{\"start\":0,\"end\":4,\"label\":\"GPE\"}]}\n"
      }
      let report = try trial.importing("jsonl", lines.joined(), as: "all.jsonl")
      #expect(report.articles.count == 150)
      for name in ["a0", "a149"] {
        #expect(try trial.read("texts/\(name).jsonl").utf8.count < 800)
      }
      let store = try AnnotationStore.open(trial.workspace.article(named: "a75"))
      let undone = try trial.workspace.undo(in: store, by: .person("anna"))
      #expect(undone.count == 150)
      #expect(try trial.shown("a149").isEmpty)
    }
  }
}
