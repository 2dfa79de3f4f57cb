import PostilKit
import PostilSchema
import PostilSystem
import Testing

@Suite struct SchemaTests {
  @Test(arguments: [
    "2023", "2023-03", "2023-03-13", "XXXX-WXX-1", "XXXX-03-13", "2023-W11", "2023-W11-WE",
    "2023-Q1", "2023-H2",
    "2023-SP", "2023-WI", "198", "198X", "19", "19XX", "BC0044", "P2W", "P1Y6M", "PT36H", "PXD",
    "P3DE", "P0.5Y",
    "P1DT12H", "2023-03-13T18:45", "2023-03-13TMO", "T18:45:30", "T09Z", "TNI", "PRESENT_REF",
    "PAST_REF", "FUTURE_REF", "PXX",
    "2024-02-29", "XXXX-02-29", "2023-XX-13", "2023-03-13T18:45+03:30", "XXXX-XX-XX", "BC0480-08",
    "BC0480-FA", "BC0480-08-XXTEV", "BCXXXX-WXX",
  ])
  func aTimexValue(_ value: String) { #expect(TimexValue.isValid(value)) }

  @Test(arguments: [
    "", "2023-02-30", "2023-02-29", "2023-13", "2023-00", "2023-3-1", "2023-W54", "2023-Q5",
    "2023-W11-8", "P", "PT",
    "P2", "P2X", "P-1D", "T25", "T18:60", "2023T18", "yesterday", "2023-03-13 ", "20233", "2",
    "NOW_REF", "2023-03-13T",
    "P1DT", "198-03", "1X8X", "P99999999999D", "é", "T", "-", "2023-", "--", "T+", "T18-",
    "2023-03-13-01", "BC", "BC-08", "BC0480-13",
  ])
  func noTimexValue(_ value: String) { #expect(!TimexValue.isValid(value)) }

  @Test func newsValidatesWhatIsTyped() throws {
    let news = Schema.news
    #expect(try news.value(of: "value", on: .timex, typed: "P2W") == "P2W")
    #expect(try news.value(of: "negated", on: .quote, typed: "yes") == true)
    #expect(try news.value(of: "mod", on: .timex, typed: "approx") == "APPROX")
    #expect(try news.value(of: "ref", on: .entity, typed: "wikidata:Q2866") == "wikidata:Q2866")
    for (name, layer, typed) in [
      ("value", Layer.timex, "soon"), ("ref", .entity, "Q2866"), ("ref", .entity, "wikidata:"),
      ("part", .quote, "1.5"), ("mod", .timex, "x"), ("size", .entity, "1"),
    ] {
      #expect(throws: PostilError.self) { try news.value(of: name, on: layer, typed: typed) }
    }
  }

  @Test func aLabelFindsItsLayer() throws {
    let schema = Schema([.init("a", labels: ["X", "Y"]), .init("b", labels: ["X"]), .init("c")])
    #expect(try Schema.news.layer(ofLabel: "per").layer == .entity)
    #expect(try schema.layer(ofLabel: "Y").layer == "a")
    #expect(try schema.layer(ofLabel: "b:X").layer == "b")
    #expect(try schema.layer(ofLabel: "c:anything").label == "anything")
    #expect(throws: PostilError.schema(.ambiguousLabel(label: "X", layers: ["a", "b"]))) {
      try schema.layer(ofLabel: "X")
    }
    #expect(throws: PostilError.schema(.unknownLabel(label: "Z", known: ["X", "Y", "X"]))) {
      try schema.layer(ofLabel: "Z")
    }
  }

  /// `signed(from, to)` without words, and topics.
  private let own: Schema = {
    var signed = Schema.LayerRules("signed", labels: ["signed"], roles: ["from", "to"])
    signed.hasWords = false
    signed.roleRules = [
      "from": RoleRules(to: ["entity"], isRequired: true),
      "to": RoleRules(to: ["TREATY"], isMany: false),
    ]
    var event = Schema.LayerRules("event", labels: ["TREATY", "WAR"], attributes: ["day": .date])
    event.attributeRules = ["day": AttributeRules(isRequired: true, initial: "2026-03-03")]
    return Schema([event, signed])
  }()

  @Test func rolesLinkToWhatTheyMay() throws {
    let all = [
      "t": Annotation(layer: "event", label: "TREATY", spans: [Span(0, 1)]),
      "w": Annotation(layer: "event", label: "WAR", spans: [Span(0, 1)]),
      "p": Annotation(layer: .entity, label: "PER", spans: [Span(0, 1)]),
    ]
    func problems(_ roles: [String: [RoleLink]]) -> [String] {
      let relation = Annotation(layer: "signed", label: "signed", spans: [], roles: roles)
      return own.validate(relation) { all[$0] }
    }
    #expect(problems(["from": [RoleLink(id: "p")], "to": [RoleLink(id: "t")]]).isEmpty)
    #expect(
      problems(["to": [RoleLink(id: "w")]]) == [
        "'to' of the layer signed links to TREATY, not to WAR"
      ])
    #expect(
      problems(["to": [RoleLink(spans: [Span(0, 1)])]])
        == ["'to' of the layer signed links to TREATY, not to words alone"])
    #expect(
      problems(["to": [RoleLink(id: "t"), RoleLink(id: "t")]])
        == ["'to' of the layer signed takes one link"])
    #expect(problems(["from": [RoleLink(id: "p"), RoleLink(id: "p")]]).isEmpty)
    #expect(problems(["from": [RoleLink(id: "gone")]]).isEmpty)
  }

  @Test func whatIsRequiredIsMissed() {
    #expect(
      own.missing(Annotation(layer: "signed", label: "signed", spans: []))
        == ["it has no role 'from'"])
    #expect(
      own.missing(Annotation(layer: "event", label: "WAR", spans: [Span(0, 1)]))
        == ["it has no 'day'"])
    #expect(own.initialAttributes(of: "event") == ["day": "2026-03-03"])
  }

  @Test func wordsAreWhereTheyBelong() {
    let marked = Annotation(layer: "signed", label: "signed", spans: [Span(0, 1)])
    #expect(own.validate(marked) == ["'signed' marks a whole article, not words"])
    #expect(throws: PostilError.self) {
      try Schema.news.checkWords([Span(0, 1)], label: "politics", on: "topic")
    }
  }

  @Test func noTwoLabelsHaveOneColourUntilTwelve() {
    var rules = Schema.LayerRules("a", labels: (1...12).map { "L\($0)" })
    rules.facts["L5"] = LabelFacts(colour: .blue)
    let schema = Schema([rules])
    let palette = Palette(schema)
    #expect(Set(rules.labels.map { palette["a", $0] }).count == 12)
    #expect(palette["a", "L5"] == .blue)
    #expect(Set(LabelColour.allCases.map(\.terminalCode)).count == 12)
  }

  @Test func anAnnotationIsHeldAgainstIt() {
    let annotation = Annotation(
      layer: .timex, label: "DAY", spans: [], roles: ["cue": []],
      attributes: ["value": "2023-02-30", "size": 1])
    #expect(Schema.news.validate(annotation).count == 4)
    #expect(Schema.news.validate(Annotation(layer: "mine", label: "X", spans: [])).count == 1)
    let fine = Annotation(
      layer: .timex, label: "DATE", spans: [], attributes: ["value": "2023-02-28"])
    #expect(Schema.news.validate(fine).isEmpty)
  }
}
