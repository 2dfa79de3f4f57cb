import PostilAgreement
import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilCuration

@Suite struct ArticleCurationTests {
  private static let text = "Ada Lund met Rui Costa in Hull on Monday.\n"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("wire.txt", Self.text)
  }

  private func mark(
    _ label: String, _ start: Int, _ end: Int, _ attributes: [String: JSONValue] = [:]
  ) -> Annotation {
    Annotation(
      layer: .entity, label: label, spans: [Span(start, end)], attributes: attributes,
      state: .accepted, annotator: "x")
  }

  private func curation(
    _ people: [(String, [Annotation])]
  ) throws -> (ArticleCuration, AnnotationStore) {
    for (name, marks) in people {
      try folder.write("\(name)/wire.txt", Self.text)
      try AnnotationStore.open(Workspace(root: "\(folder.path)/\(name)").article(named: "wire"))
        .commit(marks.map { .put($0) }, by: .person(name))
    }
    let workspace = try Workspace(root: folder.path)
    let readings = try PeopleReadings(of: people.map { "\(folder.path)/\($0.0)" }, in: workspace)
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    return (
      ArticleCuration(
        readings.articles[0], people: readings.people, by: "dora", in: store), store
    )
  }

  private func gold(_ store: AnnotationStore) -> [String] {
    store.annotations.map(\.annotation).filter { $0.state == .accepted }
      .sorted { $0.extent < $1.extent }.map { "\($0.label) \($0.text)" }
  }

  /// Spans of another text would mark other words.
  @Test func leavesOutAnArticleWithAnotherText() throws {
    _ = try curation([("anna", [mark("PER", 0, 8)]), ("ben", [mark("PER", 0, 8)])])
    try folder.write("wire.txt", "Miss " + Self.text)
    let readings = try PeopleReadings(
      of: ["\(folder.path)/anna", "\(folder.path)/ben"], in: Workspace(root: folder.path))
    #expect(readings.articles.isEmpty && readings.changed == ["wire"])
  }

  @Test func linksRefusedRelationsToTheGold() throws {
    func side(_ from: String, _ ids: [String]) -> [Annotation] {
      var marks = [mark("PER", 0, 8), mark("PER", 13, 22), mark("GPE", 26, 30)]
      for place in marks.indices { marks[place].id = ids[place] }
      let links = ["from": [RoleLink(id: from)], "to": [RoleLink(id: ids[2])]]
      return marks + [
        Annotation(
          layer: "rel", label: "visited", spans: [], roles: links, state: .accepted, annotator: "x")
      ]
    }
    let (curation, store) = try curation([
      ("anna", side("a0", ["a0", "a1", "a2"])), ("ben", side("b1", ["b0", "b1", "b2"])),
    ])
    try store.commit(curation.agreed, by: .person("dora"))
    let item = try #require(curation.items.first)
    #expect(
      item.options.map(\.value) == [
        "from \"Ada Lund\", to \"Hull\"", "from \"Rui Costa\", to \"Hull\"",
      ])
    try store.commit(curation.changes(item, .take([0])), by: .person("dora"))
    let linked = store.annotations.flatMap { $0.annotation.roles.values.joined().compactMap(\.id) }
    #expect(linked.count == 4 && linked.allSatisfy { store[id: $0] != nil })
    #expect(curation.items.isEmpty)
  }

  @Test func takesWhatAllAgreeOnAndAsksAboutTheRest() throws {
    let (curation, store) = try curation([
      ("anna", [mark("PER", 0, 8), mark("PER", 13, 22), mark("GPE", 26, 30)]),
      ("ben", [mark("PER", 0, 8), mark("PER", 17, 22)]),
      ("cem", [mark("PER", 0, 8), mark("PER", 13, 22)]),
    ])
    try store.commit(curation.agreed, by: .person("dora"))
    #expect(gold(store) == ["PER Ada Lund"])
    #expect(store.annotations[0].annotation.taken?.sentence == "taken from anna, ben, cem")
    #expect(store.annotations[0].annotation.annotator == "dora")
    let items = curation.items
    #expect(items.map { $0.options.map(\.people) } == [[["anna", "cem"], ["ben"]], [["anna"]]])
    #expect(items.map(\.absent) == [[], ["ben", "cem"]])
    try store.commit(curation.changes(items[0], .take([0])), by: .person("dora"))
    try store.commit(curation.changes(items[1], .take([])), by: .person("dora"))
    #expect(gold(store) == ["PER Ada Lund", "PER Rui Costa"])
    #expect(
      store.annotations[1].annotation.taken?.sentence == "taken from anna, cem against ben")
    // What was decided is not asked again, also by a later run.
    #expect(curation.items.isEmpty && curation.agreed.isEmpty)
  }

  @Test func bothAndNeitherAndEdited() throws {
    let (curation, store) = try curation([
      ("anna", [mark("PER", 0, 8)]), ("ben", [mark("PER", 4, 8)]),
    ])
    let item = try #require(curation.items.first)
    #expect(item.options.count == 2)
    try store.commit(curation.changes(item, .take([0, 1])), by: .person("dora"))
    #expect(gold(store) == ["PER Ada Lund", "PER Lund"])
    var other = mark("ORG", 0, 3)
    other.text = ""
    try store.commit(curation.changes(item, .edit(other)), by: .person("dora"))
    #expect(gold(store) == ["ORG Ada"])
    try store.commit(curation.changes(item, .take([])), by: .person("dora"))
    #expect(curation.isDecided(item))
  }

  @Test func attributesAreDecidedByThemselves() throws {
    let (curation, store) = try curation([
      ("anna", [mark("PER", 0, 8, ["entity": "Ada Lund", "ref": "wikidata:Q1"])]),
      ("ben", [mark("PER", 0, 8, ["entity": "Ada Lund", "ref": "wikidata:Q2"])]),
      ("cem", [mark("PER", 0, 8, ["entity": "Ada Lund"])]),
    ])
    try store.commit(curation.agreed, by: .person("dora"))
    #expect(store.annotations[0].annotation.attributes == ["entity": "Ada Lund"])
    let items = curation.items
    #expect(items.map(\.subject.part) == ["ref="])
    #expect(items[0].options.map(\.value) == ["wikidata:Q1", "wikidata:Q2", nil])
    try store.commit(curation.changes(items[0], .take([1])), by: .person("dora"))
    let annotation = store.annotations[0].annotation
    #expect(annotation.attributes["ref"] == "wikidata:Q2")
    #expect(annotation.taken?.partSentences == ["ref= taken from ben against anna, cem"])
    #expect(curation.items.isEmpty)
  }

  @Test func rulesDecideWithoutAPerson() throws {
    let (curation, _) = try curation([
      ("anna", [mark("PER", 0, 8), mark("GPE", 26, 30)]), ("ben", [mark("PER", 0, 8)]),
      ("cem", [mark("ORG", 0, 8)]),
    ])
    let items = curation.items
    func choice(_ rule: CurationRule, _ place: Int) -> [Int]? {
      if case .take(let taken)? = rule.choice(items[place], people: 3) { taken } else { nil }
    }
    #expect(choice(.agreed, 0) == nil)
    #expect(choice(.majority, 0) == [items[0].options.firstIndex { $0.people.count == 2 } ?? -1])
    #expect(choice(.majority, 1) == [])
    #expect(choice(.person("cem"), 1) == [])
    #expect(choice(.person("anna"), 1) == [0])
  }
}
