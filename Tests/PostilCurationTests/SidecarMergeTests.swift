import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilCuration

/// Two branches of one sidecar, merged.
@Suite struct SidecarMergeTests {
  private let folder: TemporaryFolder
  private let base: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("wire.txt", "Ada Lund met Rui Costa in Hull on Monday.\n")
    let plugin = Author.plugin(name: "tagger", version: "1.0.0")
    let suggestions = [("PER", 0, 8), ("PER", 13, 22), ("GPE", 26, 30)].enumerated()
    try AnnotationStore.open(Workspace(root: folder.path).article(named: "wire")).commit(
      suggestions.map { place, one in
        .put(
          Annotation(
            id: "annotation\(place)", layer: .entity, label: one.0, spans: [Span(one.1, one.2)],
            annotator: plugin.name))
      }, by: plugin)
    base = try Files.read("\(folder.path)/wire.jsonl")
  }

  private func store() throws -> AnnotationStore {
    try AnnotationStore.open(Workspace(root: folder.path).article(named: "wire"))
  }

  /// The sidecar after a person has changed the base.
  private func branch(
    from start: [UInt8]? = nil, _ person: String, _ work: (AnnotationStore, Author) throws -> Void
  ) throws -> [UInt8] {
    try folder.write("wire.jsonl", start ?? base)
    try work(store(), .person(person))
    // The branches have times of their own; of equal times the op decides, which is random.
    Platform.pause(milliseconds: 2)
    return try Files.read("\(folder.path)/wire.jsonl")
  }

  private func decide(
    _ place: Int, _ store: AnnotationStore, _ author: Author, _ change: (inout Annotation) -> Void
  ) throws {
    var annotation = try #require(store[id: "annotation\(place)"]).annotation
    annotation.state = .accepted
    change(&annotation)
    try store.commit([.put(annotation)], by: author)
  }

  /// The merged sidecar, which is the same both ways round, opened.
  private func merged(
    _ ours: [UInt8], _ theirs: [UInt8], from start: [UInt8]? = nil, conflicts: Int = 0
  ) throws -> AnnotationStore {
    let one = try SidecarMerge(
      base: start ?? base, ours: ours, theirs: theirs, path: "wire.jsonl")
    let other = try SidecarMerge(
      base: start ?? base, ours: theirs, theirs: ours, path: "wire.jsonl")
    #expect(one.bytes == other.bytes)
    #expect(one.conflicts == conflicts)
    try folder.write("wire.jsonl", one.bytes)
    let store = try store()
    #expect(try store.conflicts.count == conflicts)
    #expect(store.findings.count { $0.code != "conflict" } == 0, "\(store.findings)")
    return store
  }

  @Test func whatOneHasChangedHolds() throws {
    let anna = try branch("anna") { try decide(0, $0, $1) { _ in } }
    let ben = try branch("ben") { try decide(2, $0, $1) { $0.state = .rejected } }
    let store = try merged(anna, ben)
    #expect(store.annotations.map(\.annotation.state) == [.accepted, .suggested, .rejected])
    #expect(store.annotations.map(\.by) == ["anna", "tagger@1.0.0", "ben"])
    _ = try store.undo(by: .person("ben"))
    #expect(store.annotations.map(\.annotation.state) == [.accepted, .suggested, .suggested])
  }

  @Test func equalDecisionsAreOne() throws {
    let anna = try branch("anna") { try decide(0, $0, $1) { $0.label = "ORG" } }
    let ben = try branch("ben") { store, author in
      try decide(0, store, author) { _ in }
      try decide(0, store, author) { $0.label = "ORG" }
    }
    let store = try merged(anna, ben)
    #expect(store.annotations[0].annotation.label == "ORG" && store.findings.isEmpty)
  }

  private func add(
    _ label: String, _ store: AnnotationStore, _ author: Author, as kind: String? = nil
  ) throws {
    var annotation = Annotation(
      layer: .entity, label: label, spans: [Span(34, 40)], state: .accepted, annotator: author.name)
    if let kind { annotation.attributes["kind"] = .string(kind) }
    try store.commit([.put(annotation)], by: author)
  }

  @Test func equalMarksAreOneAnnotation() throws {
    let anna = try branch("anna") { try add("DAY", $0, $1) }
    let ben = try branch("ben") { try add("DAY", $0, $1) }
    let store = try merged(anna, ben)
    #expect(store.annotations.count == 4 && store.twins.isEmpty)
    let both = try Files.read("\(folder.path)/wire.jsonl")
    // What ben changes on his branch later is a change of the same annotation.
    let later = try branch(from: ben, "ben") { store, author in
      var annotation = try #require(store.annotations.last).annotation
      annotation.label = "DATE"
      try store.commit([.put(annotation)], by: author)
    }
    let again = try merged(both, later, from: ben)
    #expect(again.annotations.map(\.annotation.label) == ["PER", "PER", "GPE", "DATE"])
  }

  @Test func equalMarksWithOtherAttributesAreTwoReadings() throws {
    let anna = try branch("anna") { try add("DAY", $0, $1, as: "a") }
    let ben = try branch("ben") { try add("DAY", $0, $1, as: "b") }
    let store = try merged(anna, ben, conflicts: 1)
    #expect(
      try store.conflicts[0].readings.map { $0.annotation?.attributes["kind"] } == ["a", "b"])
    let cem = try branch("cem") { try add("ORG", $0, $1, as: "a") }
    #expect(try merged(anna, cem).annotations.count == 5)
  }

  /// A conflict that a rebase has left is one in every later merge.
  @Test func aConflictStays() throws {
    let start = try branch("dora") { try decide(0, $0, $1) { _ in } }
    let anna = try branch(from: start, "anna") { try add("DAY", $0, $1) }
    let removed = try branch(from: anna, "anna") {
      try $0.commit([.remove(id: "annotation0")], by: $1)
    }
    let ben = try branch(from: start, "ben") { try decide(0, $0, $1) { $0.label = "ORG" } }
    let rebased = try SidecarMerge(base: start, ours: ben, theirs: anna, path: "wire.jsonl").bytes
    let tip = try SidecarMerge(base: anna, ours: rebased, theirs: removed, path: "wire.jsonl")
    #expect(tip.conflicts == 1)
    _ = try merged(ben, tip.bytes, from: rebased, conflicts: 1)
  }

  @Test func differentDecisionsAreTwoReadings() throws {
    let anna = try branch("anna") { try decide(1, $0, $1) { $0.label = "ORG" } }
    let ben = try branch("ben") { store, author in
      try decide(1, store, author) { _ in }
      try decide(1, store, author) { $0.spans = [Span(17, 22)] }
    }
    let store = try merged(anna, ben, conflicts: 1)
    let conflict = try #require(try store.conflicts.first)
    #expect(conflict.number == 2)
    let readings = conflict.readings.map { "\($0.author.name) \($0.annotation?.label ?? "")" }
    #expect(Set(readings) == ["anna ORG", "ben PER"])
  }

  @Test func oneRemovesWhatTheOtherChanges() throws {
    let anna = try branch("anna") { try decide(1, $0, $1) { $0.label = "ORG" } }
    let ben = try branch("ben") { try $0.commit([.remove(id: "annotation1")], by: $1) }
    let store = try merged(anna, ben, conflicts: 1)
    // Which comes first depends on the millisecond.
    #expect(try Set(store.conflicts[0].readings.map { $0.annotation?.label }) == ["ORG", nil])
    let both = try branch("cem") { try $0.commit([.remove(id: "annotation1")], by: $1) }
    #expect(try merged(ben, both).findings.isEmpty)
  }

  /// A change that its author has undone is no change.
  @Test func whatWasUndoneDoesNotHold() throws {
    let anna = try branch("anna") { try decide(0, $0, $1) { $0.label = "ORG" } }
    let ben = try branch("ben") { store, author in
      try decide(0, store, author) { $0.label = "LOC" }
      _ = try store.undo(by: author)
    }
    #expect(try merged(anna, ben).annotations[0].annotation.label == "ORG")
  }

  /// Both branches ran the same plugin; only one decided.
  @Test func aDecisionHoldsAgainstASuggestion() throws {
    let header = base.split(separator: 0x0A)[0] + [0x0A]
    let suggestion = Annotation(
      id: "annotation9", layer: .entity, label: "DATE", spans: [Span(34, 40)],
      annotator: "dates@2.0.0")
    func run(_ store: AnnotationStore) throws {
      try store.commit([.put(suggestion)], by: .plugin(name: "dates", version: "2.0.0"))
    }
    let anna = try branch(from: Array(header), "anna") { store, author in
      try run(store)
      try decide(9, store, author) { $0.state = .rejected }
    }
    let ben = try branch(from: Array(header), "ben") { store, _ in try run(store) }
    let store = try merged(anna, ben, from: [])
    #expect(store.annotations.map(\.annotation.state) == [.rejected])
    #expect(store.annotations.map(\.by) == ["anna"])
  }

  @Test func keepsWhatItDoesNotKnow() throws {
    let line = #"{"future":1,"x":[true]}"# + "\n"
    let anna = try branch("anna") { try decide(0, $0, $1) { $0.unknown["mood"] = "sure" } }
    let ben = base + Array(line.utf8)
    let store = try merged(anna, ben)
    let bytes = String(decoding: try Files.read("\(folder.path)/wire.jsonl"), as: UTF8.self)
    #expect(bytes.contains(line) && store.annotations[0].annotation.unknown["mood"] == "sure")
  }

  @Test func oneHasCompacted() throws {
    let anna = try branch("anna") { try decide(0, $0, $1) { _ in } }
    let ben = try branch("ben") { store, author in
      try decide(2, store, author) { $0.state = .rejected }
      try store.compact()
    }
    let store = try merged(anna, ben)
    #expect(store.annotations.map(\.annotation.state) == [.accepted, .suggested, .rejected])
  }

  @Test func mergesAgainAndAgain() throws {
    let anna = try branch("anna") { try decide(0, $0, $1) { $0.label = "ORG" } }
    let ben = try branch("ben") { try decide(0, $0, $1) { $0.label = "ORG" } }
    let first = try SidecarMerge(base: base, ours: anna, theirs: ben, path: "wire.jsonl").bytes
    // The same two branches, merged elsewhere, and once more from the old base.
    #expect(
      try SidecarMerge(base: base, ours: first, theirs: ben, path: "wire.jsonl").bytes == first)
    #expect(
      try SidecarMerge(base: base, ours: anna, theirs: first, path: "wire.jsonl").bytes == first)
    let other = try SidecarMerge(base: base, ours: ben, theirs: anna, path: "wire.jsonl").bytes
    for one in [anna, ben] {
      #expect(
        try SidecarMerge(base: base, ours: one, theirs: other, path: "wire.jsonl").bytes == other)
    }
  }

  @Test func headersAreMergedMemberByMember() throws {
    let anna = try branch("anna") {
      try $0.commit([.facts(published: CalendarDate("2023-05-04"), source: nil)], by: $1)
    }
    let ben = try branch("ben") { try $0.commit([.facts(published: nil, source: "Wire")], by: $1) }
    let store = try merged(anna, ben)
    #expect(store.article.published == CalendarDate("2023-05-04") && store.source == "Wire")
    #expect(store.findings.isEmpty)
  }

  @Test func refusesWhatItCannotMerge() throws {
    let other = Array(
      String(decoding: base, as: UTF8.self).replacing(#""sha256":""#, with: #""sha256":"0"#).utf8)
    #expect(throws: PostilError.curation(.textsDiffer(path: "a.jsonl"))) {
      try SidecarMerge(base: base, ours: base, theirs: other, path: "a.jsonl")
    }
    #expect(throws: PostilError.curation(.notASidecar(path: "a.jsonl"))) {
      try SidecarMerge(base: [], ours: base, theirs: Array("{\"a\":1}\n".utf8), path: "a.jsonl")
    }
    #expect(throws: PostilError.curation(.newerBranch(path: "a.jsonl", version: 2))) {
      try SidecarMerge(
        base: [], ours: base, theirs: Array("{\"postil\":2}\n".utf8), path: "a.jsonl")
    }
  }

  /// The simplest case: both decide all sixteen suggestions, and differ in two.
  @Test func ofSixteenDecisionsTwoAreConflicts() throws {
    try folder.write("wire.txt", String(repeating: "word ", count: 16))
    try folder.write("wire.jsonl", [])
    let plugin = Author.plugin(name: "tagger", version: "1.0.0")
    try store().commit(
      (0..<16).map { place in
        .put(
          Annotation(
            id: "annotation\(place)", layer: .entity, label: "PER",
            spans: [Span(5 * place, 5 * place + 4)], annotator: plugin.name))
      }, by: plugin)
    let start = try Files.read("\(folder.path)/wire.jsonl")
    func all(_ odd: String) -> (AnnotationStore, Author) throws -> Void {
      { store, author in
        for place in 0..<16 {
          try decide(place, store, author) { if place < 2 { $0.label = odd } }
        }
      }
    }
    let anna = try branch(from: start, "anna", all("ORG"))
    let ben = try branch(from: start, "ben", all("GPE"))
    _ = try merged(anna, ben, from: start, conflicts: 2)
  }
}
