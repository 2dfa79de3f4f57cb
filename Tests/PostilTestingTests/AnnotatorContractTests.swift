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

  @Test func whoKeepsItHasNoViolations() async {
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

  @Test func failuresAndMoodsAreNamed() async {
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
