import PostilKit
import Testing

@testable import PostilSystem

@Suite struct TextPiecesTests {
  private func words(_ text: Text) -> [String] {
    TextPieces(text).all.map { text[Span($0.start, $0.end)] }
  }

  @Test func cutsWordsAndTheRest() {
    #expect(
      words(Text("Ana Duarte's 3.5  km--\r\n\n")) == [
        "Ana", "Duarte", "'", "s", "3", ".", "5", " ", "km", "--", "\r", "\n", "\n",
      ])
    #expect(
      words(Text("日本で😀😀 ไทย été e\u{301}t")) == [
        "日", "本", "で", "😀", "😀", "ไ", "ท", "ย", "été", "e\u{301}t",
      ])
    #expect(words(Text(String(repeating: "a", count: 70))).map(\.count) == [31, 31, 8])
  }

  /// As computed with Python and zlib from the description of the format.
  @Test func hasTheFingerprintOfTheFormat() {
    #expect(
      TextPieces(Text("Ana Duarte, 3 été\n日本 --x")).fingerprint == "jkCGMbhNuh6bDzUBaTB66h_VCRlBaD")
  }

  @Test func comesBackFromItsFingerprint() throws {
    for text in ["", " ", "Ana left.\n\nBo — 3 km  on.\r\n", "e\u{301} 日本 😀"].map({ Text($0) }) {
      let pieces = TextPieces(text)
      #expect(pieces.length == text.count)
      let again = try #require(
        TextPieces(fingerprint: pieces.fingerprint, length: text.count))
      #expect(again.all == pieces.all)
      #expect(TextPieces(fingerprint: pieces.fingerprint, length: text.count + 1) == nil)
    }
    #expect(TextPieces(fingerprint: "AAAA", length: 1) == nil)
    #expect(TextPieces(fingerprint: "B=A", length: 1) == nil)
    #expect(TextPieces(fingerprint: "AAA", length: 0) == nil)
  }

  @Test func findsThePieceAtAPlace() {
    let pieces = TextPieces(Text("ab, cd"))
    #expect((0..<6).map { pieces.index(of: $0) } == [0, 0, 1, 1, 2, 2])
  }
}
