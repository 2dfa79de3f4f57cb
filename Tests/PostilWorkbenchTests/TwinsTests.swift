import PostilKit
import PostilStore
import TestSupport
import Testing

@testable import PostilWorkbench

/// Annotations that say the same, as merges of earlier versions have left them.
@Suite struct TwinsTests {
  @Test func oneOfTwoStaysAndKeepsTheLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ada Lund met Rui Costa in Hull.\n")
    let store = try AnnotationStore.open(Workspace(root: folder.path).article(named: "wire"))
    func mark(_ id: String, _ label: String, by name: String) throws {
      let annotation = Annotation(
        id: id, layer: .entity, label: label, spans: [Span(0, 8)], state: .accepted,
        annotator: name)
      try store.commit([.put(annotation)], by: .person(name))
    }
    try mark("one", "PER", by: "anna")
    try mark("two", "PER", by: "ben")
    try mark("three", "ORG", by: "ben")
    let link = Annotation(
      id: "link", layer: "rel", label: "knows", spans: [], roles: ["from": [RoleLink(id: "two")]],
      state: .accepted, annotator: "ben")
    try store.commit([.put(link)], by: .person("ben"))
    #expect(store.doubled == ["two": "one"])
    try store.commit(store.removing(store.doubled), by: .person("ben"))
    #expect(store.annotations.map(\.id) == ["one", "three", "link"])
    #expect(store[id: "link"]?.annotation.roles == ["from": [RoleLink(id: "one")]])
    #expect(store.doubled.isEmpty)
  }
}
