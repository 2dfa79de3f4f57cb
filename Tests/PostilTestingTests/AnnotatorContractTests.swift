import PostilKit
import PostilTesting
import Synchronization
import Testing

@Suite struct AnnotatorContractTests {
  private func violations(
    _ annotate: @escaping AnnotatorContract.Asking
  ) async -> [String] {
    await AnnotatorContract.violations(
      produces: [.entity], texts: [("short", Text("abc"))], annotate)
  }

  @Test func anAnnotatorThatKeepsItHasNoViolations() async {
    let found = await violations { _, _ in
      [Annotation(layer: .entity, label: "PER", spans: [Span(0, 3)], text: "abc")]
    }
    #expect(found == [])
  }

  @Test(arguments: [
    (Annotation(layer: .quote, label: "direct", spans: [Span(0, 1)]), "does not declare"),
    (Annotation(layer: .entity, label: "", spans: [Span(0, 1)]), "a label is empty"),
    (Annotation(layer: .entity, label: "PER", spans: [Span(1, 1)]), "1:1 is empty"),
    (Annotation(layer: .entity, label: "PER", spans: [Span(2, 3), Span(0, 1)]), "out of order"),
    (Annotation(layer: .entity, label: "PER", spans: [Span(0, 4)]), "outside the 3 code points"),
    (Annotation(layer: .entity, label: "PER", spans: [Span(0, 1)], text: "b"), "a surface text"),
    (Annotation(layer: .entity, label: "PER", spans: [Span(0, 1)], score: 2), "the score 2.0"),
    (
      Annotation(
        layer: .entity, label: "PER", spans: [Span(0, 1)],
        roles: ["r": [RoleLink(spans: [Span(0, 9)])]]), "0:9 is outside"
    ),
  ])
  func eachBreachIsNamed(_ annotation: Annotation, _ reason: String) async {
    let found = await violations { _, _ in [annotation] }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("short: ") == true && found.first?.contains(reason) == true)
  }

  /// Marks the whole text on a layer.
  private struct Whole: Annotator {
    var layer: Layer = "tone"
    init(_ configuration: Configuration) throws {}
    func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
      let span = Span(0, article.text.count)
      return span.isEmpty ? [] : [Annotation(layer: layer, label: "whole", spans: [span])]
    }
  }

  @Test func theManifestDeclaresTheLayers() async throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let manifest = "\(root)/Plugins/Examples/Shouting/plugin.json"
    var annotator = try Whole(Configuration())
    #expect(try await AnnotatorContract.violations(of: annotator, manifest: manifest) == [])
    annotator.layer = "entity"
    let found = try await AnnotatorContract.violations(of: annotator, manifest: manifest)
    #expect(found.contains("one letter: it makes 'entity', which it does not declare"))
    let other = "\(root)/Package.swift"
    await #expect(throws: (any Error).self) {
      try await AnnotatorContract.violations(of: annotator, manifest: other)
    }
  }

  @Test func failuresAndChangingResultsAreNamed() async {
    #expect(await violations { _, _ in throw AnnotatorError("no") } == ["short: it fails: no"])
    let calls = Mutex(0)
    let found = await violations { _, _ in
      let isFirst = calls.withLock { calls in
        calls += 1
        return calls == 1
      }
      return isFirst ? [] : [Annotation(layer: .entity, label: "PER", spans: [Span(0, 1)])]
    }
    #expect(found == ["short: it gives another result the second time"])
  }
}
