import PostilKit
import PostilStore
import PostilSystem
import PostilTesting
import TestSupport
import Testing

@testable import PostilWorkbench

/// What `anchor` is not certain of: it is never at other words, and a person decides.
@Suite struct MovedTests {
  /// Each case: the old text with the annotated words in brackets, the new text with those in brackets that
  /// are certain, and the words that a person is asked about, each with the words suggested.
  static let texts: [(old: String, new: String, asked: [String])] = [
    // Words changed inside.
    (
      "It rained. [Rui Lima] met us at noon.", "It rained. Rui J. Lima met us at noon.",
      ["Rui J. Lima"]
    ),
    ("It rained. [Iran] agreed to it.", "It rained. Tehran agreed to it.", ["Tehran"]),
    // A sentence that is there twice now.
    ("[Ana] left Hull. Bo came.", "Ana left Hull. Ana left Hull. Bo came.", ["Ana"]),
    // A sentence that was moved is still the same one.
    (
      "[Ana] told us of it on the bridge in the end. [Bo] came late to the old harbour that day.",
      "[Bo] came late to the old harbour that day. [Ana] told us of it on the bridge in the end.",
      []
    ),
    // Of two equal sentences, one was deleted.
    ("[Ana] sang. [Ana] sang. Bo came.", "[Ana] sang. Bo came.", []),
    // Words that are gone are lost; the same words elsewhere are others.
    ("[Oslo] won. Bo left. [Oslo] lost to Hull.", "Bo left. [Oslo] lost to Hull.", []),
    // Equal words of a sentence that has replaced another.
    ("One. [Bo] sang in the rain. Two.", "One. They say that Bo is ill. Two.", ["Bo"]),
  ]

  private func marked(_ text: String) throws -> MarkedText {
    try MarkedText(text.replacing("]", with: "]{PER}"))
  }

  private func workspace(_ old: String, in folder: TemporaryFolder) throws -> ArticleFile {
    let text = try marked(old)
    try folder.write("wire.txt", text.text.string)
    let file = try Workspace(root: folder.path).article(named: "wire")
    try AnnotationStore.open(file).commit(text.annotations.map(Change.put), by: "anna")
    return file
  }

  @Test(arguments: texts) func asksWhereItIsNotCertain(
    _ old: String, _ new: String, _ asked: [String]
  ) throws {
    let folder = try TemporaryFolder()
    let file = try workspace(old, in: folder)
    let wanted = try marked(new)
    try folder.write("wire.txt", wanted.text.string)
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let store = try AnnotationStore.open(file)
    #expect(
      store.annotations.flatMap(\.annotation.spans).sorted { $0.start < $1.start }
        == wanted.annotations.flatMap(\.spans))
    #expect(store.moved.map { store.article.text[$0.suggested] } == asked)
    #expect(store.findings.map(\.code) == (asked.isEmpty ? [] : ["moved"]))
  }

  @Test func aPersonDecidesAndCanUndoIt() throws {
    let folder = try TemporaryFolder()
    let file = try workspace("[Ann] met [Rui Lima] in [Hull] on the day.", in: folder)
    try folder.write("wire.txt", "Ann met Rui J. Lima in Hill on the day.")
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let store = try AnnotationStore.open(file)
    #expect(store.annotations.map(\.number) == [1] && store.moved.map(\.number) == [2, 3])
    try store.commit([store.moved[0].kept(at: store.moved[0].suggested)], by: "ben")
    try store.commit(store.moved[0].lost(in: store), by: "ben")
    #expect(store.annotations.map(\.annotation.text) == ["Ann", "Rui J. Lima"])
    #expect(store.annotations.map(\.annotation.state) == [.suggested, .suggested])
    #expect(store.moved.isEmpty && store.findings.isEmpty)
    _ = try store.undo(by: "ben")
    #expect(store.moved.map(\.number) == [3])
    _ = try store.undo(by: "ben")
    #expect(store.moved.map(\.number) == [2, 3])
    try store.compact()
    #expect(try AnnotationStore.open(file).moved.map(\.annotation.text) == ["Rui Lima", "Hull"])
  }

  @Test func undoBringsTheOldSidecarBack() throws {
    let folder = try TemporaryFolder()
    let file = try workspace("[Ann] met [Bo] in [Hull].", in: folder)
    let (text, before) = (try folder.string("wire.txt"), try folder.string("wire.jsonl"))
    try folder.write("wire.txt", "So Ann met Cem in Hull.")
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor wire", isDry: false)
    let store = try AnnotationStore.open(file)
    #expect(throws: PostilError.store(.nothingToUndo(by: "anna"))) { try store.undo(by: "anna") }
    try store.commit([.status(.done)], by: "anna")
    #expect(throws: PostilError.store(.anchoredSince(article: "wire", by: "anna"))) {
      try store.undo(by: "ben")
    }
    _ = try store.undo(by: "anna")
    #expect(try store.undo(by: "ben").command == "anchor wire")
    #expect(try folder.string("wire.jsonl") == before && !Folders.exists(report.old))
    #expect(throws: PostilError.store(.textChanged(path: file.textPath))) {
      try AnnotationStore.open(file)
    }
    try folder.write("wire.txt", text)
    #expect(try AnnotationStore.open(file).annotations.count == 3)
  }

  @Test func anotherFileIsNotBroughtBack() throws {
    let folder = try TemporaryFolder()
    let file = try workspace("[Ann] met [Bo] in [Hull].", in: folder)
    try folder.write("wire.txt", "So Ann met Bo in Hull.")
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor wire", isDry: false)
    try folder.write("wire.jsonl.old", "{}\n")
    #expect(throws: PostilError.store(.noKeptSidecar(path: report.old))) {
      try AnnotationStore.open(file).undo(by: "ben")
    }
    #expect(try AnnotationStore.open(file).annotations.count == 3)
  }

  /// A plugin that would suggest the words at the probable place is not heard again.
  @Test func whatIsAskedIsNotOfferedAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ana left Hull. Bo came.\n")
    let file = try Workspace(root: folder.path).article(named: "wire")
    let tagger = Author.plugin(name: "tagger", version: "1")
    func suggestion() -> Annotation {
      Annotation(
        id: AnnotationID.derived(
          layer: .entity, label: "PER", spans: [Span(0, 3)], annotator: "tagger", ordinal: 0),
        layer: .entity, label: "PER", spans: [Span(0, 3)], annotator: "tagger@1")
    }
    try AnnotationStore.open(file).commit([.put(suggestion())], by: tagger)
    try folder.write("wire.txt", "Ana left Hull. Ana left Hull. Bo came.\n")
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let store = try AnnotationStore.open(file)
    let again = try store.commit([.put(suggestion())], by: tagger)
    #expect(again.written.isEmpty && store.moved.count == 1)
    try store.commit([store.moved[0].kept(at: [Span(15, 18)])], by: "ben")
    #expect(store.annotations.map(\.annotation.spans) == [[Span(15, 18)]])
  }

  /// An item that waits moves with its text, and its roles stay.
  @Test func whatIsAskedCanBeAnchoredAgain() throws {
    let folder = try TemporaryFolder()
    let file = try workspace("[Ann] met [Rui Lima] in [Hull] on the day.", in: folder)
    try folder.write("wire.txt", "Ann met Rui J. Lima in Hull on the day.")
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    try folder.write("wire.txt", "So Ann met Rui J. Lima in Hull on the day.")
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    #expect(report.moved == 2 && report.asked.count == 1)
    let store = try AnnotationStore.open(file)
    #expect(store.moved.map { store.article.text[$0.suggested] } == ["Rui J. Lima"])
    #expect(store.moved.map(\.annotation.text) == ["Rui Lima"])
  }

  // MARK: Without a fingerprint

  /// Each case: as above, of a sidecar of an older version.
  static let older: [(old: String, new: String, asked: Int)] = [
    ("[Ann] met [Bo] and [Cem] here.", "So [Ann] met [Bo] and [Cem] here.", 0),
    ("[Ann] met [Bo] and [Cem] here.", "So Ann met Dan and Cem here.", 3),
    ("[Ann] came.", "So Ann came.", 1),
    (
      "[Ann] met [Bo] and [Cem]. [Ann] met [Bo] and [Cem].",
      "So Ann met Bo and Cem. Ann met Bo and Cem. Ann met Bo and Cem.", 6
    ),
    (
      "[Ann] met [Bo] and [Cem]. Now [Dan] met [Eva] and [Flo].",
      "[Ann] met [Bo] and [Cem]. And now [Dan] met [Eva] and [Flo].", 0
    ),
  ]

  @Test(arguments: older) func ofAnOlderSidecarOnlyWhatAgreesIsCertain(
    _ old: String, _ new: String, _ asked: Int
  ) throws {
    let folder = try TemporaryFolder()
    let file = try workspace(old, in: folder)
    let lines = try folder.string("wire.jsonl")
    try folder.write("wire.jsonl", lines.replacing("fingerprint", with: "other"))
    let wanted = try marked(new)
    try folder.write("wire.txt", wanted.text.string)
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let store = try AnnotationStore.open(file)
    #expect(
      store.annotations.flatMap(\.annotation.spans).sorted { $0.start < $1.start }
        == wanted.annotations.flatMap(\.spans))
    #expect(store.moved.count == asked)
  }
}
