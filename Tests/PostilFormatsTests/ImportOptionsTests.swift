import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// What a person chooses about an import.
@Suite struct ImportOptionsTests {
  private static let text = "Ines Roth met Per Holm in Lund.\n"

  private func line(_ spans: String, _ more: String = "") -> String {
    "{\"text\":\"Ines Roth met Per Holm in Lund.\\n\",\"meta\":{\"id\":\"a\"}\(more),\"spans\":[\(spans)]}\n"
  }

  private func span(_ start: Int, _ end: Int, _ label: String, _ more: String = "") -> String {
    "{\"start\":\(start),\"end\":\(end),\"label\":\"\(label)\"\(more)}"
  }

  @Test func stateAndAnnotatorAreThoseAskedFor() throws {
    try Trial.of(["a": Self.text]) { trial in
      var options = ImportOptions()
      options.state = .suggested
      options.annotator = "model-7"
      try trial.importing(
        "jsonl", line(span(0, 9, "PER", ",\"annotator\":\"bo\"")), as: "a.jsonl", options)
      let read = try trial.annotations("a")
      #expect(read.map(\.state) == [.suggested] && read.map(\.annotator) == ["model-7"])
    }
  }

  /// Two people's records of one article are one import.
  @Test func recordsOfOneArticleAreMerged() throws {
    try Trial.of(["a": Self.text]) { trial in
      let report = try trial.importing(
        "jsonl",
        line(span(0, 9, "PER", ",\"annotator\":\"anna\""))
          + line(
            span(0, 9, "PER", ",\"annotator\":\"bo\"") + ","
              + span(26, 30, "GPE", ",\"annotator\":\"bo\"")), as: "a.jsonl")
      #expect(
        try trial.annotations("a").map { "\($0.label) \($0.annotator)" } == ["PER anna", "GPE bo"])
      #expect(report.losses.map(\.kind) == ["another annotator of an equal annotation"])
    }
  }

  @Test func recordsOfOneNameWithOtherTextsAreRefused() throws {
    try Trial.of([:]) { trial in
      let other = line("").replacing("Lund", with: "Oslo")
      #expect(throws: PostilError.format(.sameArticle(name: "a"))) {
        try trial.importing("jsonl", line("") + other, as: "a.jsonl")
      }
    }
  }

  @Test func badRecordsAreSkippedOnlyWhenAsked() throws {
    let bad = "{\"text\":\n" + line(span(0, 9, "PER")) + "[1]\n"
    try Trial.of(["a": Self.text]) { trial in
      #expect(throws: PostilError.self) { try trial.importing("jsonl", bad, as: "a.jsonl") }
      #expect(try trial.annotations("a").isEmpty)
      var options = ImportOptions()
      options.skipsBad = true
      let report = try trial.importing("jsonl", bad, as: "a.jsonl", options)
      #expect(report.losses.map(\.line) == [1, 3])
      #expect(try trial.shown("a") == ["PER Ines Roth accepted"])
    }
  }

  @Test func badFilesAreSkippedOnlyWhenAsked() throws {
    try Trial.of(["a": Self.text]) { trial in
      try trial.write("Ines\n", "in/bad.conll")
      try trial.write("Ines B-PER\nRoth I-PER\nmet O\n", "in/good.conll")
      #expect(throws: PostilError.self) { try trial.importing("conll") }
      var options = ImportOptions()
      options.skipsBad = true
      let report = try trial.importing("conll", options)
      #expect(report.losses.map(\.kind) == ["what cannot be read"])
      #expect(report.articles.map(\.name) == ["good"])
    }
  }

  // MARK: A schema from the data

  @Test func aSurveyCountsWhatTheSchemaLacks() throws {
    try Trial.of(["a": Self.text]) { trial in
      var options = ImportOptions()
      options.adopts = true
      try trial.write(
        line(
          span(0, 9, "Ministre adjoint", ",\"attributes\":{\"sure\":true}") + ","
            + span(14, 22, "Ministre adjoint") + "," + span(26, 30, "GPE")), "in/a.jsonl")
      let runner = try ImportRunner(
        Formats.importer(named: "jsonl", options), into: trial.workspace, options)
      let survey = try runner.survey("\(trial.folder)/in")
      #expect(
        survey.items.map { "\($0.kind) \($0.layer):\($0.name) \($0.count)" } == [
          "label entity:Ministre adjoint 2", "attribute entity:sure 1",
        ])
      #expect(survey.schema[.entity]?.attributes["sure"] == .truth)
      #expect(survey.schema[.entity]?.labels.contains("PER") == true)
    }
  }

  /// The settings that are written are read back as the schema, and an import then loses nothing.
  @Test func whatWasAdoptedIsWritten() throws {
    try Trial.of(["a": Self.text]) { trial in
      try trial.write("# mine\n[shell]\nview = \"list\"\n", "texts/postil.toml")
      var options = ImportOptions()
      options.adopts = true
      try trial.write(
        "T1\tSous-Ministre 0 9\tInes Roth\nT2\tMet 10 13\tmet\nE1\tMet:T2 Actor:T1\nA1\tNegated E1\n",
        "in/a.ann")
      let survey = try ImportRunner(
        try Formats.importer(named: "brat", options), into: trial.workspace, options
      ).survey("\(trial.folder)/in")
      let text = try trial.workspace.settings.text(with: survey.schema)
      try trial.write(String(decoding: text, as: UTF8.self), "texts/postil.toml")
      #expect(try trial.workspace.schema == survey.schema)
      #expect(try trial.read("texts/postil.toml").hasPrefix("# mine\n[shell]\nview = \"list\"\n"))
      let report = try trial.importing("brat", ImportOptions(schema: survey.schema))
      #expect(report.losses.isEmpty, "\(report.losses)")
      #expect(
        try trial.shown("a") == [
          "Sous-Ministre Ines Roth accepted", "Met met accepted Negated=true",
        ])
    }
  }
}
