import PostilKit
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct CheckValueTests {
  /// A sidecar with a header, a suggestion, a decision, a removal, a status and a `ran` line.
  private func sidecar(_ folder: TemporaryFolder) throws -> [UInt8] {
    let store = try folder.store()
    let plugin = Author.plugin(name: "names", version: "1.0.0")
    let made = try store.commit(
      [
        .put(.mention(0, 10, state: .suggested, by: plugin.name)),
        .put(.mention(46, 55, state: .suggested, by: plugin.name)), .ran(annotator: plugin.name),
      ], by: plugin, for: "anna")
    var decided = made.written[0].annotation
    decided.state = .accepted
    try store.commit([.put(decided), .remove(id: made.written[1].id)], by: "anna")
    try store.commit([.status(.done)], by: "anna")
    return try folder.read("wire.jsonl")
  }

  private func state(_ line: some Sequence<UInt8>) -> CheckValue.State {
    ContiguousArray(line).withUnsafeBufferPointer { CheckValue.state(of: $0) }
  }

  @Test func isTheChecksumOfZlib() {
    let value = Array("123456789".utf8).withUnsafeBufferPointer { CRC32.of($0) }
    #expect(value == 0xCBF4_3926)
    let line = #"{"id":"a","removed":true"#
    #expect(
      String(decoding: CheckValue.adding(to: Array((line + "}").utf8)), as: UTF8.self)
        == line + #","crc":"71cc9389"}"#)
  }

  @Test func everyLineThatIsWrittenHasOne() throws {
    let folder = try TemporaryFolder()
    _ = try sidecar(folder)
    let store = try folder.store()
    _ = try store.undo(by: "anna")
    _ = try store.redo(by: "anna")
    try store.commit([.facts(published: CalendarDate("2023-03-13"), source: nil)], by: "anna")
    try #expect(folder.lines("wire.jsonl").allSatisfy { state($0.utf8) == .right })
    try store.compact()
    try #expect(folder.lines("wire.jsonl").allSatisfy { state($0.utf8) == .right })
  }

  @Test func theOnesInTheDocumentationAreRight() throws {
    let page = try Files.read("\(repository)/Sources/Kit/PostilKit/PostilKit.docc/SidecarFormat.md")
    let lines = page.split(separator: 0x0A).filter { $0.starts(with: #"{""#.utf8) }
    #expect(lines.count == 5 && lines.allSatisfy { state($0) == .right })
  }

  /// Whatever bit of a sidecar is flipped, it is refused or says so.
  @Test func everyFlippedBitIsFound() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << bit
        try folder.write("wire.jsonl", damaged)
        let findings = try? folder.store("wire", nil).findings
        #expect(findings?.isEmpty != true, "byte \(place) bit \(bit)")
      }
    }
  }

  @Test func aLineChangedByHandIsReadAndReported() throws {
    let folder = try TemporaryFolder()
    let lines = String(decoding: try sidecar(folder), as: UTF8.self)
    let changed = lines.replacing(#""PER""#, with: #""ORG""#)
    for text in [changed, changed.replacing(#","crc""#, with: #", "crc""#)] {
      try folder.write("wire.jsonl", text)
      let store = try folder.store("wire", nil)
      #expect(store.annotations.map(\.annotation.label) == ["ORG"])
      #expect(
        store.findings.map(\.code) == Array(repeating: "checksum", count: store.findings.count))
      #expect(
        store.findings.map(\.line).prefix(2) == [text == changed ? 2 : 1, text == changed ? 3 : 2])
      #expect(store.annotations[0].annotation.unknown.isEmpty)
    }
  }

  @Test func aLineWithoutOneIsValid() throws {
    let folder = try TemporaryFolder()
    let lines = try (sidecar(folder), folder.lines("wire.jsonl")).1
    let plain = lines.map { $0.replacing(/,"crc":"[0-9a-f]{8}"/, with: "") }
    try folder.write("wire.jsonl", plain.joined(separator: "\n") + "\n")
    #expect(try folder.store("wire", nil).findings.isEmpty)
    // The file of a program that ends lines with CR LF.
    try folder.write("wire.jsonl", lines.joined(separator: "\r\n") + "\r\n")
    #expect(try folder.store("wire", nil).findings.isEmpty)
  }

  @Test func aMemberOfThatNameWithAnotherValueIsKept() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var mention = Annotation.mention(0, 10, id: "a")
    mention.unknown["crc"] = "mine"
    try store.commit([.put(mention)], by: "anna")
    try store.commit([.put(.mention(0, 10, "ORG", id: "a"))], by: "anna")
    #expect(store[id: "a"]?.annotation.unknown["crc"] == "mine")
    #expect(try folder.store("wire", nil).findings.isEmpty)
  }

  @Test func repairTakesLinesAsTheyAre() throws {
    let folder = try TemporaryFolder()
    let text = String(decoding: try sidecar(folder), as: UTF8.self)
    try folder.write("wire.jsonl", text.replacing(#""PER""#, with: #""ORG""#))
    let store = try folder.store("wire", nil)
    let repair = try store.repair(by: "anna", command: nil, isDry: false)
    #expect(repair.verified == 3 && repair.lines.isEmpty)
    #expect(store.findings.isEmpty && store.annotations.map(\.annotation.label) == ["ORG"])
    try #expect(folder.lines("wire.jsonl").allSatisfy { state($0.utf8) == .right })
  }

  /// A key that is damaged in a line without a check value.
  @Test(arguments: [(#""id""#, #""it""#)])
  func anAnnotationWithoutAnIDIsReported(_ key: String, _ damaged: String) throws {
    let folder = try TemporaryFolder()
    let lines = try (sidecar(folder), folder.lines("wire.jsonl")).1
    let plain = lines.map { $0.replacing(/,"crc":"[0-9a-f]{8}"/, with: "") }
    for line in plain.indices where plain[line].contains(key) {
      var changed = plain
      changed[line] = changed[line].replacing(key, with: damaged)
      try folder.write("wire.jsonl", changed.joined(separator: "\n") + "\n")
      #expect(try folder.store("wire", nil).findings.map(\.line) == [line + 1])
    }
  }

  @Test(arguments: [(#""2""#, 2), ("2.0", 2), ("1.5", 2), (#""1""#, 1), ("null", 1)])
  func aHeaderWithAnotherFormOfVersionIsAHeader(_ version: String, _ number: Int) throws {
    let folder = try TemporaryFolder()
    let text = String(decoding: try sidecar(folder), as: UTF8.self)
    try folder.write("wire.jsonl", text.replacing(#"{"postil":1"#, with: #"{"postil":\#(version)"#))
    let store = try folder.store("wire", nil)
    #expect(store.findings.map(\.code) == ["header", "checksum"])
    #expect(store.findings[0].line == 1 && store.log.version == number)
    if number > 1 {
      #expect(
        throws: PostilError.store(
          .newerSidecar(path: "\(folder.path)/wire.jsonl", version: number))
      ) { try store.commit([.status(.open)], by: "anna") }
    }
    // Its hash counts, too.
    try folder.write("wire.txt", "Another text.\n")
    #expect(throws: PostilError.store(.textChanged(path: "\(folder.path)/wire.txt"))) {
      try folder.store("wire", nil)
    }
  }
}
