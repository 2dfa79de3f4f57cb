import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilPlugins

@Suite struct PipelineTests {
  @Test func whoMakesALayerRunsFirst() throws {
    let folder = try TemporaryFolder()
    _ = try folder.plugin("a-quotes", uses: "entity timex", produces: "quote")
    _ = try folder.plugin("b-links", requires: "quote", produces: "link")
    _ = try folder.plugin("c-names", produces: "entity")
    _ = try folder.plugin("d-dates", uses: "link", produces: "timex")
    let catalog = PluginCatalog(folders: [.init(folder.path)])
    // Dates use links, links require quotes, quotes use dates: what is merely used gives way.
    #expect(
      try Pipeline(catalog: catalog).steps.map(\.manifest.name)
        == ["c-names", "a-quotes", "b-links", "d-dates"])
    let only = try Pipeline(catalog: catalog, only: ["b-l"])
    #expect(only.steps.map(\.manifest.name) == ["a-quotes", "b-links"])
    #expect(only.steps.map(\.isWanted) == [false, true])
  }

  @Test func aMissingLayerIsNamed() throws {
    let folder = try TemporaryFolder()
    _ = try folder.plugin("links", requires: "quote", produces: "link")
    #expect(throws: PostilError.plugin(.missingLayer(plugin: "links", layer: .quote))) {
      try Pipeline(catalog: PluginCatalog(folders: [.init(folder.path)]))
    }
  }

  @Test func aCircleIsAnError() throws {
    let folder = try TemporaryFolder()
    _ = try folder.plugin("one", requires: "b", produces: "a")
    _ = try folder.plugin("two", requires: "a", produces: "b")
    let error = #expect(throws: PostilError.self) {
      try Pipeline(catalog: PluginCatalog(folders: [.init(folder.path)]))
    }
    #expect(error.map { "\($0)".contains("one, two") } == true)
  }
}

@Suite(.enabled(if: hasPython, "python3 is missing")) struct RunningPipelineTests {
  private let article = Article(text: Text("Zoë said “yes”. Zoë 🎉 left."))

  private func run(
    _ folder: TemporaryFolder, only: [String]? = nil, existing: [Annotation] = [],
    settings: [String: JSONObject] = [:], on article: Article? = nil
  ) throws -> PipelineResult {
    let catalog = PluginCatalog(folders: [.init(folder.path)])
    var options = Pipeline.Options()
    options.settings = settings
    let running = try Pipeline(catalog: catalog, only: only).start(options)
    let result = running.annotate(article ?? self.article, existing: existing)
    running.stop()
    return result
  }

  /// What does not hold is dropped with a reason that is counted; the rest stays.
  @Test(arguments: [
    (#"{"layer":"entity","label":"PER","spans":[[0,99]]}"#, "a span is outside the text"),
    (#"{"layer":"entity","label":"PER","spans":[[2,2]]}"#, "a span is empty"),
    (#"{"layer":"entity","label":"PER","spans":[]}"#, "it has no spans"),
    (#"{"layer":"entity","label":"PER","spans":[[4,2]]}"#, "'spans' must be"),
    (#"{"layer":"entity","label":"PER","spans":[[-1,2]]}"#, "'spans' must be"),
    (#"{"layer":"entity","label":"PER","spans":[[5,8],[0,3]]}"#, "'spans' must be"),
    (#"{"layer":"entity","label":"PER","spans":[[0,9999999999999999999999]]}"#, "'spans' must be"),
    (#"{"layer":"entity","label":"PER","spans":[[0,9223372036854775807]]}"#, "outside the text"),
    (#"{"layer":"mood","label":"PER","spans":[[0,3]]}"#, "the layer 'mood' is not in its manifest"),
    (#"{"layer":"entity","label":"P R","spans":[[0,3]]}"#, "a label is empty, too long or"),
    (#"{"layer":"entity","label":"","spans":[[0,3]]}"#, "a label is empty, too long or"),
    (
      #"{"layer":"entity","label":"PER","spans":[[0,3]],"text":"Zoe"}"#,
      "its text differs from that"
    ),
    (
      #"{"layer":"entity","label":"PER","spans":[[0,3]],"score":7}"#,
      "a score is not between 0 and 1"
    ),
    (
      #"{"layer":"entity","label":"PER","spans":[[0,3]],"roles":{"r":{"spans":[[1,99]]}}}"#,
      "in a role, a span is outside the text"
    ),
    (
      #"{"layer":"entity","label":"PER","spans":[[4,8]],"roles":{"r":{"id":"$9"}}}"#,
      "a role names an annotation that does not exist"
    ),
    (#"{"layer":"entity","label":"ORG","spans":[[16,19]]}"#, "it is a duplicate"),
    (#"7"#, "it is not an object"),
  ])
  func whatDoesNotHoldIsDropped(_ bad: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    let good = #"{"layer":"entity","label":"ORG","spans":[[16,19]]}"#
    _ = try folder.pythonPlugin("bad", "return json.loads('''[\(good),\(bad)]''')")
    let run = try #require(try run(folder).runs.first)
    #expect(run.failure == nil)
    #expect(run.annotations.last?.text == "Zoë")
    #expect(run.dropped.count == 1 && run.dropped.first?.count == 1)
    #expect(run.dropped.first?.reason.contains(reason) == true, "\(run.dropped)")
  }

  /// Suggestions in a repeated title or in the page's own text are dropped, whoever makes them.
  @Test(arguments: [(false, [0, 22]), (true, [0, 11, 22, 35])])
  func repetitionsAreLeftOutUnlessAskedFor(_ isEverywhere: Bool, _ starts: [Int]) throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin(
      "lines",
      """
      return [{"layer":"entity","label":"PER","spans":[[n,n+4]]} for n in range(len(text)) \\
              if n == 0 or text[n-1] == "\\n" and text[n] != "\\n"]
      """)
    let text = Text("Zoë wins\n\n\nZoë wins\n\n\nZoë won it.\n\nNews\n")
    let result = try run(
      folder,
      settings: ["lines": JSONObject([.init(name: "everywhere", value: .bool(isEverywhere))])],
      on: Article(text: text))
    let run = try #require(result.runs.first)
    #expect(run.annotations.map { $0.spans[0].start } == starts)
    #expect(run.dropped == [] && run.failure == nil)
  }

  @Test func givesIdsAndReplacesLocalOnes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin(
      "pairs",
      """
      return [{"id":"$2","layer":"entity","label":"PER","spans":[[16,19]],
               "roles":{"same":{"id":"$1"}}, "state":"accepted", "annotator":"anna"},
              {"id":"$1","layer":"entity","label":"PER","spans":[[0,3]]},
              {"layer":"entity","label":"PER","spans":[[0,3]],"rule":"another"}]
      """)
    let first = try #require(try run(folder).runs.first)
    #expect(first.annotations.map(\.spans) == [[Span(0, 3)], [Span(0, 3)], [Span(16, 19)]])
    let ids = first.annotations.map(\.id)
    #expect(Set(ids).count == 3 && ids.allSatisfy { AnnotationID.isWellFormed($0) })
    #expect(first.annotations[2].roles["same"] == [RoleLink(id: ids[0])])
    #expect(
      first.annotations.allSatisfy { $0.annotator == "pairs@0.1.0" && $0.state == .suggested })
    let second = try #require(try run(folder).runs.first)
    #expect(second.annotations == first.annotations)
  }

  @Test func givesWhatIsRequiredButNeverTheRejected() throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin(
      "names",
      #"""
      return [{"layer":"entity","label":"PER","spans":[[0,3]]},
              {"layer":"entity","label":"ORG","spans":[[4,8]]}]
      """#)
    _ = try folder.pythonPlugin(
      "seen", #"return [{"layer":"seen","label":g["label"],"spans":g["spans"]} for g in given]"#,
      uses: "entity", produces: "seen")
    let rejected = Annotation(
      id: AnnotationID.derived(
        layer: .entity, label: "ORG", spans: [Span(4, 8)], annotator: "names", ordinal: 0),
      layer: .entity, label: "ORG", spans: [Span(4, 8)], state: .rejected,
      annotator: "names@0.0.9")
    let old = Annotation(
      id: "old", layer: .entity, label: "OLD", spans: [Span(9, 12)], annotator: "names@0.0.9")
    let own = Annotation(
      id: "own", layer: .entity, label: "LOC", spans: [Span(20, 21)], state: .accepted,
      annotator: "anna")
    let other = Annotation(id: "o", layer: .timex, label: "DATE", spans: [Span(0, 1)])
    let result = try run(folder, existing: [rejected, old, own, other])
    #expect(result.runs.last?.annotations.map(\.label) == ["PER", "LOC"])
    let alone = try run(folder, only: ["seen"], existing: [rejected, old, own, other])
    #expect(alone.runs.map(\.manifest.name) == ["seen"])
    #expect(alone.runs.last?.annotations.map(\.label) == ["OLD", "LOC"])
  }

  @Test func aFailureCostsOnlyWhatRequiresIt() throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin("names", "os._exit(1)")
    _ = try folder.pythonPlugin(
      "dates", #"return [{"layer":"timex","label":"DATE","spans":[[0,3]]}]"#, uses: "entity",
      produces: "timex")
    let result = try run(folder)
    #expect(result.runs.map(\.failure?.kind) == [.crash, nil])
    #expect(result.runs[1].annotations.count == 1)
  }

  /// Equal suggestions, and suggestions that differ in an attribute only: neither takes quadratic time.
  @Test(.timeLimit(.minutes(1)), arguments: [true, false])
  func manyOnOneSpanAreCheckedInLinearTime(_ areEqual: Bool) throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.plugin("many")
    let made = (0..<300_000).map { number in
      Annotation(
        layer: .entity, label: "PER", spans: [Span(0, 3)],
        attributes: areEqual ? [:] : ["n": .int(number)])
    }
    let check = ResultCheck(
      HostedResult(annotations: made), text: article.text, manifest: manifest, known: [])
    #expect(check.annotations.count == (areEqual ? 1 : 300_000))
    #expect(check.dropped == (areEqual ? ["it is a duplicate": 299_999] : [:]))
    #expect(Set(check.annotations.map(\.id)).count == check.annotations.count)
  }
}
