import PostilExchange
import PostilKit
import Testing

@testable import PostilFormats

/// The tokens that `export jsonl` writes.
@Suite struct TokenKindTests {
  private func line(_ kind: ExportTokenKind?) throws -> JSONValue {
    var options = ExportOptions()
    options.tokens = kind
    let annotations = [
      Annotation(id: "a", layer: .entity, label: "PER", spans: [Span(0, 3)], state: .accepted),
      Annotation(id: "b", layer: .entity, label: "GPE", spans: [Span(4, 9)], state: .accepted),
    ]
    let outcome = JSONLinesExporter(options)
      .export(Article(id: "n", text: Text("Ana Oslo 🇳🇴")), annotations)
    return try JSONParser.parse(outcome.files[0].bytes)
  }

  @Test func noneUnlessAskedFor() throws {
    for line in [try line(nil), try line(ExportTokenKind.none)] {
      #expect(line["tokens"] == nil)
      // Without tokens a span is written as it is, with the space at its end.
      let spans = line["spans"]?.array ?? []
      #expect(spans.map { $0["end"]?.int } == [3, 9] && spans[0]["token_start"] == nil)
    }
  }

  @Test func words() throws {
    let line = try line(.words)
    #expect(line["tokens"]?.array?.compactMap { $0["text"]?.string }.prefix(2) == ["Ana", "Oslo"])
    #expect(line["spans"]?.array?.map { $0["token_end"]?.int } == [0, 1])
  }

  @Test func characters() throws {
    let line = try line(.chars)
    #expect(line["tokens"]?.array?.count == 11)
    #expect(line["tokens"]?.array?.map { $0["text"]?.string }.last == "\u{1F1F4}")
    let spans = line["spans"]?.array ?? []
    #expect(spans.map { $0["token_start"]?.int } == [0, 4])
    #expect(spans.map { $0["token_end"]?.int } == [2, 8])
  }
}
