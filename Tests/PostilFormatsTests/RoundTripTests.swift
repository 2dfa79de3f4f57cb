import Foundation
import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// What an export wrote is imported into a workspace that has nothing but the texts, and exported
/// again: the files must be the same, byte for byte.
@Suite struct RoundTripTests {
  static let formats = ["brat", "jsonl", "conll"]
  private static let seeds =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "seeds").path

  @Test(arguments: formats)
  func bringsTheCorpusBack(_ format: String) throws {
    let workspace = try Workspace(root: Self.seeds)
    let articles = try workspace.articles().map { file in
      let store = try AnnotationStore.open(file)
      return (store.article, store.annotations.map(\.annotation))
    }
    try #require(!articles.isEmpty)
    try roundTrip(format, articles, schema: workspace.schema)
  }

  @Test(arguments: formats)
  func bringsTheSampleBack(_ format: String) throws {
    let schema = Schema(
      Schema.news.layers + [Schema.LayerRules("my.layer", labels: ["Ünusual kind"])])
    try roundTrip(format, [(Samples.article, Samples.identified)], schema: schema)
  }

  /// Without the workspace's texts, brat and JSON Lines carry their own.
  @Test(arguments: ["brat", "jsonl"])
  func makesArticles(_ format: String) throws {
    try withFolder { folder in
      try export(format, [(Samples.article, Samples.identified)], to: "\(folder)/out")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/in", withIntermediateDirectories: true)
      let workspace = try Workspace(root: "\(folder)/in")
      let report = try ImportRunner(try Formats.importer(named: format), into: workspace)
        .run("\(folder)/out", by: .person("anna"))
      #expect(report.articles.map(\.name) == ["north/fair"])
      #expect(report.articles.map(\.isNew) == [true])
      let text = try Data(contentsOf: URL(filePath: "\(folder)/in/north/fair.txt"))
      #expect(Array(text) == Samples.article.text.utf8)
      // The layer that the news schema lacks is lost, and said to be.
      #expect(report.losses.count == 1)
    }
  }

  @Test func importsNothingTwice() throws {
    try withFolder { folder in
      let workspace = try self.workspace(folder, [Samples.article])
      try export("brat", [(Samples.article, Samples.identified)], to: "\(folder)/out")
      let runner = ImportRunner(try Formats.importer(named: "brat"), into: workspace)
      let first = try runner.run("\(folder)/out", by: .person("anna"))
      let second = try runner.run("\(folder)/out", by: .person("anna"))
      #expect(first.articles[0].written == 7 && first.articles[0].known == 0)
      #expect(second.articles[0].written == 0 && second.articles[0].known == 7)
      let file = try workspace.article(named: "north/fair")
      #expect(try AnnotationStore.open(file).undo(by: .person("anna")).removed.count == 7)
    }
  }

  @Test(arguments: [
    ("T1\tPER 0 2\tXX\n", "the text at its span is '🇳🇴', not 'XX'"),
    ("T1\tPER 5 3\tx\n", "'5 3' is not a valid span in a text of 107 code points"),
    ("T1\tPER 5 900\tx\n", "'5 900' is not a valid span in a text of 107 code points"),
    (
      "T1\tPerson 40 48\tAda Lund\n",
      "the type 'Person' is not in the schema; import it with --map Person=LABEL"
    ),
    ("E1\tQuote:T9 Content:T3\n", "an event whose Content is not an annotation"),
    ("R1\tsource Arg1:T1 Arg2:T2\n", "a relation whose first argument is not an annotation"),
    ("A1\tValue T1 2024\n", "an attribute of an annotation that was not imported"),
    ("X\n", "it has fewer than two columns"),
    ("*\tEquiv T1 T2\n", "lines of kind '*' are not supported"),
  ])
  func listsWhatItCannotTake(_ lines: String, _ what: String) throws {
    try withFolder { folder in
      let workspace = try self.workspace(folder, [Samples.article])
      let good = "T99\tPER 40 48\tAda Lund\n"
      try write(lines + good, to: "\(folder)/out/north/fair.ann")
      let report = try ImportRunner(try Formats.importer(named: "brat"), into: workspace)
        .run("\(folder)/out", by: .person("anna"))
      #expect(report.losses.map(\.what) == [what])
      #expect(report.losses.map(\.line) == [1])
      #expect(report.articles.map(\.written) == [1])
    }
  }

  @Test(arguments: [
    ("jsonl", "{\"text\":\"Ada\",\"spans\":[]}\nnonsense\n", "line 2: it is not a JSON object"),
    ("jsonl", "{\"text\":\"Ada\",\"meta\":{\"id\":\"../x\"}}\n", "would be hidden or leave"),
    (
      "jsonl", "{\"text\":\"other\",\"meta\":{\"id\":\"north/fair\"}}\n",
      "differs here, from code point 0"
    ),
    (
      "jsonl",
      "{\"text\":\"a\",\"meta\":{\"id\":\"b\"}}\n{\"text\":\"c\",\"meta\":{\"id\":\"b\"}}\n",
      "two records are the article 'b'"
    ),
    ("conll", "Ada O\nLund\n", "line 2: it has a single column"),
  ])
  func writesNothingOfWhatIsWrong(_ format: String, _ text: String, _ reason: String) throws {
    try withFolder { folder in
      let workspace = try self.workspace(folder, [Samples.article])
      try write(text, to: "\(folder)/bad.\(format)")
      let runner = ImportRunner(try Formats.importer(named: format), into: workspace)
      let error = #expect(throws: PostilError.self) {
        try runner.run("\(folder)/bad.\(format)", by: .person("anna"))
      }
      #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
      #expect(try workspace.articles().map(\.name) == ["north/fair"])
    }
  }

  @Test func readsForeignColumns() throws {
    try withFolder { folder in
      let workspace = try self.workspace(folder, [])
      let rows = "EU NNP I-ORG\nrejects VBZ O\nGerman JJ B-MISC\nAda NNP S-PERSON\n\nLa O\n"
      try write(rows, to: "\(folder)/eu.conll")
      let importer = try Formats.importer(
        named: "conll", ImportOptions(labels: ["PERSON": "PER"]))
      let report = try ImportRunner(importer, into: workspace)
        .run("\(folder)/eu.conll", by: .person("anna"))
      #expect(report.losses.isEmpty)
      let store = try AnnotationStore.open(workspace.article(named: "eu"))
      #expect(store.article.text.string == "EU rejects German Ada\nLa\n")
      #expect(
        store.annotations.map { "\($0.annotation.label) \($0.annotation.text)" } == [
          "ORG EU", "MISC German", "PER Ada",
        ])
    }
  }

  // MARK: Steps

  private func roundTrip(
    _ format: String, _ articles: [(Article, [Annotation])], schema: Schema
  ) throws {
    try withFolder { folder in
      try export(format, articles, to: "\(folder)/first")
      let workspace = try self.workspace(folder, articles.map(\.0))
      let importer = try Formats.importer(named: format, ImportOptions(schema: schema))
      let report = try ImportRunner(importer, into: workspace).run(
        "\(folder)/first", by: .person("anna"))
      #expect(report.losses.isEmpty, "\(report.losses.prefix(5))")
      let again = try workspace.articles().map { file in
        let store = try AnnotationStore.open(file)
        return (store.article, store.annotations.map(\.annotation))
      }
      try export(format, again, to: "\(folder)/second")
      for name in try files("\(folder)/first") {
        let first = try String(contentsOfFile: "\(folder)/first/\(name)", encoding: .utf8)
        let second = try String(contentsOfFile: "\(folder)/second/\(name)", encoding: .utf8)
        let difference = zip(first.split(separator: "\n"), second.split(separator: "\n"))
          .first { $0 != $1 }
        #expect(
          first == second,
          "\(name): \(difference.map { "\($0.0.prefix(300)) | \($0.1.prefix(300))" } ?? "length")")
      }
    }
  }

  private func export(
    _ format: String, _ articles: [(Article, [Annotation])], to path: String
  ) throws {
    var runner = ExportRunner(try Formats.exporter(named: format), to: path, with: [.suggested])
    for (article, annotations) in articles { runner.add(article, annotations) }
    _ = try runner.finish()
  }

  private func workspace(_ folder: String, _ articles: [Article]) throws -> Workspace {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/texts", withIntermediateDirectories: true)
    for article in articles {
      try write(article.text.string, to: "\(folder)/texts/\(article.id).txt")
      if let published = article.published {
        let table = "\(folder)/texts/published.tsv"
        let old = (try? String(contentsOfFile: table, encoding: .utf8)) ?? ""
        try write(old + "\(article.id)\t\(published)\n", to: table)
      }
    }
    return try Workspace(root: "\(folder)/texts")
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
  }
}

extension Samples {
  /// The annotations with ids as Postil makes them.
  static var identified: [Annotation] {
    func id(_ name: String) -> String {
      AnnotationID.derived(layer: "x", label: name, spans: [], annotator: "x", ordinal: 0)
    }
    return annotations.map { annotation in
      var annotation = annotation
      annotation.id = id(annotation.id)
      annotation.roles = annotation.roles.mapValues { links in
        links.map { RoleLink(spans: $0.spans, id: $0.id.map(id)) }
      }
      return annotation
    }
  }
}
