import EntityTagger
import PostilKit
import Testing

@Suite struct EntityTaggerTests {
  @Test(arguments: [
    "[Germany]{GPE}'s foreign minister [Annalena Baerbock]{PER} flew to [Nairobi]{GPE} on Monday.",
    "President [William Ruto]{PER} met Ms. [Baerbock]{PER} in the [Kenyan]{NORP} capital.",
    "The [European Union]{ORG} ([EU]{ORG}) will help the [United Nations]{ORG}, said Mr. [Ruto]{PER}.",
    "[Microsoft]{ORG} will open an office in [Lagos]{GPE}, the largest city of [Nigeria]{GPE}.",
    "It rained all day, and nobody came.",
  ])
  func marksNames(_ line: String) throws {
    #expect(try marks(released.get(), marked(line).text) == line)
  }

  @Test func saysHowSureItIsAndWhy() throws {
    let text = Text("Angela Merkel spoke in Berlin.")
    for annotation in try released.get().annotate(Article(text: text), given: []) {
      let score = try #require(annotation.score)
      #expect((0...1).contains(score) && (score * 100).rounded() / 100 == score)
      #expect(annotation.rule == "crf" && annotation.layer == .entity)
    }
  }

  @Test(arguments: [
    ("Angela Merkel spoke in Berlin. Merkel then left.", "Merkel", "Angela Merkel"),
    (
      "The Shanghai Cooperation Organization (SCO) met. The SCO is old.", "SCO",
      "Shanghai Cooperation Organization"
    ),
    ("Officials of the United States met. The U.S. wants more.", "U.S.", "United States"),
    ("Angela Merkel met Una Merkel. Merkel left for Berlin.", "Merkel", "Merkel"),
  ])
  func namesTheEntity(_ string: String, _ surface: String, _ entity: String) throws {
    let text = Text(string)
    let annotations = try released.get().annotate(Article(text: text), given: [])
    let names = annotations.filter { text[$0.spans] == surface }.map { $0.attributes["entity"] }
    #expect(!names.isEmpty && names.allSatisfy { $0 == .string(entity) })
  }

  @Test func aHandleInParenthesesIsTheNameBeforeIt() throws {
    let text = Text("Angela Merkel (@merkel_a) spoke in Berlin.")
    let annotations = try released.get().annotate(Article(text: text), given: [])
    let handle = try #require(annotations.first { text[$0.spans] == "@merkel_a" })
    #expect(handle.label == "PER" && handle.attributes["entity"] == "Angela Merkel")
  }
}

@Suite struct EntityTaggerContractTests {
  private static let edges = [
    "", " ", "\n\n", "\r\n\r\n", "🇮🇷👩‍👩‍👧", "e\u{301}", "\u{FEFF}Berlin", "Berlin\r\nParis\r\n", "'s",
    "the",
    "President", "@a", "(@a)", "A", "U.S.", "\u{0}", "𝔅𝔢𝔯𝔩𝔦𝔫 is Berlin", "Мари́я Иванова в Москве",
    "- - - - -", "((((((((", "Mr. Mr. Mr. President", String(repeating: "A", count: 3000),
  ]

  @Test(arguments: edges)
  func keepsTheContract(_ string: String) throws {
    let text = Text(string)
    let tagger = try released.get()
    let annotations = try tagger.annotate(Article(text: text), given: [])
    for annotation in annotations {
      #expect(annotation.layer == .entity && annotation.spans.count == 1)
      #expect(!annotation.extent.isEmpty && annotation.extent.end <= text.count)
      #expect(annotation.attributes["entity"]?.string?.isEmpty == false)
    }
    for (left, right) in zip(annotations, annotations.dropFirst()) {
      #expect(left.extent.end <= right.extent.start)
    }
    #expect(try tagger.annotate(Article(text: text), given: []) == annotations)
  }

  /// Names, handles, other scripts and no letters at all, in one line.
  @Test(arguments: [
    "Anna Keller met Piet Novak of Oslo ", "@anna (@piet) #oslo ", "Анна встретила Петра в Осло ",
    "安娜在奥斯陆会见了皮特 ", "— 12,5 % … ", "ANNAKELLER", "O. ",
  ])
  func timeGrowsWithTheTextAndNoFaster(_ piece: String) throws {
    let tagger = try released.get()
    let clock = ContinuousClock()
    func time(_ count: Int) throws -> Duration {
      let text = Text(String(repeating: piece, count: count * 35 / piece.utf8.count))
      return try clock.measure { _ = try tagger.annotate(Article(text: text), given: []) }
    }
    // A megabyte without a line break or a full stop; a tenth of it in a debug build.
    let large = Shared.isOptimized ? 30_000 : 3_000
    _ = try time(30)
    #expect(try time(large) < max(.milliseconds(400), time(large / 10) * 40))
  }

  @Test func servesSeveralThreads() async throws {
    let tagger = try released.get()
    let article = Article(text: Text("Angela Merkel met William Ruto of Kenya in Berlin."))
    let expected = try tagger.annotate(article, given: [])
    try await withThrowingTaskGroup(of: [Annotation].self) { group in
      for _ in 0..<8 { group.addTask { try tagger.annotate(article, given: []) } }
      for try await annotations in group { #expect(annotations == expected) }
    }
  }
}
