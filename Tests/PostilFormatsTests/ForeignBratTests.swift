import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import Testing

@testable import PostilFormats

/// brat files that Postil did not write, and what it writes that brat's names cannot tell apart.
@Suite struct ForeignBratTests {
  private static let text = "Stir salt into milk daily.\n"
  private static let schema = Schema([
    Schema.LayerRules(
      .entity, labels: ["Action", "Thing", "Source", "A.B"],
      attributes: [
        "Negated": .truth, "entity": .text, "ref": .reference, "note": .text, "state": .text,
        "Cap": .text, "cap": .text, "size": .text,
      ], roles: ["Theme", "Goal"]),
    Schema.LayerRules(
      .quote, labels: ["direct"], attributes: ["speaker": .text, "note": .text],
      roles: ["cue", "source"]),
  ])

  private func reading(
    _ lines: String, _ body: (Trial, ImportRunner.Report) throws -> Void
  ) throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "brat", lines, as: "a.ann", ImportOptions(schema: Self.schema))
      try body(trial, report)
    }
  }

  @Test func theTriggerOfAnEventIsAnAnnotationWithRoles() throws {
    let lines = """
      T1\tThing 5 9\tsalt
      T2\tThing 15 19\tmilk
      T3\tAction 0 4\tStir
      E1\tAction:T3 Theme:T1 Goal2:T2
      A1\tNegated E1
      #1\tAnnotatorNotes E1\tslowly

      """
    try reading(lines) { trial, report in
      #expect(report.losses.isEmpty, "\(report.losses)")
      let action = try #require(trial.annotations("a").first { $0.label == "Action" })
      #expect(action.attributes == ["Negated": true, "note": "slowly"])
      #expect(
        action.roles.mapValues { $0.map(\.spans) } == [
          "Theme": [[Span(5, 9)]], "Goal": [[Span(15, 19)]],
        ])
    }
  }

  @Test func anEventIsTheTargetOfAnotherAndTwoOfOneTriggerStayApart() throws {
    let lines = """
      T1\tThing 5 9\tsalt
      T2\tThing 15 19\tmilk
      T3\tAction 0 4\tStir
      T4\tAction 20 25\tdaily
      E1\tAction:T4 Theme:E3
      E2\tAction:T3 Theme:T1
      E3\tAction:T3 Theme:T2

      """
    try reading(lines) { trial, report in
      #expect(report.losses.isEmpty, "\(report.losses)")
      let all = try trial.annotations("a")
      let stirs = all.filter { $0.text == "Stir" }
      #expect(Set(stirs.map { $0.roles["Theme"]?.first?.spans }) == [[Span(5, 9)], [Span(15, 19)]])
      let milk = stirs.first { $0.roles["Theme"]?.first?.spans == [Span(15, 19)] }
      #expect(all.first { $0.text == "daily" }?.roles["Theme"]?.first?.id == milk?.id)
    }
  }

  @Test func anEventOfAnUnknownTypeIsListedWithItsTrigger() throws {
    let lines = "T1\tThing 5 9\tsalt\nT2\tMixing 0 4\tStir\nE1\tMixing:T2 Theme:T1\n"
    try reading(lines) { _, report in
      #expect(
        report.losses.map(\.what) == [
          "the type 'Mixing' is not in the schema; import it with --map Mixing=LABEL",
          "an event whose trigger is not an annotation",
        ])
    }
  }

  @Test func aMissingCueIsListed() throws {
    try reading("T1\tdirect 0 4\tStir\nE1\tQuote:T9 Content:T1\n") { trial, report in
      #expect(report.losses.map(\.what) == ["there is no T9"])
      let shown = try trial.shown("a")
      #expect(shown == ["direct Stir accepted"])
    }
  }

  @Test func twoLinesOfOneIdAreNotMerged() throws {
    try reading("T1\tThing 5 9\tsalt\nT1\tThing 15 19\tmilk\n") { trial, report in
      #expect(report.losses.map(\.what) == ["the id T1 occurs a second time"])
      let shown = try trial.shown("a")
      #expect(shown == ["Thing salt accepted"])
    }
  }

  @Test func aSecondValueIsListedAndNotesAreJoined() throws {
    let lines = """
      T1\tThing 5 9\tsalt
      N1\tReference T1 wikidata:Q1\tsalt
      N2\tReference T1 wikidata:Q2\tsodium chloride
      #1\tAnnotatorNotes T1\tone
      #2\tAnnotatorNotes T1\tentity=two; note

      """
    try reading(lines) { trial, report in
      #expect(report.losses.map(\.what) == ["a second ref, 'wikidata:Q2' beside 'wikidata:Q1'"])
      let shown = try trial.shown("a")
      #expect(shown == ["Thing salt accepted note=one; entity=two; note ref=wikidata:Q1"])
    }
  }

  @Test func fragmentsMayBeInAnyOrder() throws {
    try reading("T1\tThing 15 19;5 9\tmilk salt\nT2\tThing 0 4;2 6\tStir ir s\n") { trial, report in
      let shown = try trial.shown("a")
      #expect(shown == ["Thing salt milk accepted"])
      #expect(report.losses.map(\.what) == ["its fragments overlap"])
    }
  }

  /// A remark that looks like an attribute is a remark, and names that brat cannot tell apart come back.
  @Test(
    arguments: [
      ["note": "size=small"], ["note": "see; entity=Other", "size": "two words"],
      ["state": "rejected"], ["Cap": "up", "cap": "low"], ["cap": "low"],
    ] as [[String: JSONValue]])
  func attributesComeBackAsTheyWere(_ attributes: [String: JSONValue]) throws {
    try roundTrip([
      Annotation(
        id: AnnotationID.random(), layer: .entity, label: "Thing", spans: [Span(5, 9)],
        text: "salt", attributes: attributes, state: .accepted)
    ])
  }

  /// The words of a role have a type of the role's name.
  @Test func aLabelWithTheNameOfARoleComesBack() throws {
    let source = Annotation(
      id: AnnotationID.random(), layer: .entity, label: "Source", spans: [Span(5, 9)],
      text: "salt", state: .accepted)
    let quote = Annotation(
      id: AnnotationID.random(), layer: .quote, label: "direct", spans: [Span(0, 4)],
      text: "Stir",
      roles: [
        "cue": [RoleLink(spans: [Span(20, 25)])], "source": [RoleLink(spans: [Span(10, 14)])],
      ], state: .accepted)
    try roundTrip([source, quote])
  }

  private func roundTrip(_ annotations: [Annotation]) throws {
    var exporter = BratExporter(ExportOptions(schema: Self.schema))
    let outcome = exporter.export(Article(id: "a", text: Text(Self.text)), annotations)
    #expect(outcome.losses.isEmpty)
    let file = String(decoding: outcome.files[1].bytes, as: UTF8.self)
    try reading(file) { trial, report in
      #expect(report.losses.isEmpty, "\(report.losses)")
      let back = try trial.annotations("a").sorted { $0.label < $1.label }
      let annotations = annotations.sorted { $0.label < $1.label }
      #expect(back.map(\.label) == annotations.map(\.label))
      #expect(back.map(\.attributes) == annotations.map(\.attributes))
      #expect(
        back.map { $0.roles.mapValues { $0.map(\.spans) } }
          == annotations.map { $0.roles.mapValues { $0.map(\.spans) } }, "\(file)")
      #expect(back.allSatisfy { $0.state == .accepted })
    }
  }
}
