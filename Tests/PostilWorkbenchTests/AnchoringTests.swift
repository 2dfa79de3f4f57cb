import PostilKit
import PostilStore
import PostilSystem
import PostilTesting
import TestSupport
import Testing

@testable import PostilWorkbench

@Suite struct AnchoringTests {
  private func annotated(_ folder: TemporaryFolder) throws -> Workspace {
    try folder.write("wire.txt", "Ada Lund met Rui.\nAda Lund left Hull on Monday.\n")
    let workspace = try Workspace(root: folder.path)
    let store = try AnnotationStore.open(workspace.article(named: "wire"))
    var quote = Annotation(
      layer: .quote, label: "indirect", spans: [Span(27, 31), Span(37, 46)], state: .accepted,
      annotator: "anna")
    quote.roles["source"] = [RoleLink(spans: [Span(18, 26)], id: "aaaaaaaaaaaa")]
    quote.roles["cue"] = [RoleLink(spans: [Span(27, 31)])]
    let mentions = [(0, 8), (13, 16), (18, 26), (32, 36)].enumerated().map { index, ends in
      Annotation(
        id: index == 2 ? "aaaaaaaaaaaa" : "", layer: .entity, label: "PER",
        spans: [Span(ends.0, ends.1)], state: .accepted, annotator: "anna")
    }
    try store.commit(mentions.map { .put($0) } + [.put(quote)], by: "anna")
    return workspace
  }

  @Test func findsThemInTheNewText() throws {
    let folder = try TemporaryFolder()
    let workspace = try annotated(folder)
    try folder.write(
      "wire.txt", "Yesterday, Ada Lund met nobody.\n\nAda Lund left Hull on Monday.\n")
    let file = try workspace.article(named: "wire")
    #expect(throws: PostilError.store(.textChanged(path: file.textPath))) {
      try AnnotationStore.open(file)
    }
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor wire", isDry: false)
    #expect(report.kept == 0 && report.moved == 4 && report.lost.isEmpty)
    #expect(report.asked.map(\.annotation.text) == ["Rui"])
    #expect(report.lostRoles == 0)
    let store = try AnnotationStore.open(file)
    #expect(store.findings.map(\.code) == ["moved"])
    let texts = store.annotations.map(\.annotation.text)
    #expect(texts == ["Ada Lund", "Ada Lund", "Hull", "left on Monday"])
    #expect(store.annotations.map(\.annotation.extent.start) == [11, 33, 47, 42])
    let quote = try #require(store.annotations.last?.annotation)
    #expect(
      quote.roles == [
        "source": [RoleLink(spans: [Span(33, 41)], id: "aaaaaaaaaaaa")],
        "cue": [RoleLink(spans: [Span(42, 46)])],
      ])
    #expect(Folders.exists(report.old))
  }

  @Test func onlySaysWhatItWouldDo() throws {
    let folder = try TemporaryFolder()
    let workspace = try annotated(folder)
    let file = try workspace.article(named: "wire")
    #expect(throws: PostilError.self) {
      try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: true)
    }
    try folder.write("wire.txt", "Nothing of it.\n")
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: true)
    #expect(report.asked.count == 5 && report.lost.isEmpty && report.old.isEmpty)
    #expect(throws: PostilError.store(.textChanged(path: file.textPath))) {
      try AnnotationStore.open(file)
    }
  }

  // MARK: Where

  /// Each case: the old text with the annotated words in brackets, the new text, and the new text with
  /// what is found in brackets.
  static let texts: [(old: String, new: String)] = [
    // A part of a longer word is another word.
    ("[Iran] agreed. Iranian oil rose.", "Tehran has agreed. Iranian oil rose."),
    ("[Iran] agreed. Iranian oil rose.", "So [Iran] agreed. Iranian oil rose."),
    ("pro-[Russian] rebels", "The pro-[Russian] rebels"),
    // Two names never become one annotation.
    ("[Rome] fell. [Rome] rose.", "[Rome] rose."),
    ("[Rome] fell. [Rome] rose.", "Then [Rome] fell and [Rome] rose."),
    ("😀 [Ana] met [Bo].", "😀😀 [Ana] met nobody, [Bo] neither."),
  ]

  private func marked(_ text: String) throws -> MarkedText {
    try MarkedText(text.replacing("]", with: "]{PER}"))
  }

  @Test(arguments: texts) func isWhereTheWordsAre(_ old: String, _ new: String) throws {
    let (folder, text) = (try TemporaryFolder(), try marked(old))
    try folder.write("wire.txt", text.text.string)
    let workspace = try Workspace(root: folder.path)
    let file = try workspace.article(named: "wire")
    try AnnotationStore.open(file).commit(text.annotations.map(Change.put), by: "anna")
    let wanted = try marked(new)
    try folder.write("wire.txt", wanted.text.string)
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let found = try AnnotationStore.open(file).annotations.flatMap(\.annotation.spans)
    #expect(found == wanted.annotations.flatMap(\.spans))
  }

  private func lines(_ folder: TemporaryFolder) throws -> String {
    String(decoding: try folder.read("wire.jsonl"), as: UTF8.self)
  }

  // MARK: Nothing twice, nothing lost

  private func suggestion(_ start: Int, _ end: Int) -> Annotation {
    Annotation(
      id: AnnotationID.derived(
        layer: .entity, label: "PER", spans: [Span(start, end)], annotator: "tagger", ordinal: 0),
      layer: .entity, label: "PER", spans: [Span(start, end)], state: .suggested,
      annotator: "tagger@1")
  }

  /// Accepted, rejected, removed, with another edge, undecided: all are known at their new places.
  @Test func aPluginSuggestsNothingAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ann met Bob, Cem met Dan, Eva Lind met Flo.\n")
    let workspace = try Workspace(root: folder.path)
    let file = try workspace.article(named: "wire")
    let store = try AnnotationStore.open(file)
    let places = [(0, 3), (8, 11), (13, 16), (21, 24), (26, 29), (39, 42)]
    let tagger = Author.plugin(name: "tagger", version: "1")
    try store.commit(
      places.map { .put(suggestion($0, $1)) } + [.ran(annotator: "tagger@1")], by: tagger)
    var changed = store.annotations.map(\.annotation)
    changed[0].state = .accepted
    changed[1].state = .rejected
    changed[4].state = .accepted
    changed[4].spans = [Span(26, 34)]
    changed[4].text = ""
    try store.commit(
      [0, 1, 4].map { .put(changed[$0]) } + [.remove(id: changed[2].id)], by: "anna")
    try store.commit([.put(suggestion(4, 7))], by: tagger, op: "undone")
    _ = try store.undo(by: tagger)

    try folder.write("wire.txt", "Late news: Ann met Bob, Cem met Dan, Eva Lind met Flo.\n")
    let report = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    #expect(report.moved == 5 && report.lost.isEmpty)
    let anchored = try AnnotationStore.open(file)
    #expect(!anchored.hasRun("tagger@1"))
    let receipt = try anchored.commit(
      places.map { .put(suggestion($0 + 11, $1 + 11)) }, by: tagger)
    #expect(receipt.written.isEmpty && receipt.skipped.count == 6)
    // What was undone is no decision.
    #expect(try anchored.commit([.put(suggestion(15, 18))], by: tagger).written.count == 1)
    let states = anchored.annotations.prefix(5).map(\.annotation.state)
    #expect(states == [.accepted, .rejected, .suggested, .accepted, .suggested])
    #expect(
      anchored.annotations.map(\.by).prefix(5) == ["anna", "anna", "tagger@1", "anna", "tagger@1"])
  }

  /// A removal that `compact` has kept without its words removes nothing that comes to its old place.
  @Test func aRemovalWithoutWordsRemovesNothingElse() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ann met Bob.\n")
    let file = try Workspace(root: folder.path).article(named: "wire")
    let store = try AnnotationStore.open(file)
    try store.commit(
      [.put(suggestion(0, 3)), .put(suggestion(8, 11))],
      by: .plugin(name: "tagger", version: "1"))
    try store.commit([.remove(id: store.annotations[1].id)], by: "anna")
    try store.compact()
    try folder.write("wire.txt", "So then Ann met Bob.\n")
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let anchored = try AnnotationStore.open(file)
    #expect(anchored.annotations.map(\.annotation.text) == ["Ann"] && anchored.findings.isEmpty)
  }

  @Test func keepsWhatItDoesNotKnow() throws {
    let folder = try TemporaryFolder()
    let workspace = try annotated(folder)
    let file = try workspace.article(named: "wire")
    try AnnotationStore.open(file).commit([.status(.done)], by: "anna")
    let lines = try folder.string("wire.jsonl")
      .replacing(#""length":"#, with: #""desk":"north","length":"#)
      .replacing(#""label":"PER""#, with: #""label":"PER","colour":"red""#)
    try folder.write("wire.jsonl", lines + "{\"poll\":3}\n{\"id\":half a line\n")
    try folder.write("wire.txt", "So Ada Lund met Rui.\nAda Lund left Hull on Monday.\n")
    _ = try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    let new = try folder.string("wire.jsonl")
    #expect(new.contains(#""desk":"north""#) && new.contains("{\"poll\":3}\n"))
    #expect(new.contains("half a line") && new.split(separator: #""colour":"red""#).count == 5)
    let store = try AnnotationStore.open(file)
    #expect(store.status == .done && store.findings.map(\.code) == ["bad-line"])
    #expect(try store.repair(by: "anna", command: "repair", isDry: false).lines.count == 1)
    #expect(try AnnotationStore.open(file).findings.isEmpty)
  }

  @Test func leavesANewerSidecarAlone() throws {
    let folder = try TemporaryFolder()
    let workspace = try annotated(folder)
    let file = try workspace.article(named: "wire")
    try folder.write(
      "wire.jsonl", folder.string("wire.jsonl").replacing("{\"postil\":1", with: "{\"postil\":2"))
    let before = try folder.string("wire.jsonl")
    try folder.write("wire.txt", "So Ada Lund met Rui.\nAda Lund left Hull on Monday.\n")
    #expect(throws: PostilError.store(.newerSidecar(path: file.sidecarPath, version: 2))) {
      try Anchoring.anchor(file, by: "ben", command: "anchor", isDry: false)
    }
    #expect(try folder.string("wire.jsonl") == before)
    #expect(!Folders.exists(file.sidecarPath + ".old"))
  }
}
