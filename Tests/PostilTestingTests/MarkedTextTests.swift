import PostilKit
import PostilTesting
import Testing

@Suite struct MarkedTextTests {
  @Test func readsMarks() throws {
    let marked = try MarkedText("[Angela Merkel]{PER} said [on Monday]{DATE 2013-02-11}.")
    #expect(marked.text.string == "Angela Merkel said on Monday.")
    #expect(marked.annotations.map(\.spans) == [[Span(0, 13)], [Span(19, 28)]])
    #expect(marked.annotations.map(\.layer) == [.entity, .timex])
    #expect(marked.annotations[1].attributes == ["value": "2013-02-11"])
    #expect(marked.annotations[1].text == "on Monday")
  }

  @Test func marksNestAndLink() throws {
    let marked = try MarkedText(
      #"[“No,”]{direct cue>c source>m speaker="Zoë B"} [said]{#c} [[Zoë]{PER #m}’s aide]{job:aide}"#
    )
    #expect(marked.text.string == "“No,” said Zoë’s aide")
    let quote = marked.annotations[0]
    #expect(quote.roles["cue"] == [RoleLink(spans: [Span(6, 10)])])
    #expect(quote.roles["source"] == [RoleLink(spans: [Span(11, 14)], id: "m")])
    #expect(quote.attributes["speaker"] == "Zoë B")
    #expect(marked.annotations.map(\.label) == ["direct", "aide", "PER"])
  }

  @Test func bracketsWithoutBracesAreText() throws {
    let marked = try MarkedText(#"He [sic] wrote \[x\]\{y\} [a\]b]{PER}"#)
    #expect(marked.text.string == "He [sic] wrote [x]{y} a]b")
    #expect(marked.annotations.map(\.text) == ["a]b"])
  }

  @Test(arguments: [
    ("[x]{ODD}", "the layer of 'ODD' is unknown"), ("[x]{PER", "a brace has no end"),
    ("[x]{direct cue>c}", "no mark is named #c"),
  ])
  func saysWhatIsWrong(_ marked: String, _ reason: String) {
    let failure = #expect(throws: MarkedText.Failure.self) { try MarkedText(marked) }
    #expect(failure?.description.contains(reason) == true)
  }

  @Test(arguments: [
    "[Angela Merkel]{PER} said [on Monday]{DATE 2013-02-11}.", "", "no marks",
    "[[Bank]{LOC} of [England]{LOC}]{ORG #b ref=q1}", #"a \[b\] [é🎉]{tone:loud}"#,
  ])
  func writesWhatItRead(_ marked: String) throws {
    #expect(try MarkedText(marked).description == marked)
  }

  @Test func whatCrossesIsListed() {
    let crossing = MarkedText(
      Text("abcdef"),
      [
        Annotation(layer: .entity, label: "PER", spans: [Span(0, 4)]),
        Annotation(layer: .entity, label: "ORG", spans: [Span(2, 6)]),
      ])
    #expect(crossing.description == "[abcd]{PER}ef\n+ {ORG} [\"2:6\"]")
  }
}
