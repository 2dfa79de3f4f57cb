import PostilKit
import SequenceLabeling
import Testing

@Suite struct TrainingTests {
  @Test func learnsItsCorpus() throws {
    let model = try tinyModel()
    for line in tinyCorpus { #expect(try marks(model, line) == line) }
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
    // One of two sources labels Oslo an organization and the other a place; a third text decides.
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
    #expect(try marks(model, "We flew to Oslo.") == "We flew to [Oslo]{GPE}.")
  }

  @Test func tooManyLabelsAreRefused() throws {
    let base = try sequenceModel(tinyModel())
    let error = #expect(throws: AnnotatorError.self) {
      try Adapter(base, adding: (0..<20).map { "L\($0)" })
    }
    #expect(error?.description.contains("too many") == true)
  }

  @Test(arguments: [0, 7, 100, 5000])
  func refusesADamagedModel(_ length: Int) throws {
    let model = Array(try tinyModel().prefix(length))
    #expect(throws: AnnotatorError.self) { try sequenceModel(model) }
  }
}
