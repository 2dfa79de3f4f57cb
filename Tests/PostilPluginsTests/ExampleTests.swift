import PostilKit
import PostilSystem
import TestSupport
import PostilTesting
import PostilWorkbench
import Testing

@testable import PostilPlugins

/// The examples that a stranger copies are built and run.
@Suite struct ExampleTests {
  @Test(.enabled(if: hasPython, "python3 is missing"))
  func thePythonExampleKeepsTheContract() async throws {
    let manifest = try Manifest(folder: "\(repository)/Plugins/Examples/keyword-python")
    let host = try ProcessHost(manifest)
    let result = try host.annotate(Article(text: Text("🎉 The budget, not budgets.")))
    #expect(result.annotations.map(\.spans) == [[Span(6, 12)]])
    let violations = await AnnotatorContract.violations(produces: manifest.produces) {
      try host.annotate($0, given: $1).annotations
    }
    #expect(violations == [])
    host.stop()
  }

  /// Built once into a folder of its own beside the tests' build; later runs find it there.
  @Test(.enabled(if: shell("command -v swift >/dev/null") == 0, "swift is missing"))
  func theSwiftExampleKeepsTheContract() async throws {
    let source = "\(repository)/Plugins/Examples/Shouting"
    let scratch = "\(repository)/.build/examples"
    let isUsable =
      shell(
        "swift build --package-path '\(source)' --scratch-path '\(scratch)' >/tmp/postil-example.log 2>&1"
      )
      == 0
    try #require(isUsable, "see /tmp/postil-example.log")
    let folder = try TemporaryFolder()
    let plugin = "\(folder.path)/shouting"
    let library = "libShouting.\(Platform.libraryExtension)"
    try #require(
      shell(
        "mkdir '\(plugin)' && cp '\(source)/plugin.json' '\(scratch)/debug/\(library)' '\(plugin)'")
        == 0)
    let manifest = try Manifest(folder: plugin)
    var settings = JSONObject()
    settings["shortest"] = 2
    let host = try NativeHost(manifest, settings: settings)
    let result = try host.annotate(Article(text: Text("é NO means no, OK? A")))
    #expect(result.annotations.map(\.spans) == [[Span(2, 4)], [Span(15, 17)]])
    let violations = await AnnotatorContract.violations(produces: manifest.produces) {
      try host.annotate($0, given: $1).annotations
    }
    #expect(violations == [])
  }
}
