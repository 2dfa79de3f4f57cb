import Foundation
import PostilKit
import QuoteAttributor
import Testing

@Suite struct QuoteAttributorTests {
  /// Marked text, the label, and the rule that must find it.
  @Test(arguments: [
    ("{{q1|“We will wait,”}} {{c1|said}} {{s1|Raisi}}.", "direct", "before-cue"),
    ("{{s1|Raisi}} {{c1|said}} {{q1|that the talks “went very well”}}.", "mixed", "say-that"),
    ("{{s1|The minister}} {{c1|said}} {{q1|that trade had grown}}.", "indirect", "say-that"),
    (
      "{{q1|“If you look at it,”}} {{s1|Rubio}} {{c1|said}}, {{q1|“we agree on most of it.”}}",
      "direct", "split"
    ),
    (
      "{{c1|According to}} {{s1|the bank}}, {{q1|prices fell in May}}.", "indirect",
      "according-before"
    ),
  ])
  func finds(_ marked: String, _ label: String, _ rule: String) throws {
    let one = MarkedCase(name: rule, marked: marked)
    let text = Text(one.text)
    let quotes = try Attributor.quotes(one.text)
    try #require(quotes.count == 1)
    let expected = try #require(one.expected.first)
    #expect(text.trimmed(quotes[0].spans) == text.trimmed(expected.content))
    #expect(quotes[0].roles["source"]?.first?.spans.first == expected.source)
    #expect(quotes[0].roles["cue"]?.first?.spans.first == expected.cue)
    #expect(quotes[0].label == label)
    #expect(quotes[0].rule == rule)
    #expect(quotes[0].layer == .quote)
  }

  @Test(arguments: [
    "He appeared on \"Meet the Press\" and sang \"American Pie\" on Sunday.",
    "Dwayne \"The Rock\" Johnson arrived in Minsk.",
    "The word \"roadmap\" appears twelve times in the document.",
    "He is 6'2\" tall and the board is 50\" wide.", "The so-called \"special operation\" goes on.",
    "The said agreement was signed in March.", "",
  ])
  func findsNothing(_ text: String) throws {
    #expect(try Attributor.quotes(text).isEmpty)
  }

  @Test func quotationThatNobodyIsNamedForHasNoRoles() throws {
    let quotes = try Attributor.quotes("The hall was empty.\n\n“There is nobody left to ask.”\n")
    try #require(quotes.count == 1)
    #expect(quotes[0].roles.isEmpty)
    #expect(quotes[0].label == "direct")
  }

  @Test func sourceNamesTheEntityThatCoversItsHead() throws {
    let text = "Alexander Lukashenko arrived on Sunday. He said the talks had gone well."
    let person = Annotation(
      id: "p1", layer: .entity, label: "PER", spans: [Span(0, 20)],
      attributes: ["entity": "Alexander Lukashenko"])
    let quotes = try Attributor.quotes(text, given: [person])
    #expect(quotes.first?.attributes["speaker"] == "Alexander Lukashenko")
    let named = try Attributor.quotes(
      "Lukashenko said the talks had gone well.",
      given: [
        Annotation(
          id: "p2", layer: .entity, label: "PER", spans: [Span(0, 10)],
          attributes: ["entity": "Alexander Lukashenko"])
      ])
    #expect(named.first?.roles["source"]?.first?.id == "p2")
    #expect(named.first?.attributes["speaker"] == "Alexander Lukashenko")
  }

  @Test func negatedAttributionSaysSo() throws {
    let quotes = try Attributor.quotes("The ministry did not say that it had agreed.")
    #expect(quotes.first?.attributes["negated"] == true)
  }

  /// Other attributes of the first attribution.
  @Test(arguments: [
    ("The crew was told that the port was closed.", "passive", JSONValue.bool(true)),
    ("If the court says the vote was fair, he will stay.", "hypothetical", .bool(true)),
    ("BelTA agency quoted Orlov as telling Marin that it was open.", "relayed-by", "BelTA agency"),
    ("Orlov was quoted by the agency as saying that it was open.", "relayed-by", "the agency"),
  ])
  func marks(_ text: String, _ attribute: String, _ value: JSONValue) throws {
    #expect(try Attributor.quotes(text).first?.attributes[attribute] == value)
  }

  /// The speaker of a source without an entity layer: by gender, role, epithet, or the source's own
  /// words.
  @Test(arguments: [
    ("Anna Kovalenko met Ivan Petrov. She said that trade grew.", "Anna Kovalenko"),
    ("Anna Kovalenko met Ivan Petrov. He said that trade grew.", "Ivan Petrov"),
    ("Mrs. Orlov and Mr. Marin came. She said that it rained.", "Orlov"),
    ("Iranian President Ebrahim Raisi came. The president said it went well.", "Ebrahim Raisi"),
    ("Ayatollah Ali Khamenei came. The Supreme Leader said it went well.", "Ali Khamenei"),
    ("Sen. Maria Lopez voted no. The senator said it was a mistake.", "Maria Lopez"),
    ("Ivan Petrov, the harbour master, came. The harbour master said it rained.", "Ivan Petrov"),
    ("Olga Marina, who said that the ferry was late, left.", "Olga Marina"),
    ("A senior official said that the talks would resume.", "A senior official"),
    ("Beijing said that it would answer in kind.", "Beijing"),
  ])
  func resolvesTheSpeaker(_ text: String, _ speaker: String) throws {
    #expect(try Attributor.quotes(text).last?.attributes["speaker"] == .string(speaker))
  }

  @Test(arguments: [
    ("The captain said on Tuesday that it rained.", "The captain said … that"),
    ("“It rained,” said the captain.", "said the captain"),
    ("According to the bank, prices fell.", "According to the bank"),
  ])
  func tellsTheWordsThatTheRuleTook(_ text: String, _ words: String) throws {
    #expect(try Attributor.quotes(text).first?.attributes["words"] == .string(words))
  }

  @Test func whatIsQuotedInsideAnAttributionNamesItsParent() throws {
    let quotes = try Attributor.quotes("Marin told the guests that it was open, the agency said.")
    try #require(quotes.count == 2)
    let outer = try #require(quotes.first { $0.roles["parent"] == nil })
    let inner = try #require(quotes.first { $0.roles["parent"] != nil })
    let span = outer.spans[0]
    #expect(inner.roles["parent"] == [RoleLink(id: outer.id)])
    #expect(span.start <= inner.spans[0].start && inner.spans[0].end <= span.end)
  }

  @Test(arguments: [
    "\u{FEFF}“Wait,” he said.\r\n\r\n“No,” she said.", "👨‍👩‍👧 “é” 🇮🇷 said e\u{301}tienne", "\"", "“”",
    "'", "said",
    "‘“«„\"a b\"»”’ said “He «x‹ y", "THE MINISTER SAID \"NO\" AND LEFT",
    "he said she said they said",
    "Министр сказал: «Нет». Le ministre a dit : « Non ». 大臣は「いいえ」と言った。", "when asked by",
    "was told by",
    "HE SAID “NO” AND „NEIN“ AND «NON» AND ‘NIE’ AND 'NEE' AND \"NEJ\" AND ``NO''",
    "he said no she said yes nobody said why they all said it loudly",
    "\"\"\"\"", "``", "''''", "« » ‹ ›", "according to", "According to Marin",
    "According to Marin:", "he said: \"", "\n\n\n", "—", ":", "As",
  ])
  func survives(_ text: String) throws {
    try expectWords(in: text, Attributor.make())
  }

  /// Every prefix and every suffix of every case, and its words in other orders.
  @Test(arguments: ["cases.txt", "corpus.txt"])
  func survivesWhateverIsCutOff(_ file: String) throws {
    let attributor = try Attributor.make()
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: file)
    for one in MarkedCase.read(try String(contentsOf: path, encoding: .utf8)) {
      let words = one.text.split(separator: " ")
      for cut in words.indices {
        try expectWords(in: words[...cut].joined(separator: " "), attributor)
        try expectWords(in: words[cut...].joined(separator: " "), attributor)
        try expectWords(in: (words[cut...] + words[..<cut]).joined(separator: " "), attributor)
        try expectWords(
          in: (words[cut...].reversed() + words[..<cut]).joined(separator: " "), attributor)
      }
    }
  }

  /// Whatever is found has words, inside the text.
  private func expectWords(in text: String, _ attributor: QuoteAttributor) throws {
    let source = Text(text)
    for quote in try attributor.annotate(Article(text: source), given: []) {
      #expect(!quote.spans.isEmpty)
      for span in quote.spans { #expect(span.start < span.end && span.end <= source.count) }
      for link in quote.roles.values.joined() {
        for span in link.spans { #expect(span.start < span.end && span.end <= source.count) }
      }
    }
  }

  @Test(arguments: [
    String(repeating: "The port, he said, was “open” to all ships. ", count: 25_000),
    String(repeating: "\"", count: 100_000), String(repeating: "„a “b «c ‘d \"e ", count: 20_000),
    String(repeating: "“ ", count: 100_000), String(repeating: "HE SAID NO AND ", count: 20_000),
    String(repeating: "“", count: 20_000),
    String(repeating: "' ", count: 20_000), String(repeating: "\"a ", count: 5_000),
    String(repeating: "he said that \"it ", count: 5_000),
    String(repeating: "he said, adding that they ", count: 5_000),
    String(repeating: "word ", count: 200_000), String(repeating: "he said, ", count: 20_000),
    String(repeating: "he was told by him that ", count: 5_000),
    String(repeating: "\"A b c d,\" he said. ", count: 5_000),
    String(repeating: "“ a\n", count: 20_000),
    String(repeating: "\"Yes,\" said Anna.\n\"No,\" said Bob.\n\"Why?\"\n", count: 2_000),
  ])
  func takesTimeInProportionToTheText(_ text: String) throws {
    let start = ContinuousClock.now
    _ = try Attributor.quotes(text)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  /// Sixteen times as many marks take about sixteen times as long, and not 256 times.
  @Test(arguments: ["\"", "“", "„", "« ", "' ", "\"a "])
  func unmatchedMarksTakeLinearTime(_ mark: String) throws {
    let attributor = try Attributor.make()
    func seconds(_ count: Int) throws -> Double {
      let article = Article(text: Text(String(repeating: mark, count: count)))
      return try (0..<3).map { _ in
        let start = ContinuousClock.now
        _ = try attributor.annotate(article, given: [])
        return (ContinuousClock.now - start) / .seconds(1)
      }.min() ?? 0
    }
    let (few, many) = (try seconds(12_500), try seconds(200_000))
    #expect(many < 64 * max(few, 0.01), "\(few) s, then \(many) s")
  }
}
