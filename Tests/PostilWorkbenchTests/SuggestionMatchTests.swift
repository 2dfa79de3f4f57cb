import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilWorkbench

/// Suggestions beside what is there already: nothing is said twice.
@Suite struct SuggestionMatchTests {
  private let folder: TemporaryFolder
  private let store: AnnotationStore

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("one.txt", "Ana Bob Cyd Dee Eve\n")
    store = try AnnotationStore.open(Workspace(root: folder.path).article(named: "one"))
  }

  private func name(_ start: Int, _ id: String, by plugin: String) -> Annotation {
    Annotation(
      id: id, layer: .entity, label: "PER", spans: [Span(start, start + 3)],
      annotator: "\(plugin)@0.1.0")
  }

  private func write(_ made: [(plugin: String, annotations: [Annotation])]) throws
    -> [Suggestions.Report]
  {
    let runs = try made.map { one in
      var run = PluginRun(
        manifest: try folder.plugin(one.plugin, produces: "entity quote"), isWanted: true)
      run.annotations = one.annotations
      return run
    }
    return try Suggestions(runs, revises: true).write(
      to: store, for: "anna", op: AnnotationID.random(), command: "run")
  }

  private func person(_ annotation: Annotation, _ state: Annotation.State) throws {
    var annotation = annotation
    annotation.state = state
    annotation.annotator = "anna"
    try store.commit([.put(annotation)], by: .person("anna"))
  }

  @Test(arguments: [Annotation.State.accepted, .rejected])
  func whatAPersonHasDecidedIsNotSuggestedAgain(_ state: Annotation.State) throws {
    try person(name(0, "mine", by: "x"), state)
    let reports = try write([("names", [name(0, "a1", by: "names"), name(4, "a2", by: "names")])])
    #expect(reports[0].new == 1 && reports[0].known == 1)
    #expect(store.annotations.map(\.id) == ["mine", "a2"])
  }

  @Test func linksLeadToWhatIsThere() throws {
    try person(name(0, "mine", by: "x"), .accepted)
    try person(name(4, "wrong", by: "x"), .rejected)
    let quotes = ["a1", "a2"].map { id in
      Annotation(
        id: "q\(id)", layer: .quote, label: "direct", spans: [Span(8, id == "a1" ? 11 : 15)],
        roles: ["source": [RoleLink(spans: [Span(0, 3)], id: id)]], annotator: "quotes@0.1.0")
    }
    _ = try write([
      ("names", [name(0, "a1", by: "names"), name(4, "a2", by: "names")]), ("quotes", quotes),
    ])
    #expect(store[id: "qa1"]?.annotation.roles["source"]?.first?.id == "mine")
    #expect(store[id: "qa2"]?.annotation.roles["source"] == [RoleLink(spans: [Span(0, 3)])])
  }

  @Test func equalSuggestionsOfTwoPluginsAreOne() throws {
    let reports = try write([
      ("names", [name(0, "a1", by: "names")]), ("list", [name(0, "b1", by: "list")]),
    ])
    #expect(reports.map(\.new) == [1, 0] && reports[1].known == 1)
    #expect(store.annotations.map(\.annotation.annotators) == ["names@0.1.0, list@0.1.0"])
    // Whoever comes first, and as often as they run.
    for plugin in ["other", "other", "names", "list"] {
      let id = plugin == "names" ? "a1" : plugin == "list" ? "b1" : "c1"
      let reports = try write([(plugin, [name(0, id, by: plugin)])])
      #expect(reports[0].new == 0)
    }
    #expect(
      store.annotations.map(\.annotation.annotators) == ["names@0.1.0, list@0.1.0, other@0.1.0"])
    #expect(store.twins.isEmpty)
  }

  @Test func whatOnePluginMakesTwiceStays() throws {
    var second = name(0, "a2", by: "names")
    second.attributes["entity"] = "Ana Two"
    let reports = try write([("names", [name(0, "a1", by: "names"), second])])
    #expect(reports[0].new == 2 && store.twins.isEmpty)
  }

  @Test func twinsAreFound() throws {
    try person(name(0, "one", by: "x"), .accepted)
    try person(name(0, "two", by: "x"), .accepted)
    #expect(store.twins.map(\.0.id) == ["two"])
    let findings = SidecarCheck.check(store.file)
    #expect(findings.map(\.code) == ["twin"])
  }
}
