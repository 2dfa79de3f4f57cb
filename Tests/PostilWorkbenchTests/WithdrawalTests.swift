import PostilKit
import PostilPlugins
import PostilStore
import TestSupport
import Testing

@testable import PostilWorkbench

/// What becomes of suggestions when a plugin's new version runs.
@Suite struct WithdrawalTests {
  private func suggestion(_ id: String, _ start: Int, by annotator: String) -> Annotation {
    Annotation(
      id: id, layer: .entity, label: "PER", spans: [Span(start, start + 3)], annotator: annotator)
  }

  /// A store with four suggestions of version 1: one accepted, one remarked on, one that a quote of a
  /// person's names, one that nobody has looked at.
  private func store(_ folder: TemporaryFolder) throws -> AnnotationStore {
    try folder.write("one.txt", "Ana Bob Cyd Dee Eve\n")
    let store = try AnnotationStore.open(Workspace(root: folder.path).article(named: "one"))
    let old = ["ana", "bob", "cyd", "dee"].enumerated().map {
      suggestion($1, $0 * 4, by: "names@1.0.0")
    }
    try store.commit(old.map { .put($0) }, by: .plugin(name: "names", version: "1.0.0"))
    var accepted = old[0]
    accepted.state = .accepted
    var remarked = old[1]
    remarked.attributes["note"] = "who?"
    let quote = Annotation(
      layer: .quote, label: "direct", spans: [Span(16, 19)],
      roles: ["source": [RoleLink(id: "cyd")]], state: .accepted, annotator: "anna")
    try store.commit([.put(accepted), .put(remarked), .put(quote)], by: .person("anna"))
    return store
  }

  private func run(_ version: String, _ made: [Annotation], _ folder: TemporaryFolder) throws
    -> PluginRun
  {
    try folder.write(
      "names/plugin.json",
      #"{"name":"names","version":"\#(version)","api":1,"summary":"For a test.","produces":["entity"],"start":{"command":["true"]}}"#
    )
    var run = PluginRun(manifest: try Manifest(folder: "\(folder.path)/names"), isWanted: true)
    run.annotations = made
    return run
  }

  @Test func aNewVersionTakesBackWhatNobodyHasLookedAt() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    let run = try run("2.0.0", [suggestion("eve", 16, by: "names@2.0.0")], folder)
    #expect(store.withdrawn(by: run).map(\.id) == ["dee"])
  }

  @Test func theSameVersionAndTheSameSuggestionTakeNothingBack() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    #expect(try store.withdrawn(by: run("1.0.0", [], folder)).isEmpty)
    let same = suggestion("dee", 12, by: "names@2.0.0")
    #expect(try store.withdrawn(by: run("2.0.0", [same], folder)).isEmpty)
  }

  @Test func aPluginThatFailedTakesNothingBack() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    var failed = try run("2.0.0", [], folder)
    failed.failure = PluginFailure("names", .cancelled, "it was cancelled")
    #expect(store.withdrawn(by: failed).isEmpty)
  }
}
