import PostilKit
import Testing

@testable import PostilStore

@Suite struct AnnotationIDTests {
  @Test func aPluginsIdIsTheSameEverywhere() {
    func id(_ name: String = "entity-tagger", _ ordinal: Int = 0) -> String {
      AnnotationID.derived(
        layer: .entity, label: "PER", spans: [Span(0, 3)], annotator: name, ordinal: ordinal)
    }
    #expect(id() == id())
    #expect(Set([id(), id("other"), id("entity-tagger", 1)]).count == 3)
    #expect([id(), AnnotationID.random()].allSatisfy(AnnotationID.isWellFormed))
    // Pinned: another id would offer all rejected suggestions again.
    #expect(id() == "hhuzrzr2rnrx")
  }
}
