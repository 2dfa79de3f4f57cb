import PostilKit
import PostilStore
import PostilSystem
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
    #expect(report.kept == 0 && report.moved == 4 && report.lost.map(\.text) == ["Rui"])
    #expect(report.lostRoles == 1)
    let store = try AnnotationStore.open(file)
    #expect(store.findings.isEmpty)
    let texts = store.annotations.map(\.annotation.text)
    #expect(texts == ["Ada Lund", "Ada Lund", "Hull", "left on Monday"])
    #expect(store.annotations.map(\.annotation.extent.start) == [11, 33, 47, 42])
    let quote = try #require(store.annotations.last?.annotation)
    #expect(quote.roles == ["source": [RoleLink(spans: [Span(33, 41)], id: "aaaaaaaaaaaa")]])
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
    #expect(report.lost.count == 5 && report.old.isEmpty)
    #expect(throws: PostilError.store(.textChanged(path: file.textPath))) {
      try AnnotationStore.open(file)
    }
  }
}
