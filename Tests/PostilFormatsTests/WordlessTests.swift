import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import Testing

@testable import PostilFormats

/// Annotations without words: relations of two others, and labels of the article.
@Suite struct WordlessTests {
  private static let schema: Schema = {
    var pact = Schema.LayerRules(
      Layer(rawValue: "pact"), labels: ["signed"], roles: ["by", "with"])
    pact.hasWords = false
    pact.roleRules = ["by": RoleRules(to: ["PER", "ORG", "GPE", "LOC"])]
    var field = Schema.LayerRules(Layer(rawValue: "field"), labels: ["athletics", "rowing"])
    field.hasWords = false
    return Schema(Schema.news.layers + [pact, field])
  }()

  private static let annotations: [Annotation] = {
    func person(_ id: String, _ span: Span) -> Annotation {
      Annotation(id: id, layer: .entity, label: "PER", spans: [span], state: .accepted)
    }
    func signed(_ id: String, _ by: String, _ with: String) -> Annotation {
      Annotation(
        id: id, layer: Layer(rawValue: "pact"), label: "signed", spans: [],
        roles: ["by": [RoleLink(id: by)], "with": [RoleLink(id: with)]], state: .accepted)
    }
    return [
      person("2aaaaaaaaaaaaaaa", Span(0, 3)), person("2bbbbbbbbbbbbbbb", Span(4, 6)),
      person("2ccccccccccccccc", Span(7, 10)),
      signed("2ddddddddddddddd", "2aaaaaaaaaaaaaaa", "2bbbbbbbbbbbbbbb"),
      signed("2eeeeeeeeeeeeeee", "2bbbbbbbbbbbbbbb", "2ccccccccccccccc"),
      Annotation(
        id: "2fffffffffffffff", layer: Layer(rawValue: "field"), label: "athletics", spans: [],
        state: .accepted),
    ]
  }()

  private func shown(_ annotations: [Annotation]) -> Set<String> {
    let names = Dictionary(uniqueKeysWithValues: annotations.map { ($0.id, $0.spans) })
    return Set(
      annotations.filter(\.spans.isEmpty).map { one in
        "\(one.label) \(one.roles.sorted { $0.key < $1.key }.map { "\($0.key)=\(names[$0.value[0].id ?? ""] ?? [])" })"
      })
  }

  /// They come back, and a second import finds them.
  @Test(arguments: ["jsonl", "prodigy", "doccano", "label-studio", "brat"]) func travel(
    _ format: String
  ) throws {
    let article = Article(id: "a", text: Text("Ana Bo Cai"))
    try Trial.of(["a": "Ana Bo Cai"]) { trial in
      let exporter = try Formats.exporter(named: format, ExportOptions(schema: Self.schema))
      var runner = ExportRunner(exporter, to: "\(trial.folder)/in")
      runner.add(article, Self.annotations)
      let report = try runner.finish()
      let options = ImportOptions(schema: Self.schema)
      let first = try trial.importing(format, options)
      #expect(first.losses == [], "\(first.losses)")
      let held = format == "brat" ? Array(Self.annotations.dropLast()) : Self.annotations
      #expect(report.losses.count == Self.annotations.count - held.count)
      #expect(try shown(trial.annotations("a")) == shown(held))
      let again = try trial.importing(format, options)
      #expect(again.articles.map(\.written) == [0])
      #expect(try trial.annotations("a").count == held.count)
    }
  }

  /// `Arg1` and `Arg2` stand for the roles in the schema's order.
  @Test func relationsOfBrat() throws {
    try Trial.of(["a": "Ana Bo"]) { trial in
      try trial.write("Ana Bo", "in/a.txt")
      let options = ImportOptions(schema: Self.schema)
      let report = try trial.importing(
        "brat", "T1\tPER 0 3\tAna\nT2\tPER 4 6\tBo\nR1\tsigned Arg1:T2 Arg2:T1\n", as: "a.ann",
        options)
      #expect(report.losses == [])
      #expect(try shown(trial.annotations("a")) == [#"signed ["by=[4:6]", "with=[0:3]"]"#])
    }
  }

  /// What spaCy calls categories are labels of the article, where the schema has them.
  @Test func categories() throws {
    try Trial.of([:]) { trial in
      let record = #"{"text":"Ana","ents":[],"cats":{"athletics":1.0,"other":0.0,"news":0.9}}"#
      let report = try trial.importing(
        "spacy", record, as: "all.jsonl", ImportOptions(schema: Self.schema))
      #expect(report.losses.map(\.what) == ["a category of the article"])
      #expect(try trial.annotations("all-1").map(\.label) == ["athletics"])
    }
  }

  /// Formats without a place for them say so.
  @Test(arguments: [
    ("doccano", 0), ("uima", 3), ("xmi", 3), ("w3c", 2), ("label-studio", 0), ("conll", 3),
    ("hf", 2),
  ])
  func areTold(_ format: String, _ count: Int) throws {
    let exporter = Formats.exporters(ExportOptions(schema: Self.schema)).first { $0.name == format }
    var one = try #require(exporter)
    let losses = one.export(Article(id: "a", text: Text("Ana Bo Cai")), Self.annotations).losses
    #expect(losses.filter(\.isWhole).count == count, "\(losses)")
  }

  private func exported(_ format: String, _ annotations: [Annotation]) throws -> String {
    var exporter = try Formats.exporter(named: format, ExportOptions(schema: Self.schema))
    let article = exporter.export(Article(id: "a", text: Text("Ana Bo Cai")), annotations)
    let files = article.files + exporter.sharedFiles()
    return files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
  }

  /// Labels of the article are where programs look for them.
  @Test(arguments: [
    ("spacy", #""cats":{"athletics":1.0,"rowing":0.0}"#), ("hf", #""cats":["athletics"]"#),
    ("doccano", #""cats":["athletics"]"#),
    (
      "prodigy",
      #""options":[{"id":"athletics","text":"athletics"},{"id":"rowing","text":"rowing"}]"#
    ),
    ("prodigy", #""accept":["athletics"]"#),
    ("label-studio", #""type":"choices","value":{"choices":["athletics"]}"#),
    ("label-studio", #"<Choices name="field" toName="text" choice="multiple">"#),
    ("w3c", #""target":{"source":"a.txt"}"#),
    ("brat", "signed\tby:GPE|LOC|ORG|PER, with:<ANY>"),
    ("doccano", #""from_id":1,"to_id":2,"type":"signed""#),
  ]) func areWhereProgramsLook(_ format: String, _ expected: String) throws {
    let text = try exported(format, Self.annotations)
    #expect(text.contains(expected), "\(text)")
    #expect(!text.contains(#""signed":1.0"#))
  }

  /// What the schema forbids is left out, a relation with it if nothing is left; what it requires is missed.
  @Test func importsAreHeldToTheSchema() throws {
    try Trial.of(["a": "Ana Bo Cai"]) { trial in
      var schema = Self.schema
      let pact = try #require(schema.layers.firstIndex { $0.layer == "pact" })
      schema.layers[pact].roleRules = [
        "by": RoleRules(to: ["PER"], isRequired: true),
        "with": RoleRules(to: ["entity:PER"], isRequired: true, isMany: false),
      ]
      let person = #"{"id":"2aaaaaaaaaaaaaaa","start":0,"end":3,"label":"PER","layer":"entity"}"#
      let place = #"{"id":"2bbbbbbbbbbbbbbb","start":4,"end":6,"label":"GPE","layer":"entity"}"#
      func signed(_ id: String, _ roles: String) -> String {
        #"{"id":"\#(id)","layer":"pact","label":"signed","spans":[],"roles":{\#(roles)},"state":"accepted"}"#
      }
      let wordless = [
        signed(
          "2ccccccccccccccc", #""by":{"id":"2aaaaaaaaaaaaaaa"},"with":{"id":"2bbbbbbbbbbbbbbb"}"#),
        signed("2ddddddddddddddd", #""with":{"id":"2bbbbbbbbbbbbbbb"}"#),
        signed(
          "2eeeeeeeeeeeeeee", #""with":[{"id":"2aaaaaaaaaaaaaaa"},{"id":"2aaaaaaaaaaaaaaa"}]"#),
      ].joined(separator: ",")
      let record =
        #"{"text":"Ana Bo Cai","meta":{"id":"a"},"spans":[\#(person),\#(place)],"wordless":[\#(wordless)]}"#
      let report = try trial.importing(
        "jsonl", record, as: "a.jsonl", ImportOptions(schema: schema))
      #expect(
        report.losses.map(\.what) == [
          "'with' of the layer pact links to entity:PER, not to GPE",
          "'with' of the layer pact links to entity:PER, not to GPE",
          "'with' of the layer pact takes one link", "'signed' then connects nothing",
        ])
      #expect(report.articles.map(\.written) == [4])
    }
  }
}
