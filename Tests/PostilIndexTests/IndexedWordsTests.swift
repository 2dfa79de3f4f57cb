import PostilKit
import PostilPointing
import TestSupport
import Testing

@testable import PostilIndex

/// The words of a text say where a search cannot find anything, and never where it can.
@Suite struct IndexedWordsTests {
  @Test func wordsAreRunsOfLettersAndDigitsInLowerCase() {
    let words = IndexedWords(Text("Ana Duarte's U.S. visa, no. 4711: café ab"))
    #expect(words.words == ["ana", "duarte", "visa", "4711", "caf"])
    #expect(!words.isPartial)
  }

  @Test func whatIsEqualInOtherBytesIsLookedInto() {
    #expect(IndexedWords(Text("283 \u{212A}elvin")).isPartial)
    #expect(IndexedWords(Text(String(repeating: "x", count: 300))).isPartial)
  }

  @Test(arguments: [
    ("Ana Duarte", ["ana", "duarte"]), ("U.S.", []), ("co-operation", ["operation"]),
    ("Café Lisbon", ["lisbon"]), ("cafe\u{301}", []), ("ortug", ["ortug"]), ("", []),
  ])
  func partsOfTypedWords(_ typed: String, _ parts: [String]) {
    #expect(IndexedWords.parts(of: typed) == parts)
  }

  /// Whatever is found in a text, each part of it is in one of the text's words.
  @Test func whatIsFoundIsNeverExcluded() {
    var random = SplitMix(seed: 7)
    let pieces = [
      "Ana", "Duarte", "K", "\u{212A}", "é", "e\u{301}", " ", "\u{A0}", "\n", "-", "U.S.", "42",
      "ſ", "ß", "中文",
    ]
    for _ in 0..<3000 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let typed = (0..<3).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let search = TextSearch(text: Text(text))
      let words = IndexedWords(Text(text))
      guard !search.occurrences(of: typed).isEmpty || search.nearest(to: typed) != nil else {
        continue
      }
      for part in IndexedWords.parts(of: typed) where !words.isPartial {
        #expect(words.words.contains { $0.contains(part) }, "'\(typed)' in '\(text)'")
      }
    }
  }
}
