import PostilKit
import PostilPublication
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct UndoTests {
  private func labels(_ store: AnnotationStore) -> [String] {
    store.annotations.map { "\($0.annotation.label)\($0.number)" }
  }

  @Test func undoAndRedoGoBackAndForthThroughRestarts() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var mention = try store.commit([.put(.mention(0, 10, "ORG"))], by: "anna").written[0].annotation
    mention.label = "PER"
    try store.commit([.put(mention)], by: "anna", command: "relabel 1 PER")
    try store.commit([.remove(id: mention.id)], by: "anna")
    var seen: [[String]] = []
    for _ in 0..<3 {
      let receipt = try folder.store("wire", nil).undo(by: "anna")
      #expect(receipt.left.isEmpty)
      seen.append(labels(try folder.store("wire", nil)))
    }
    #expect(seen == [["PER1"], ["ORG1"], []])
    #expect(throws: PostilError.store(.nothingToUndo(by: "anna"))) {
      try folder.store("wire", nil).undo(by: "anna")
    }
    for expected in [["ORG1"], ["PER1"], []] {
      let receipt = try folder.store("wire", nil).redo(by: "anna")
      #expect(labels(try folder.store("wire", nil)) == expected)
      if expected == ["PER1"] { #expect(receipt.command == "relabel 1 PER") }
    }
    #expect(throws: PostilError.store(.nothingToRedo(by: "anna"))) {
      try folder.store("wire", nil).redo(by: "anna")
    }
    _ = try store.undo(by: "anna")
    #expect(labels(store) == ["PER1"])
    #expect(try folder.store("wire", nil).findings.isEmpty)
  }

  @Test func aNewOpForgetsWhatCouldBeRedone() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([.put(.mention(0, 10))], by: "anna")
    _ = try store.undo(by: "anna")
    try store.commit([.put(.mention(19, 25, "GPE"))], by: "anna")
    #expect(throws: PostilError.store(.nothingToRedo(by: "anna"))) { try store.redo(by: "anna") }
    _ = try store.undo(by: "anna")
    #expect(throws: PostilError.store(.nothingToUndo(by: "anna"))) { try store.undo(by: "anna") }
    #expect(store.log(limit: nil).map(\.isUndone) == [true, false, true, false])
  }

  @Test func anotherAuthorsOpsStay() throws {
    let folder = try TemporaryFolder()
    let anna = try folder.store()
    let ben = try folder.store("wire", nil)
    try anna.commit([.put(.mention(0, 10))], by: "anna")
    try ben.commit([.put(.mention(19, 25, "GPE"))], by: "ben")
    #expect(try anna.refresh().map(\.annotation.label) == ["GPE"])
    _ = try anna.undo(by: "anna")
    #expect(labels(anna) == ["GPE2"])
    #expect(throws: PostilError.store(.nothingToUndo(by: "cy"))) { try anna.undo(by: "cy") }
  }

  @Test func whatSomebodyChangedSinceIsLeftAndListed() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let made = try store.commit([.put(.mention(0, 10)), .put(.mention(19, 25, "GPE"))], by: "anna")
    var second = made.written[1].annotation
    second.label = "LOC"
    try store.commit([.put(second)], by: "ben")
    let receipt = try store.undo(by: "anna")
    #expect(receipt.removed.map(\.number) == [1])
    #expect(receipt.left.map(\.annotation.label) == ["LOC"])
    #expect(labels(store) == ["LOC2"])
    // An undo that restores nothing counts nevertheless.
    let third = try store.commit([.put(.mention(0, 3))], by: "anna").written[0].annotation
    try store.commit([.remove(id: third.id)], by: "ben")
    #expect(try store.undo(by: "anna").left.map(\.id) == [third.id])
    #expect(throws: PostilError.store(.nothingToUndo(by: "anna"))) { try store.undo(by: "anna") }
  }

  @Test func statusAndFactsAreUndoneToo() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([.facts(published: CalendarDate("2023-03-13"), source: nil)], by: "anna")
    try store.commit(
      [.facts(published: CalendarDate("2023-03-14"), source: "x"), .status(.done)], by: "anna")
    _ = try store.undo(by: "anna")
    #expect(store.status == .open && store.article.published == CalendarDate("2023-03-13"))
    _ = try store.undo(by: "anna")
    #expect(store.article.published == nil && store.published.origin == .unknown)
    _ = try store.redo(by: "anna")
    _ = try store.redo(by: "anna")
    let again = try folder.store("wire", nil)
    #expect(again.status == .done && again.article.published == CalendarDate("2023-03-14"))
    #expect(again.source == "x" && again.findings.isEmpty)
  }

  @Test func anOpOfSeveralArticlesIsUndoneInAllOfThem() throws {
    let folder = try TemporaryFolder()
    let op = AnnotationID.random()
    for name in ["a", "b/c"] {
      try folder.store(name).commit(
        [.put(.mention(0, 10))], by: "anna", op: op, articles: ["a", "b/c"].filter { $0 != name })
    }
    let workspace = try Workspace(root: folder.path)
    let first = try AnnotationStore.open(workspace.article(named: "a"))
    let receipts = try workspace.undo(in: first, by: "anna")
    #expect(receipts.map(\.removed.count) == [1, 1] && Set(receipts.map(\.op)).count == 1)
    #expect(try folder.store("b/c", nil).annotations.isEmpty)
    let second = try folder.store("b/c", nil)
    #expect(try workspace.redo(in: second, by: "anna").map(\.written.count) == [1, 1])
    #expect(try folder.store("a", nil).annotations.count == 1)
  }

  @Test func compactKeepsNumbersAndForgetsHistory() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let other = try folder.store("wire", nil)
    let made = try store.commit(
      [.put(.mention(0, 3)), .put(.mention(0, 10)), .put(.mention(19, 25, "GPE"))], by: "anna")
    try store.commit([.remove(id: made.written[0].id)], by: "anna")
    var changed = made.written[1].annotation
    changed.unknown["colour"] = "blue"
    try store.commit([.put(changed), .status(.done)], by: "anna")
    let before = store.annotations
    try store.compact()
    try store.compact()
    #expect(store.annotations == before && store.status == .done)
    #expect(try folder.store("wire", nil).annotations == before)
    #expect(try other.refresh() == before && other.isKnown(made.written[0].id))
    #expect(throws: PostilError.store(.nothingToUndo(by: "anna"))) { try store.undo(by: "anna") }
    try other.commit([.put(.mention(46, 55))], by: "anna")
    #expect(other.annotations.map(\.number) == [2, 3, 4])
    #expect(try store.undo(by: "anna").removed.map(\.number) == [4])
    #expect(try folder.string("wire.jsonl").contains(#""colour":"blue""#))
    #expect(store.findings.isEmpty)
  }
}

/// What a person commanded and a plugin wrote.
@Suite struct UndoOfRunsTests {
  private static let plugin = Author.plugin(name: "entity-tagger", version: "0.1.0")

  private static func suggestion(_ label: String = "PER") -> Change {
    .put(.mention(0, 10, label, id: "k3f9q2m7x2ab", state: .suggested, by: plugin.name))
  }

  /// Two plugins, and a suggestion that the person's command revises.
  private func run(_ store: AnnotationStore) throws -> String {
    let op = AnnotationID.random()
    let ran = Change.ran(annotator: Self.plugin.name)
    try store.commit(
      [Self.suggestion(), ran], by: Self.plugin, for: "anna", op: op, command: "run")
    try store.commit(
      [.put(.mention(19, 25, id: "g", state: .suggested, by: "more@1"))],
      by: .plugin(name: "more", version: "1"), for: "anna", op: op, command: "run")
    try store.commit([Self.suggestion("ORG")], by: "anna", for: "anna", op: op, command: "run")
    return op
  }

  @Test func oneUndoTakesBackAWholeRun() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let op = try run(store)
    #expect(store.log(limit: nil).map(\.by) == ["entity-tagger@0.1.0", "more@1", "anna"])
    #expect(store.undoable(by: "anna")?.op == op && store.undoable(by: Self.plugin) == nil)
    #expect(throws: PostilError.store(.nothingToUndo(by: "ben"))) { try store.undo(by: "ben") }
    let receipt = try store.undo(by: "anna")
    #expect(receipt.removed.count == 2 && receipt.left.isEmpty && receipt.command == "run")
    let again = try folder.store("wire", nil)
    #expect(again.annotations.isEmpty && !again.hasRun(Self.plugin.name))
    #expect(try again.redo(by: "anna").written.map(\.annotation.label) == ["ORG", "PER"])
    #expect(again.hasRun(Self.plugin.name) && again.isKnown("g"))
  }

  @Test(arguments: [false, true])
  func whatWasTakenBackIsOfferedAgain(_ isCompacted: Bool) throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    _ = try run(store)
    _ = try store.undo(by: "anna")
    if isCompacted { try store.compact() }
    #expect(!store.isKnown("k3f9q2m7x2ab") && !store.isTouched("k3f9q2m7x2ab"))
    #expect(!store.hasRun(Self.plugin.name))
    _ = try run(store)
    #expect(store.annotations.map(\.number) == [1, 2])
    _ = try store.undo(by: "anna")
    #expect(store.annotations.isEmpty && !store.isKnown("g") && store.findings.isEmpty)
  }

  @Test func aDecisionThatIsUndoneIsNone() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    _ = try run(store)
    var annotation = try #require(store[id: "g"]?.annotation)
    annotation.state = .rejected
    try store.commit([.put(annotation)], by: "anna")
    #expect(store.isTouched("g"))
    _ = try store.undo(by: "anna")
    #expect(!store.isTouched("g") && store.isKnown("g"))
    // A removal that is not undone stays one.
    try store.commit([.remove(id: "g")], by: "ben")
    _ = try store.undo(by: "anna")
    #expect(store.isKnown("g") && !store.isKnown("k3f9q2m7x2ab"))
  }

  @Test func aRunThatFoundNothingIsUndoneToo() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([.put(.mention(0, 3))], by: "anna")
    let ran = Change.ran(annotator: Self.plugin.name)
    try store.commit([ran], by: Self.plugin, for: "anna", command: "run")
    #expect(store.hasRun(Self.plugin.name) && store.log(limit: nil).count == 1)
    #expect(try store.undo(by: "anna").command == "run")
    #expect(!store.hasRun(Self.plugin.name) && store.annotations.count == 1)
    #expect(try !folder.store("wire", nil).hasRun(Self.plugin.name))
  }
}
