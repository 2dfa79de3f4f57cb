import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// Files of other programs, each in its own shape.
@Suite struct RelativesTests {
  /// What was read of a file, an annotation each as `PER Ana accepted`, and what was lost.
  private func read(
    _ file: String, as name: String = "all.json", _ options: ImportOptions = ImportOptions()
  ) throws -> (found: [String], lost: [String], articles: [String]) {
    var result: (found: [String], lost: [String], articles: [String]) = ([], [], [])
    try Trial.of([:]) { trial in
      let report = try trial.importing("jsonl", file, as: name, options)
      result.articles = report.articles.map(\.name)
      result.found = try result.articles.flatMap { try trial.shown($0) }
      result.lost = report.losses.map(\.what)
    }
    return result
  }

  // MARK: Label Studio

  private static let task = #"""
    [{"id":7,"data":{"text":"🇳🇴 Ana met Bo"},
      "annotations":[{"completed_by":{"email":"bo@example.org"},"result":[
        {"id":"a","from_name":"l","to_name":"t","type":"labels","value":{"start":5,"end":8,"text":"Ana","labels":["PER"]}},
        {"id":"b","from_name":"l","to_name":"t","type":"labels","value":{"start":13,"end":15,"text":"Bo","labels":["PER"]}},
        {"from_name":"c","to_name":"t","type":"choices","value":{"choices":["news"]}}]},
       {"was_cancelled":true,"result":[]}],
      "predictions":[{"model_version":"m1","score":0.5,"result":[
        {"id":"c","from_name":"l","to_name":"t","type":"labels","value":{"start":0,"end":4,"text":"🇳🇴","labels":["GPE"]}}]}]},
     {"id":8,"data":{"title":"None."},"annotations":[],"predictions":[]}]
    """#

  /// Offsets are UTF-16 units, predictions are suggestions.
  @Test func labelStudio() throws {
    let (found, lost, articles) = try read(Self.task)
    #expect(articles == ["task-7", "task-8"])
    #expect(found == ["PER Ana accepted", "PER Bo accepted", "GPE 🇳🇴 suggested"])
    #expect(
      lost.sorted() == ["a category of the article", "an annotation that was cancelled"])
  }

  // MARK: doccano

  @Test func doccanoWithRelations() throws {
    let (found, lost, _) = try read(
      #"""
      {"id":1,"text":"“Yes,” said Ana","entities":[{"id":3,"label":"direct","start_offset":0,"end_offset":6},
      """#.trimmed
        + #"{"id":4,"label":"PER","start_offset":12,"end_offset":15}],"#
        + #""relations":[{"id":1,"from_id":3,"to_id":4,"type":"source"}],"Comments":[]}"#)
    #expect(found == ["direct “Yes,” accepted", "PER Ana accepted"] && lost == [])
  }

  /// Some versions count UTF-16 units, others code points, and the file does not say.
  @Test func doccanoAfterAnEmoji() throws {
    let record = #"{"text":"🇳🇴 Ana","label":[[5,8,"PER"]]}"#
    let (_, lost, _) = try read(record)
    #expect(lost.contains { $0.contains("--offsets") })
    var options = ImportOptions()
    options.offsets = .utf16
    let (found, none, _) = try read(record, options)
    #expect(found == ["PER Ana accepted"] && none == [])
  }

  @Test func unitsThatFitAreNamed() throws {
    let record = #"{"text":"🇳🇴 Ana Bo","spans":[{"start":5,"end":8,"label":"PER","text":"Ana"}]}"#
    let (found, lost, _) = try read(record)
    #expect(found == [] && lost.last?.contains("--offsets=utf16") == true, "\(lost)")
  }

  // MARK: Prodigy

  @Test func relationsByTokens() throws {
    let (found, lost, _) = try read(
      #"{"text":"Yes said Ana","tokens":[{"text":"Yes","start":0,"end":3,"id":0},{"text":"said","start":4,"end":8,"id":1},{"text":"Ana","start":9,"end":12,"id":2}],"#
        + #""spans":[{"start":0,"end":3,"label":"direct","token_start":0,"token_end":0},{"start":9,"end":12,"label":"PER","token_start":2,"token_end":2}],"#
        + #""relations":[{"head":0,"child":2,"label":"source"},{"head":0,"child":1,"label":"cue","head_span":{"start":0,"end":3,"label":"direct"},"child_span":{"start":4,"end":8,"label":null}}],"answer":"accept"}"#
    )
    #expect(found == ["direct Yes accepted", "PER Ana accepted"] && lost == [], "\(lost)")
  }

  /// What Prodigy needs to know its record again comes back; a changed record is a new task.
  @Test func hashesReturn() throws {
    try Trial.of([:]) { trial in
      let record =
        #"{"text":"Ana left","meta":{"source":"web"},"_input_hash":5,"_task_hash":-6,"_session_id":"x","spans":[{"start":0,"end":3,"label":"PER"}],"answer":"accept"}"#
      try trial.importing("prodigy", record, as: "all.jsonl")
      let read = try trial.annotations("all-1")
      let article = Article(id: "all-1", text: Text("Ana left"))
      func line(_ annotations: [Annotation]) throws -> JSONValue {
        try JSONParser.parse(ProdigyExporter().export(article, annotations).files[0].bytes)
      }
      let same = try line(read)
      #expect(same["_input_hash"]?.int == 5 && same["_task_hash"]?.int == -6)
      #expect(same["meta"]?["source"]?.string == "web")
      var changed = read
      changed[0].label = "ORG"
      let other = try line(changed)
      #expect(other["_input_hash"]?.int == 5 && other["_task_hash"] == nil)
    }
  }

  // MARK: spaCy and Hugging Face

  @Test func spaCyDocument() throws {
    let (found, lost, _) = try read(
      #"""
      {"text": "Ana in Hull", "ents": [{"start": 0, "end": 3, "label": "PER"}],
       "spans": {"sc": [{"start": 0, "end": 3, "label": "PER"}, {"start": 7, "end": 11, "label": "GPE", "kb_id": "wikidata:Q1"}]},
       "cats": {"news": 1.0}, "tokens": []}
      """#)
    #expect(found == ["PER Ana accepted", "GPE Hull accepted ref=wikidata:Q1"])
    #expect(lost == ["a category of the article"])
  }

  @Test func spaCyTrainingData() throws {
    let (found, lost, _) = try read(
      #"[["Ana left", {"entities": [[0, 3, "PER"]]}], ["No.", {"entities": []}]]"#)
    #expect(found == ["PER Ana accepted"] && lost == [])
  }

  @Test func tokensAndTags() throws {
    let (found, lost, _) = try read(
      #"{"id":"1","tokens":["Ana","Duarte","left"],"ner_tags":["B-PER","I-PER","O"]}"#,
      as: "all.jsonl")
    #expect(found == ["PER Ana Duarte accepted"] && lost == [])
    var options = ImportOptions()
    options.tags = ["O", "B-PER", "I-PER"]
    let numbers = #"{"tokens":["Ana","left"],"ner_tags":[1,0]}"#
    #expect(try read(numbers, options).found == ["PER Ana accepted"])
    let error = #expect(throws: PostilError.self) { try read(numbers) }
    #expect(error.map { "\($0)".contains("--tags") } == true)
  }

  // MARK: Our own

  @Test func answersOfAStream() throws {
    let (found, lost, _) = try read(
      #"{"id":"a","text":"Ana left","annotations":[{"id":"x","layer":"entity","label":"PER","spans":[[0,3]],"text":"Ana","state":"suggested","annotator":"tagger@1"},{"layer":"entity","label":"PER","spans":[[0,99]]},{"layer":"entity","label":"PRE","spans":[[4,8]]}]}"#,
      as: "all.jsonl")
    #expect(found == ["PER Ana suggested"] && lost.count == 2)
  }

  @Test func anAddressIsNoName() throws {
    let (found, _, articles) = try read(
      #"{"text":"Ana","meta":{"id":"https://example.org/a"},"spans":[{"start":0,"end":3,"label":"PER"}]}"#
    )
    #expect(articles == ["all-1"] && found == ["PER Ana accepted"])
  }

  @Test(arguments: ["[1, 2", "[{\"text\":1}]", "{\"text\":}", "[[]]"]) func badFilesAreRefused(
    _ file: String
  ) {
    #expect(throws: PostilError.self) { try read(file) }
  }

  // MARK: There and back

  /// What the formats of web tools hold comes back as it was.
  @Test(arguments: ["prodigy", "doccano", "label-studio", "jsonl", "uima"])
  func comesBack(_ format: String) throws {
    let (source, quote) = (Samples.identified[0], Samples.identified[5])
    var claim = Samples.identified[6]
    claim.roles = ["source": [RoleLink(id: source.id)]]
    var annotations = [
      source, Samples.identified[1], Samples.identified[2], Samples.identified[3], claim,
    ]
    if ["label-studio", "jsonl", "uima"].contains(format) { annotations.append(quote) }
    if format == "doccano" { annotations[0].attributes = [:] }
    try Trial.of(["north/fair": Samples.article.text.string]) { trial in
      var runner = ExportRunner(try Formats.exporter(named: format), to: "\(trial.folder)/in")
      runner.add(Samples.article, annotations)
      _ = try runner.finish()
      let report = try trial.importing(format == "jsonl" ? "jsonl" : format)
      let read = try trial.annotations("north/fair")
      #expect(
        Set(read.map { "\($0.label) \($0.spans) \($0.attributes.count)" })
          == Set(annotations.map { "\($0.label) \($0.spans) \($0.attributes.count)" }),
        "\(report.losses)")
      #expect(
        read.first { $0.label == "indirect" }?.roles["source"]?.first?.id
          == read.first { $0.label == "PER" }?.id)
    }
  }
}
