import Testing

@testable import PostilMarkup

/// XML as a list of events: `<a x=1>`, words, `/`.
@Suite struct XMLReaderTests {
  private func events(_ xml: String) throws(XMLFailure) -> [String] {
    var reader = XMLReader(Array(xml.utf8))
    var events: [String] = []
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        events.append(
          "<" + element.name + element.attributes.map { " \($0.name)=\($0.value)" }.joined() + ">")
      case .text(let text): events.append(text)
      case .end: events.append("/")
      }
    }
    return events
  }

  @Test(arguments: [
    ("<a/>", ["<a>", "/"]),
    ("<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><a>b</a>\n", ["<a>", "b", "/"]),
    (
      "<a x = '1' y=\"&lt;&#10;&#x1F1E7;\">&amp;<b:c/></a>",
      ["<a x=1 y=<\n🇧>", "&", "<b:c>", "/", "/"]
    ),
    ("<a>1\r\n2\r3<![CDATA[<b>&]]></a>", ["<a>", "1\n2\n3", "<b>&", "/"]),
    ("<a x='1\n2'>é🇧🇾</a>", ["<a x=1 2>", "é🇧🇾", "/"]),
  ])
  func reads(_ xml: String, _ expected: [String]) throws {
    #expect(try events(xml) == expected)
  }

  @Test(arguments: [
    ("", 1, "it has no element"), ("words", 1, "it does not begin with an element"),
    ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", 1, "a document type, which is refused"),
    ("<a>\n&x;</a>", 2, "'&x;' is not defined"), ("<a>&#0;</a>", 1, "'&#0;' is not defined"),
    ("<a>AT&T</a>", 1, "'&' that begins no reference"),
    ("<a><b></a>", 1, "'</a>' does not close '<b>'"), ("<a>", 1, "'<a>' is not closed"),
    ("<a/><b/>", 1, "a second element"), ("<a/>b", 1, "text after the last element"),
    ("<a x=1/>", 1, "not in quotation marks"), ("<a x='1", 1, "has no end"),
    ("<a x='1' x='2'/>", 1, "given twice"), ("<a b", 1, "has no value"),
    ("<a>\u{1}</a>", 1, "control character"), ("<a><!-- ", 1, "'-->' is missing"),
    (String(repeating: "<a>", count: 300), 1, "more than 256 elements inside one another"),
  ])
  func refuses(_ xml: String, _ line: Int, _ reason: String) {
    let failure = #expect(throws: XMLFailure.self) { try events(xml) }
    #expect(
      failure?.line == line && failure?.reason.contains(reason) == true,
      "\(String(describing: failure))")
  }

  /// Files in UTF-16 with a mark, and in the encodings of old collections, are made UTF-8.
  @Test func otherEncodings() throws {
    let latin =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9, 0x93]
      + Array("</a>".utf8)
    #expect(String(decoding: try TextEncoding.xml(latin), as: UTF8.self).hasSuffix("<a>é“</a>"))
    for (mark, isLow) in [([0xFF, 0xFE], true), ([0xFE, 0xFF], false)] as [([UInt8], Bool)] {
      let wide =
        mark
        + "<a>é🇳</a>".utf16.flatMap { unit -> [UInt8] in
          let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
          return isLow ? bytes : bytes.reversed()
        }
      #expect(try TextEncoding.xml(wide) == Array("<a>é🇳</a>".utf8))
      #expect(TextEncoding.page(wide, declared: nil) == Array("<a>é🇳</a>".utf8))
    }
    let other = Array("<?xml version='1.0' encoding='KOI8-R'?><a/>".utf8)
    let failure = #expect(throws: XMLFailure.self) { try TextEncoding.xml(other) }
    #expect(failure?.reason.contains("koi8-r") == true)
    #expect(throws: XMLFailure.self) { try TextEncoding.xml(Array("<a>".utf8) + [0xE9]) }
    #expect(throws: XMLFailure.self) { try TextEncoding.xml([0xFF, 0xFE, 0x3C]) }
  }
}
