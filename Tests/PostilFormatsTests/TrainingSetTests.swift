import PostilExchange
import PostilKit
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// What programs learn from, in the formats they read.
@Suite struct TrainingSetTests {
  private static let text = " Ana  Duarte left.\r\n\r\n\tBo|b \\ met 🇳🇴\u{2028}her in Hull"

  private static func annotation(_ words: String, _ label: String) -> Annotation {
    let article = Article(id: "a", text: Text(text))
    let span = Samples.span(words, in: article)
    return Annotation(
      id: words, layer: .entity, label: label, spans: [span], text: article.text[span],
      state: .accepted)
  }

  // MARK: CoNLL-U

  /// The text comes back exactly, whatever white space it has.
  @Test func coNLLUKeepsTheText() throws {
    let annotations = [
      Self.annotation("Ana  Duarte", "PER"), Self.annotation("Bo|b", "PER"),
      Self.annotation("🇳🇴", "GPE"), Self.annotation("Hull", "GPE"),
    ]
    try Trial.of([:]) { trial in
      var runner = ExportRunner(CoNLLUExporter(), to: "\(trial.folder)/in")
      runner.add(Article(id: "a", text: Text(Self.text)), annotations)
      #expect(try runner.finish().losses.isEmpty)
      let report = try trial.importing("conllu")
      #expect(report.losses.isEmpty, "\(report.losses)")
      #expect(try trial.read("texts/a.txt") == Self.text)
      #expect(try trial.annotations("a").map(\.spans) == annotations.map(\.spans))
      #expect(try trial.annotations("a").map(\.label) == annotations.map(\.label))
    }
  }

  /// Files of others: tokens of several words, empty nodes, articles.
  @Test func coNLLUOfOthers() throws {
    let none = "\t_\t_\t_\t_\t_\t_\t_\t"
    let file = """
      # newdoc id = n1
      # sent_id = 1
      1-2\tVámonos\(none)NER=B-PER
      1\tVamos\(none)_
      2\tnos\(none)_
      3\ta\(none)_
      3.1\tx\(none)_
      4\tHull\(none)NER=B-GPE|SpaceAfter=No
      5\t.\(none)_

      # newdoc id = n2
      1\tBo\(none)NER=S-PER

      """
    try Trial.of([:]) { trial in
      let report = try trial.importing("conllu", file, as: "all.conllu")
      #expect(report.losses.isEmpty && report.articles.map(\.name) == ["n1", "n2"])
      #expect(try trial.read("texts/n1.txt") == "Vámonos a Hull.\n")
      #expect(try trial.shown("n1") == ["PER Vámonos accepted", "GPE Hull accepted"])
      #expect(try trial.shown("n2") == ["PER Bo accepted"])
    }
  }

  /// What a comment and a node without words say besides is told.
  @Test func coNLLUThatSaysMoreIsTold() throws {
    let none = "\t_\t_\t_\t_\t_\t_\t_\t"
    let file = """
      # text = Ana Lima ran.
      1\tAna\(none)NER=B-PER
      1.1\tghost\(none)NER=B-ORG
      2\tran\(none)SpaceAfter=No
      3\t.\(none)_

      # text = Bo ran.
      1\tBo\(none)_
      2\tran\(none)SpaceAfter=No
      3\t.\(none)_
      """
    try Trial.of([:]) { trial in
      let report = try trial.importing("conllu", file, as: "a.conllu")
      #expect(report.losses.map(\.line).sorted() == [1, 3])
    }
  }

  @Test(arguments: ["1\tBo\tB-PER\n", "Bo B-PER\n"]) func otherColumnsAreRefused(_ file: String)
    throws
  {
    try Trial.of([:]) { trial in
      #expect(throws: PostilError.self) { try trial.importing("conllu", file, as: "all.conllu") }
    }
  }

  // MARK: spaCy and Hugging Face

  private func line(_ exporter: any Exporter, _ annotations: [Annotation]) throws -> JSONValue {
    var exporter = exporter
    let outcome = exporter.export(Article(id: "a", text: Text(Self.text)), annotations)
    return try JSONParser.parse(outcome.files[0].bytes)
  }

  /// What overlaps is in `spans`, the longest of it in `ents`.
  @Test func spaCyHasOverlaps() throws {
    let line = try line(
      SpaCyExporter(), [Self.annotation("Ana  Duarte", "PER"), Self.annotation("Duarte", "ORG")])
    #expect(line["ents"]?.array?.compactMap { $0["label"]?.string } == ["PER"])
    #expect(line["spans"]?["sc"]?.array?.compactMap { $0["label"]?.string } == ["PER", "ORG"])
  }

  @Test func labelsOfTheArticleAreCategories() throws {
    let label = Annotation(id: "x", layer: .entity, label: "SPORT", spans: [], state: .accepted)
    let line = try line(SpaCyExporter(), [label])
    #expect(line["cats"]?["SPORT"]?.double == 1)
  }

  /// Every row has the same columns, and the card names the tags in the order of their numbers.
  @Test func rowsAreAlike() throws {
    try withFolder { folder in
      var exporter = HuggingFaceExporter(ExportOptions(labels: [.entity: ["GPE"]]))
      let empty = exporter.export(Article(id: "a", text: Text("No.")), [])
      let full = exporter.export(
        Article(id: "b", text: Text(Self.text)), [Self.annotation("Ana  Duarte", "PER")])
      let rows = try [empty, full].map { try JSONParser.parse($0.files[0].bytes).object }
      #expect(rows[0]?.members.map(\.name) == rows[1]?.members.map(\.name))
      #expect(rows[1]?["tags"]?.array?.compactMap(\.int).prefix(3) == [3, 4, 0])
      let card = String(decoding: exporter.sharedFiles()[0].bytes, as: UTF8.self)
      #expect(
        card.contains(
          "'0': \"O\"\n          '1': \"B-GPE\"\n          '2': \"I-GPE\"\n          '3': \"B-PER\""
        ))
    }
  }

  /// A corpus in a folder is one file, and in a file there is nothing beside it.
  @Test func corpusFiles() throws {
    try withFolder { folder in
      for (path, files) in [
        ("out", ["/out/train.jsonl", "/out/to_spacy.py"]), ("all.jsonl", ["/all.jsonl"]),
      ] {
        var runner = ExportRunner(SpaCyExporter(), to: "\(folder)/\(path)")
        for id in ["a", "b"] { runner.add(Article(id: id, text: Text("Lund.")), []) }
        let written = try runner.finish().files
        #expect(written.map { String($0.dropFirst(folder.count)) } == files)
      }
    }
  }
}
