import PostilKit
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    "", "plain", "é", "🇮🇷 flag", "e\u{301}", "\r\nCRLF", "\u{FEFF}mark",
    String(repeating: "a€", count: 300),
  ])
  func countsCodePointsAsPythonDoes(_ string: String) {
    let text = Text(string)
    let scalars = Array(string.unicodeScalars)
    #expect(text.count == scalars.count)
    var byte = 0
    for (position, scalar) in scalars.enumerated() {
      #expect(text.byte(ofCodePoint: position) == byte)
      #expect(text.codePoint(atByte: byte) == position)
      byte += UTF8.width(scalar)
    }
    #expect(text.byte(ofCodePoint: text.count) == byte)
    #expect(text.codePoint(atByte: byte) == text.count)
  }

  @Test func givesTheWordsOfSpans() {
    let text = Text("🇮🇷 Iran’s “road map”")
    #expect(text[Span(3, 7)] == "Iran")
    #expect(text[[Span(3, 7), Span(10, 20)]] == "Iran “road map”")
    #expect(text.span(bytes: text.bytes(Span(3, 7))) == Span(3, 7))
  }

  @Test(arguments: [([0x61, 0xFF], 1), ([0xC3], 0), ([0x61, 0x62, 0xED, 0xA0, 0x80], 2)])
  func namesTheFirstBadByte(_ bytes: [UInt8], _ offset: Int) {
    #expect(throws: InvalidUTF8(offset: offset)) { try Text(validating: bytes) }
  }
}
