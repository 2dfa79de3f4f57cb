import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilExchange
@testable import PostilFormats

/// What `export` writes of what there is: the same in every format.
@Suite struct SelectionTests {
  private static let text = "Ines Roth met Per Holm in Lund on Monday.\n"

  private static let annotations: [Annotation] = [
    annotation("person", .entity, "PER", Span(0, 9), "anna"),
    annotation("other", .entity, "PER", Span(14, 22), "tagger@1.2"),
    annotation("place", .entity, "GPE", Span(26, 30), "bo"),
    annotation("day", .timex, "DATE", Span(34, 40), "anna"),
  ]

  private static func annotation(
    _ id: String, _ layer: Layer, _ label: String, _ span: Span, _ annotator: String
  ) -> Annotation {
    Annotation(
      id: id, layer: layer, label: label, spans: [span], text: Text(text)[span], state: .accepted,
      annotator: annotator)
  }

  /// Everything that an export wrote, as one string, with its report.
  private func export(
    _ format: String, _ change: (inout ExportSelection) -> Void = { _ in }
  ) throws -> (content: String, report: ExportReport) {
    var result: (String, ExportReport)?
    try withFolder { folder in
      var selection = ExportSelection()
      change(&selection)
      var runner = ExportRunner(
        try Formats.exporter(
          named: format, ExportOptions(layers: Array(selection.layers).sorted())),
        to: "\(folder)/out", selection: selection)
      runner.add(Article(id: "a", text: Text(Self.text)), Self.annotations)
      let report = try runner.finish()
      let files = try report.files.filter { !$0.hasSuffix(".conf") && !$0.hasSuffix(".md") }
        .map { try FileAccess(path: $0).read(limit: 1 << 20) }
      result = (String(decoding: files.joined(), as: UTF8.self), report)
    }
    let (content, report) = try #require(result)
    // UIMA's word for the type above another has PER in it.
    return (content.replacing("%SUPER_TYPE", with: ""), report)
  }

  @Test(arguments: Formats.exporters().map(\.name)) func ofLayers(_ format: String) throws {
    let (content, report) = try export(format) { $0.layers = [.timex] }
    #expect(content.contains("DATE") && !content.contains("GPE"))
    #expect(report.notChosen == 3 && report.written == [.accepted: 1], "\(report.written)")
  }

  /// The formats that have entities.
  private static let ofEntities = Formats.exporters().map(\.name).filter { $0 != "timeml" }

  @Test(arguments: ofEntities) func ofLabels(_ format: String) throws {
    let (content, report) = try export(format) { $0.labels = ["entity:GPE"] }
    #expect(content.contains("GPE") && !content.contains("PER"))
    #expect(report.notChosen == 3)
  }

  @Test(arguments: ofEntities) func ofAnnotators(_ format: String) throws {
    let (content, report) = try export(format) { $0.annotators = ["tagger"] }
    #expect(content.contains("PER") && !content.contains("GPE"))
    #expect(report.notChosen == 3 && report.written[.accepted] == 1)
  }

  @Test(arguments: ofEntities) func underOtherLabels(_ format: String) throws {
    let (content, _) = try export(format) { $0.renamed = ["PER": "PERSON", "entity:GPE": "PLACE"] }
    #expect(content.contains("PERSON") && content.contains("PLACE") && !content.contains("GPE"))
  }

  @Test func refusesWhatNothingHas() throws {
    let cases: [(String, (inout ExportSelection) -> Void)] = [
      ("labels", { $0.labels = ["PRE"] }), ("annotator", { $0.annotators = ["ana"] }),
      ("map", { $0.renamed = ["PERS": "PER"] }),
    ]
    for (flag, change) in cases {
      let error = #expect(throws: PostilError.self) { try export("brat", change) }
      #expect(error.map { "\($0)".hasPrefix("--\(flag) names '") } == true)
    }
    // A label of the schema need not occur.
    _ = try export("brat") {
      $0.labels = ["PER", "ORG"]
      $0.known = ["ORG"]
    }
  }

  // MARK: Splits

  @Test func splitsByNameAlone() throws {
    let split = try ExportSplit("80/10/10")
    let names = (0..<10_000).map { "article\($0)" }
    let counts = Dictionary(grouping: names, by: split.part).mapValues(\.count)
    #expect(abs((counts["train"] ?? 0) - 8000) < 200 && abs((counts["dev"] ?? 0) - 1000) < 150)
    let again = try ExportSplit("80/10/10")
    #expect(names.allSatisfy { again.part(of: $0) == split.part(of: $0) })
    let other = try ExportSplit("80/10/10", seed: 1)
    #expect(names.contains { other.part(of: $0) != split.part(of: $0) })
  }

  /// More to train with takes nothing from it.
  @Test func keepsTheTrainingPartInALargerOne() throws {
    let (small, large) = (try ExportSplit("50/50"), try ExportSplit("60/40"))
    for number in 0..<1000 where small.part(of: "a\(number)") == "train" {
      #expect(large.part(of: "a\(number)") == "train")
    }
  }

  @Test(arguments: ["", "80", "80/20/0/0", "a/b", "80/-1", "0/0", "80//10"])
  func refusesOtherSplits(_ text: String) {
    #expect(throws: PostilError.self) { try ExportSplit(text) }
  }

  @Test(arguments: ["conll", "jsonl", "brat"])
  func writesAPartEach(_ format: String) throws {
    try withFolder { folder in
      let split = try ExportSplit("1/1")
      var runner = ExportRunner(
        try Formats.exporter(named: format), to: "\(folder)/out", split: split)
      for number in 0..<20 { runner.add(Article(id: "n\(number)", text: Text("Lund.\n")), []) }
      let files = Set(try runner.finish().files.map { String($0.dropFirst(folder.count)) })
      if format == "brat" {
        for number in 0..<20 {
          #expect(files.contains("/out/\(split.part(of: "n\(number)"))/n\(number).ann"))
        }
      } else {
        #expect(files == ["/out/train.\(format)", "/out/dev.\(format)"])
      }
    }
  }

  // MARK: Size

  /// What is put aside comes back, in memory and beyond.
  @Test(arguments: [1 << 20, 100, 0]) func spoolKeepsBytes(_ limit: Int) throws {
    let spool = ExportSpool(limit: limit)
    let pieces = try (0..<50).map { number in
      try spool.append(Array(repeating: UInt8(number), count: number))
    }
    for (number, piece) in pieces.enumerated().reversed() {
      #expect(try spool.read(piece) == Array(repeating: UInt8(number), count: number))
    }
  }
}

@Suite struct DayOfPublicationTests {
  /// The day comes back, or its loss is told.
  @Test(arguments: Formats.exporters().map(\.name)) func isNotLostInSilence(_ format: String) throws
  {
    try Trial.of([:]) { trial in
      let article = Article(
        id: "a", text: Text("Ana"), published: CalendarDate(year: 2023, month: 3, day: 9))
      var runner = ExportRunner(try Formats.exporter(named: format), to: "\(trial.folder)/in")
      runner.add(
        article,
        [
          Annotation(
            id: "2aaaaaaaaaaaaaaa", layer: .entity, label: "PER", spans: [Span(0, 3)],
            state: .accepted)
        ],
        isDayInText: false)
      let report = try runner.finish()
      let isTold = report.losses.contains { $0.loss.what == "day of publication dropped" }
      guard !isTold, format != "html", let importer = try? Formats.importer(named: format) else {
        return
      }
      _ = try ImportRunner(importer, into: trial.workspace).run(
        "\(trial.folder)/in", by: .person("anna"))
      let name = try #require(try trial.names.first)
      let store = try AnnotationStore.open(trial.workspace.article(named: name))
      #expect(store.article.published?.description == "2023-03-09", "\(format)")
    }
  }
}
