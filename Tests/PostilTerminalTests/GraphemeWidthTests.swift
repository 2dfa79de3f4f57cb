import PostilKit
import Testing

@testable import PostilTerminal

@Suite struct GraphemeWidthTests {
  @Test(arguments: [
    ("a", 1, false), ("é", 1, false), ("e\u{301}", 1, false), ("京", 2, false), ("カ", 2, false),
    ("ｱ", 1, false), ("Ａ", 2, false), ("😀", 2, false), ("\u{1F44D}\u{1F3FD}", 2, true),
    ("\u{2764}\u{FE0F}", 1, true), ("👨‍👩‍👧", 2, true), ("🇵🇹", 1, true), ("א", 1, true), ("한", 2, false),
    ("—", 1, false), ("\u{A0}", 1, false), ("\u{AD}", 0, false),
  ])
  func measures(_ text: String, _ columns: Int, _ isDoubtful: Bool) throws {
    let measured = GraphemeWidth.of(try #require(text.first))
    #expect(measured.isDoubtful == isDoubtful)
    if !isDoubtful { #expect(measured.columns == columns) }
  }

  @Test func ambiguousCharactersTakeTwoColumns() {
    #expect(GraphemeWidth.of("—").columns == 1)
    #expect(GraphemeWidth.of("—", ambiguous: 2).columns == 2)
    #expect(GraphemeWidth.of("京", ambiguous: 2).columns == 2)
    #expect(GraphemeWidth.of("a", ambiguous: 2).columns == 1)
  }
}
