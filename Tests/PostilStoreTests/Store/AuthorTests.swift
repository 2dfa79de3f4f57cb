import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@Suite struct AuthorTests {
  static let suggestion = Annotation.mention(
    0, 10, id: "k3f9q2m7x2ab", state: .suggested, by: "entity-tagger@0.1.0")
  static let plugin = Author.plugin(name: "entity-tagger", version: "0.1.0")

  @Test(arguments: [
    "li@163.com", "bob@2024", "name@1.2.3", "entity-tagger@0.1.0", "anna@example.org", "Anna Berg",
    "安娜", "👩🏽‍🔬", "@", "1@1",
  ])
  func anyNameIsValidForAPerson(_ name: String) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var suggestion = try store.commit([.put(Self.suggestion)], by: Self.plugin).written[0]
      .annotation
    suggestion.state = .accepted
    let receipt = try store.commit([.put(suggestion)], by: .person(name))
    #expect(receipt.skipped.isEmpty && receipt.written.map(\.author) == [.person(name)])
    for store in [store, try folder.store("wire", nil)] {
      #expect(store.annotations.map(\.annotation.state) == [.accepted])
      #expect(store.annotations.map(\.author) == [.person(name)])
      #expect(store.log(limit: nil).map(\.author) == [Self.plugin, .person(name)])
      #expect(store.isTouched(suggestion.id))
    }
    #expect(try folder.store("wire", nil).undo(by: .person(name)).written.count == 1)
  }

  @Test func aLineSaysWhichKindItsAuthorIs() throws {
    let folder = try TemporaryFolder()
    try folder.store().commit(
      [.put(Self.suggestion), .ran(annotator: Self.plugin.name)], by: Self.plugin, for: "anna")
    try folder.store().commit([.status(.done)], by: "name@1.2.3")
    let lines = try folder.lines("wire.jsonl").map { try JSONParser.parse($0) }
    #expect(lines.dropFirst().map { $0["author"] } == ["plugin", "plugin", "person"])
    #expect(lines.dropFirst().map { $0["for"] } == ["anna", "anna", nil])
  }

  @Test func fieldsOfThoseNamesThatAreSomebodyElsesSurvive() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([.put(.mention(0, 10, id: "a"))], by: "anna")
    let line =
      #"{"id":"b","layer":"entity","label":"PER","spans":[[0,3]],"author":"Reuters","for":"page 1","by":"m@1","op":"o"}"#
    try folder.write("wire.jsonl", folder.read("wire.jsonl") + Array("\(line)\n".utf8))
    try store.refresh()
    var foreign = try #require(store[id: "b"])
    #expect(foreign.author == "m@1" && foreign.annotation.unknown["author"] == "Reuters")
    foreign.annotation.label = "ORG"
    try store.commit([.put(foreign.annotation)], by: "ben")
    let last = try JSONParser.parse(folder.lines("wire.jsonl").last ?? "")
    #expect(last["author"] == "Reuters" && last["for"] == "page 1" && last["by"] == "ben")
    #expect(try folder.store("wire", nil).annotations == store.annotations)
  }

  /// A sidecar that Postil 0.1.0 wrote: three plugins' suggestions, and decisions of `anna`,
  /// `anna@example.org` and `bob@2024`.
  @Test func aSidecarOfTheFirstVersionOpensUnchanged() throws {
    let folder = try TemporaryFolder()
    let source =
      #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Fixtures/0.1.0"
    let old = try Files.read("\(source)/wire.jsonl")
    for name in ["wire.txt", "wire.jsonl"] {
      try folder.write(name, Files.read("\(source)/\(name)"))
    }
    let store = try folder.store("wire", nil)
    #expect(store.findings.isEmpty)
    let authors = store.annotations.map { "\($0.author.kind) \($0.by)" }
    #expect(
      authors == [
        "person anna", "person anna", "person anna@example.org", "plugin entity-tagger@0.1.0",
        "plugin quote-attributor@0.1.0", "person bob@2024",
      ])
    #expect(store.hasRun("entity-tagger@0.1.0") && store.isTouched("atcguf7xjjum"))
    #expect(store.redoable(by: "anna")?.command == "reject 2")
    #expect(store.undoable(by: "anna@example.org")?.command == "rm 3")
    // Neither the removal of a person nor the name of one makes it a plugin's.
    #expect(try store.commit([.put(Self.suggestion)], by: "bob@2024").written.count == 1)
    #expect(Array(try folder.read("wire.jsonl").prefix(old.count)) == old)
    #expect(try store.undo(by: "anna@example.org").written.map(\.annotation.text) == ["Ana Duarte"])
  }
}
