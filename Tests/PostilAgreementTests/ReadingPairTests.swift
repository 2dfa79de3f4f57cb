import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilAgreement

@Suite struct ReadingPairTests {
  private static let text = "Ada Lund met Rui Costa in Hull on Monday.\n"

  private func side(_ folder: TemporaryFolder, _ name: String, _ marks: [(String, Int, Int)]) throws
    -> String
  {
    try folder.write("\(name)/wire.txt", Self.text)
    let workspace = try Workspace(root: "\(folder.path)/\(name)")
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    try store.commit(
      marks.map { label, start, end in
        .put(
          Annotation(
            layer: .entity, label: label, spans: [Span(start, end)], state: .accepted,
            annotator: name))
      }, by: .person(name))
    return workspace.root
  }

  @Test func countsWhatDiffers() throws {
    let folder = try TemporaryFolder()
    let anna = try side(
      folder, "anna", [("PER", 0, 8), ("PER", 13, 22), ("GPE", 26, 30), ("ORG", 0, 3)])
    let ben = try side(
      folder, "ben", [("PER", 0, 8), ("PER", 17, 22), ("ORG", 26, 30), ("LOC", 34, 40)])
    let readings = try PeopleReadings(of: [anna, ben], in: Workspace(root: folder.path))
    #expect(readings.people == ["anna", "ben"])
    #expect(readings.pairs.map(\.kind) == [.same, .onlyFirst, .words, .label, .onlySecond])
    #expect(
      readings.pairs.map(\.kind.outcome) == [.correct, .missing, .partial, .incorrect, .spurious])
    #expect(readings.pairs.map { $0.first?.number } == [1, 4, 2, 3, nil])
    let row = try #require(AgreementTable(readings).rows.first)
    #expect(row.counts == [4, 4])
    #expect(row.figures[.strict] == 0.25 && row.figures[.partial] == 0.5)
  }

  @Test func comparesLabelsWithoutWordsByArticle() throws {
    let folder = try TemporaryFolder()
    let sides = try ["politics", "economy"].map { label in
      let root = try side(folder, label, [])
      let store = try AnnotationStore.open(Workspace(root: root).article(named: "wire"))
      let topic = Annotation(
        layer: "topic", label: label, spans: [], state: .accepted, annotator: label)
      try store.commit([.put(topic)], by: .person(label))
      return root
    }
    let readings = try PeopleReadings(of: sides, in: Workspace(root: folder.path))
    let row = try #require(AgreementTable(readings).rows.first)
    #expect(row.items == 1 && row.figures[.observed] == 0 && row.figures[.strict] == 0)
  }

  /// What a person's curation took is not what the person read.
  @Test func leavesOutWhatWasTaken() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", Self.text)
    let workspace = try Workspace(root: folder.path)
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    var annotation = Annotation(
      id: "one", layer: .entity, label: "PER", spans: [Span(0, 8)], state: .accepted,
      annotator: "anna")
    try store.commit([.put(annotation)], by: .person("anna"))
    annotation.label = "ORG"
    try store.commit([.put(annotation)], by: .person("ben"))
    annotation.unknown["taken"] = ["from": ["ben"], "against": ["anna"]]
    try store.commit([.put(annotation)], by: .person("anna"))
    let readings = try PeopleReadings(of: ["anna", "ben"], in: workspace)
    #expect(readings.pairs.map(\.kind) == [.label])
  }

  @Test func agreesWithItself() throws {
    let folder = try TemporaryFolder()
    let anna = try side(folder, "anna", [("PER", 0, 8), ("GPE", 26, 30)])
    let readings = try PeopleReadings(of: [anna, anna], in: Workspace(root: folder.path))
    let row = try #require(AgreementTable(readings).rows.first)
    for figure in AgreementFigure.allCases { #expect(row.figures[figure] == 1, "\(figure)") }
    #expect(row.intervals.isEmpty)
  }

  /// Each person's newest line counts, whatever others have decided since.
  @Test func readsTheAuthorsOfOneLog() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", Self.text)
    let workspace = try Workspace(root: folder.path)
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    var mention = try store.commit(
      [
        .put(
          Annotation(
            layer: .entity, label: "PER", spans: [Span(0, 8)], annotator: "tagger@1.0.0"))
      ], by: .plugin(name: "tagger", version: "1.0.0")
    ).written[0].annotation
    mention.state = .accepted
    try store.commit([.put(mention)], by: .person("anna"))
    mention.label = "ORG"
    try store.commit([.put(mention)], by: .person("ben"))
    mention.state = .suggested
    let readings = try PeopleReadings(of: ["anna", "ben"], in: workspace)
    #expect(PeopleReadings.authors(workspace) == ["anna", "ben"])
    #expect(readings.pairs.map(\.kind) == [.label])
    #expect(readings.pairs.first?.first?.annotation.label == "PER")
    #expect(throws: PostilError.agreement(.noReader(name: "cem", authors: ["anna", "ben"]))) {
      try PeopleReadings(of: ["anna", "cem"], in: workspace)
    }
    #expect(throws: PostilError.agreement(.tooFew(count: 1))) {
      try PeopleReadings(of: ["anna"], in: workspace)
    }
  }

  /// A suggestion that nobody has decided is no reading.
  @Test func countsUndecidedSuggestionsApart() throws {
    let folder = try TemporaryFolder()
    let anna = try side(folder, "anna", [("PER", 0, 8)])
    let ben = try side(folder, "ben", [("PER", 0, 8)])
    let store = try AnnotationStore.open(Workspace(root: ben).article(named: "wire"))
    try store.commit(
      [.put(Annotation(layer: .entity, label: "GPE", spans: [Span(26, 30)], annotator: "t@1"))],
      by: .plugin(name: "t", version: "1"))
    let readings = try PeopleReadings(of: [anna, ben], in: Workspace(root: folder.path))
    #expect(readings.undecided == [0, 1])
    #expect(readings.pairs.map(\.kind) == [.same])
  }

  @Test func comparesAttributesAndRoles() throws {
    let folder = try TemporaryFolder()
    var roots: [String] = []
    for (name, value, source) in [("anna", "2023-05-01", 0), ("ben", "2023-05-08", 13)] {
      try folder.write("\(name)/wire.txt", Self.text)
      let workspace = try Workspace(root: "\(folder.path)/\(name)")
      roots.append(workspace.root)
      try AnnotationStore.open(workspace.article(named: "wire")).commit(
        [
          .put(
            Annotation(
              layer: .timex, label: "DATE", spans: [Span(34, 40)],
              attributes: ["value": .string(value)], state: .accepted, annotator: name)),
          .put(
            Annotation(
              layer: .quote, label: "direct", spans: [Span(9, 12)],
              roles: ["source": [RoleLink(spans: [Span(source, source + 8)])]], state: .accepted,
              annotator: name)),
        ], by: .person(name))
    }
    let readings = try PeopleReadings(of: roots, in: Workspace(root: folder.path))
    #expect(readings.pairs.map(\.kind) == [.roles, .attributes])
    let rows = AgreementTable(readings).rows
    #expect(
      rows.map(\.subject.name) == [
        "quote", "quote:direct", "quote role source", "timex", "timex:DATE", "timex value=",
      ])
    let value = try #require(rows.last)
    #expect(value.items == 1 && value.figures[.observed] == 0 && value.figures[.strict] == 0)
    #expect(value.undefined[.gamma] == .noUnits)
  }
}
