import PostilKit
import PostilPublication
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct CommitTests {
  @Test func nothingIsOnDiskBeforeTheFirstCommit() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    #expect(store.annotations.isEmpty)
    #expect(!Folders.exists(store.file.sidecarPath))
    try store.commit([], by: "anna")
    #expect(!Folders.exists(store.file.sidecarPath))
  }

  @Test func aCommitIsThereAfterOpeningAgain() throws {
    let folder = try TemporaryFolder()
    let receipt = try folder.store().commit(
      [.put(.mention(0, 10))], by: "anna", command: "per 1.1-2")
    let again = try folder.store("wire", nil)
    let stored = try #require(again.annotations.first)
    #expect(stored == receipt.written.first)
    #expect(stored.annotation.text == "Ana Duarte")
    #expect((stored.number, stored.by, stored.op) == (1, "anna", receipt.op))
    #expect(again[number: 1] == stored && again[id: stored.id] == stored)
    #expect(again.log(limit: nil).map(\.command) == ["per 1.1-2"])
    #expect(again.findings.isEmpty)
  }

  @Test func theHeaderNamesTheText() throws {
    let folder = try TemporaryFolder()
    try folder.store("wire", "é👍🏽\r\n").commit([.status(.done)], by: "anna")
    let header = try JSONParser.parse(folder.lines("wire.jsonl")[0])
    #expect(header["postil"] == 1)
    #expect(header["length"] == 5)
    #expect(header["sha256"]?.string == SHA256.hex("é👍🏽\r\n".utf8))
  }

  @Test func theLastLineOfAnIdWins() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var mention = try store.commit([.put(.mention(0, 10, "ORG"))], by: "anna").written[0].annotation
    mention.label = "PER"
    let revised = try store.commit([.put(mention)], by: "ben")
    #expect(store.annotations.map(\.annotation.label) == ["PER"])
    #expect(store.annotations.map(\.by) == ["ben"])
    let lines = try folder.lines("wire.jsonl").map { try JSONParser.parse($0) }
    #expect(lines.count == 3)
    #expect(lines[2]["prev"] == lines[1]["op"])
    #expect(lines[2]["op"]?.string == revised.op)
  }

  @Test func writingTheSameAgainWritesNothing() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let mention = try store.commit([.put(.mention(0, 10))], by: "anna").written[0].annotation
    let receipt = try store.commit([.put(mention)], by: "anna")
    #expect(receipt.op.isEmpty && receipt.written.isEmpty)
    #expect(try folder.lines("wire.jsonl").count == 2)
  }

  @Test func aRemovalKeepsTheNumbersOfOthers() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let made = try store.commit([.put(.mention(0, 10)), .put(.mention(19, 25, "GPE"))], by: "anna")
    let receipt = try store.commit([.remove(id: made.written[0].id)], by: "anna")
    #expect(receipt.removed == [made.written[0]])
    #expect(store.annotations.map(\.number) == [2])
    #expect(store[number: 1] == nil)
    try store.commit([.put(.mention(0, 3))], by: "anna")
    #expect(store.annotations.map(\.number) == [2, 3])
    #expect(throws: PostilError.store(.noAnnotation(id: "zz", article: "wire"))) {
      try store.commit([.remove(id: "zz")], by: "anna")
    }
  }

  @Test(arguments: [(0, 999), (-1, 3), (5, 2), (62, 63)])
  func aSpanOutsideTheTextIsRefused(_ start: Int, _ end: Int) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    #expect(throws: PostilError.self) { try store.commit([.put(.mention(start, end))], by: "anna") }
    #expect(!Folders.exists(store.file.sidecarPath))
  }

  @Test func statusAndFactsAreKept() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let day = CalendarDate("2023-03-13")
    try store.commit(
      [.status(.done), .facts(published: day, source: "https://a.example/1")], by: "anna")
    try store.commit([.facts(published: nil, source: "b")], by: "anna")
    let again = try folder.store("wire", nil)
    #expect(again.status == .done)
    #expect(again.article.published == day && again.published.origin == .sidecar)
    #expect(again.source == "b")
    #expect(again.findings.isEmpty)
  }

  // MARK: Plugins

  static let plugin = Author.plugin(name: "entity-tagger", version: "0.1.0")

  static func suggestion(_ label: String = "PER") -> Change {
    .put(.mention(0, 10, label, id: "k3f9q2m7x2ab", state: .suggested, by: plugin.name))
  }

  @Test(arguments: [Annotation.State.accepted, .rejected, nil])
  func aPluginNeverOverridesAPerson(_ decision: Annotation.State?) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var annotation = try store.commit([Self.suggestion()], by: Self.plugin).written[0].annotation
    if let decision {
      annotation.state = decision
      try store.commit([.put(annotation)], by: "anna")
    } else {
      try store.commit([.remove(id: annotation.id)], by: "anna")
    }
    let before = store.annotations
    for by in [Self.plugin, .person("ben")] {
      let receipt = try store.commit([Self.suggestion("ORG")], by: by)
      #expect(receipt.skipped == ["k3f9q2m7x2ab"] && receipt.written.isEmpty)
    }
    #expect(store.annotations == before)
  }

  @Test func anAcceptedSuggestionSaysWhoMadeItAndWhoAcceptedIt() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var annotation = try store.commit([Self.suggestion()], by: Self.plugin).written[0].annotation
    annotation.state = .accepted
    let accepted = try store.commit([.put(annotation)], by: "anna").written[0]
    #expect(accepted.annotation.annotator == Self.plugin.name && accepted.by == "anna")
    #expect(accepted.at.count == 24 && accepted.at.hasSuffix("Z"))
  }

  @Test func aSuggestionIsNotOfferedTwice() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([Self.suggestion()], by: Self.plugin)
    #expect(try store.commit([Self.suggestion("ORG")], by: Self.plugin).skipped.count == 1)
    #expect(try folder.lines("wire.jsonl").count == 2)
  }

  @Test func aPersonMayResolveASuggestionAnew() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([Self.suggestion()], by: Self.plugin)
    try store.commit([Self.suggestion("ORG")], by: "anna", command: "published 2023-03-13")
    #expect(store.annotations.map(\.annotation.label) == ["ORG"])
  }
}
