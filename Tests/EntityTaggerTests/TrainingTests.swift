import EntityTagger
import PostilKit
import SequenceLabeling
import Testing

@Suite struct TrainingTests {
  @Test func learnsItsCorpus() throws {
    try withPlugin(tinyModel()) { folder in
      let tagger = try EntityTagger(Configuration(folder: folder))
      for line in tinyCorpus { #expect(try marks(tagger, marked(line).text) == line) }
    }
  }

  @Test func givesTheSameBytesTwice() throws {
    let model = try tinyModel()
    #expect(try tinyModel() == model)
    #expect(try tinyModel(seed: 2) != model)
  }

  @Test func refusesToLearnFromNothing() throws {
    let tags = try #require(TagSet(["PER"]))
    #expect(throws: AnnotatorError.self) {
      try SequenceTrainer(tags, LexiconBuilder(), TrainingSettings()).train([])
    }
  }

  @Test func eitherSourceMayBeRight() throws {
    // Of two sources one calls every Oslo an organization and one a place; a third text decides.
    let tags = try #require(TagSet(["ORG", "GPE"]))
    let disputed = (0..<6).map { _ in
      TrainingArticle(
        text: Text("We flew to Oslo."),
        sources: [[MarkedName(Span(11, 15), labels: 1)], [MarkedName(Span(11, 15), labels: 2)]])
    }
    let decided = TrainingArticle(
      text: Text("We drove to Oslo."), sources: [[MarkedName(Span(12, 16), labels: 2)]])
    var settings = TrainingSettings()
    settings.minimumCount = 1
    settings.bits = 16
    let model = try SequenceTrainer(tags, LexiconBuilder(), settings).train(disputed + [decided])
    try withPlugin(model) { folder in
      let tagger = try EntityTagger(Configuration(folder: folder))
      #expect(try marks(tagger, "We flew to Oslo.") == "We flew to [Oslo]{GPE}.")
    }
  }

  @Test func tooManyLabelsAreRefused() throws {
    let base = try withPlugin(tinyModel()) { folder in
      try SequenceModel(Resource(path: folder + "/Resources/model.bin"))
    }
    let error = #expect(throws: AnnotatorError.self) {
      try Adapter(base, adding: (0..<20).map { "L\($0)" })
    }
    #expect(error?.description.contains("too many") == true)
  }

  @Test(arguments: [0, 7, 100, 5000])
  func refusesADamagedModel(_ length: Int) throws {
    let model = Array(try tinyModel().prefix(length))
    try withPlugin(model) { folder in
      _ = #expect(throws: AnnotatorError.self) {
        try EntityTagger(Configuration(folder: folder))
      }
    }
  }

  @Test func namesTheModelThatIsMissing() {
    let error = #expect(throws: AnnotatorError.self) {
      try EntityTagger(Configuration(folder: "/nowhere"))
    }
    #expect(error?.description.contains("/nowhere/Resources/model.bin") == true)
  }
}
