import PostilKit
import Testing

@testable import PostilTerminal

@Suite struct EscapingTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31mb", "a‹ESC›[31mb"), ("a\u{7}\u{8}", "a‹BEL›‹BS›"),
    ("\u{9B}31m", "‹U+009B›31m"), ("\u{7F}", "‹DEL›"), ("a\tb\nc", "a b c"),
    ("\u{202E}abc\u{2066}", "‹U+202E›abc‹U+2066›"), ("\u{FEFF}x", "‹BOM›x"), ("é京😀", "é京😀"),
    ("\u{200F}", "‹U+200F›"), ("a\r\nb", "a  b"),
    ("An\u{200B}a", "An‹U+200B›a"), ("co\u{AD}op", "co‹U+00AD›op"), ("a\u{200D}b", "a‹U+200D›b"),
    ("a\u{2060}\u{2063}", "a‹U+2060›‹U+2063›"), ("x\u{E0041}", "x‹U+E0041›"),
    ("\u{3164}", "‹U+3164›"),
    ("a\u{34F}\u{180E}\u{FFF9}", "a‹U+034F›‹U+180E›‹U+FFF9›"),
    ("👩\u{200D}🚀 ❤\u{FE0F}\u{200D}🔥", "👩\u{200D}🚀 ❤\u{FE0F}\u{200D}🔥"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("ക\u{D4D}\u{200D} ", "ക\u{D4D}\u{200D} "),
  ])
  func shows(_ text: String, _ expected: String) {
    #expect(Escaping.shown(text) == expected)
    #expect(Escaping.shown(expected) == expected)
  }

  @Test func nothingRawReachesTheOutput() throws {
    let output = Output(descriptor: nil, hasColour: false)
    for code in UInt32(0)..<0x2100 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      try output.print(String(Character(scalar)))
    }
    let allowed = output.take().unicodeScalars.allSatisfy {
      $0 == "\n"
        || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
          && !(0x202A...0x202E).contains($0.value)
    }
    #expect(allowed)
  }

  @Test func coloursOnlyWhenWanted() throws {
    let line = StyledLine("PER", .label("PER"))
    #expect(Output(descriptor: nil, hasColour: false).rendered(line) == "PER")
    #expect(Output(descriptor: nil, hasColour: true).rendered(line).hasPrefix("\u{1B}["))
  }
}
