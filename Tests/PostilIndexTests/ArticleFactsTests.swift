import PostilKit
import PostilStore
import TestSupport
import Testing

@testable import PostilIndex

/// The facts of an article, and as bytes.
@Suite struct ArticleFactsTests {
  private func facts() throws -> ArticleFacts {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var named = Annotation.mention(0, 10)
    named.attributes["entity"] = "Ana Duarte"
    named.attributes["ref"] = "wikidata:Q1"
    let quote = Annotation(
      layer: .quote, label: "indirect", spans: [Span(37, 54)],
      attributes: ["speaker": .array(["Ana Duarte", "Rui Costa"])], state: .suggested,
      annotator: "quoter@1")
    let label = Annotation(
      layer: "topic", label: "sport", spans: [], state: .suggested, annotator: "sorter@1")
    try store.commit(
      [
        .put(named), .put(.mention(19, 25, "GPE")), .put(.mention(29, 35, state: .rejected)),
        .put(quote), .put(label), .status(.done),
      ], by: "anna")
    return ArticleFacts(store)
  }

  @Test func whatTheySay() throws {
    let facts = try facts()
    #expect(facts.status == .done && facts.isTouched)
    #expect(facts.accepted == 2 && facts.suggested == 2 && facts.moved == 0)
    #expect(facts.labels.map(\.label) == ["sport"])
    #expect(facts.namings.map(\.text) == ["Ana Duarte", "Lisbon"])
    #expect(facts.namings.map(\.entity) == ["Ana Duarte", nil])
    #expect(facts.speakers.map(\.name) == ["Ana Duarte", "Rui Costa"])
    #expect(facts.tallies.map(\.count).reduce(0, +) == 5)
  }

  @Test func bytesGiveTheSame() throws {
    let facts = try facts()
    var names: [String] = [""]
    let packed = facts.packed { name in
      if let known = names.dropFirst().firstIndex(of: name) { return known }
      names.append(name)
      return names.count - 1
    }.bytes
    func name(_ number: Int) -> String? {
      number > 0 && names.indices.contains(number) ? names[number] : nil
    }
    #expect(ArticleFacts(packed[...], name) == facts)
    for count in 0..<packed.count { #expect(ArticleFacts(packed[..<count], name) == nil) }
    #expect(ArticleFacts(packed[...], { _ in nil }) == nil)
  }

  @Test(arguments: [0, 1, 127, 128, 300, 1 << 40]) func numbersAsBytes(_ number: Int) {
    var packer = BytePacker()
    packer.add(number)
    var unpacker = ByteUnpacker(packer.bytes[...])
    #expect(unpacker.number() == number && unpacker.isAtEnd)
  }
}
