import Testing

@testable import PostilTerminal

@Suite struct GraphemeWidthTests {
  @Test func ambiguousCharactersTakeTwoColumns() {
    #expect(GraphemeWidth.of("—").columns == 1)
    #expect(GraphemeWidth.of("—", ambiguous: 2).columns == 2)
    #expect(GraphemeWidth.of("京", ambiguous: 2).columns == 2)
    #expect(GraphemeWidth.of("a", ambiguous: 2).columns == 1)
  }
}
