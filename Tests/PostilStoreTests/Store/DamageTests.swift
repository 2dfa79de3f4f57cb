import PostilKit
import PostilSchema
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct DamageTests {
  /// A sidecar of three annotations, one line each after the header.
  private func sidecar(_ folder: TemporaryFolder, asOneOp: Bool = false) throws -> [UInt8] {
    let store = try folder.store()
    let changes = [(0, 10), (19, 25), (46, 55)].map { Change.put(.mention($0.0, $0.1)) }
    for changes in asOneOp ? [changes] : changes.map({ [$0] }) {
      try store.commit(changes, by: "anna", sync: false)
    }
    return try folder.read("wire.jsonl")
  }

  @Test(arguments: [false, true])
  func aFlippedByteHarmsItsOwnLineOnly(_ asOneOp: Bool) throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder, asOneOp: asOneOp)
    let whole = try folder.store("wire", nil).annotations
    for place in bytes.indices {
      for bit in [[0x01, 0x20, 0x80][place % 3]] as [UInt8] {
        var damaged = bytes
        damaged[place] ^= bit
        try folder.write("wire.jsonl", damaged)
        let line = bytes[..<place].count { $0 == 0x0A }
        let store: AnnotationStore
        do { store = try folder.store("wire", nil) } catch {
          // In the header, the flip may say: another text, another version, somebody else's file.
          #expect(line == 0, "byte \(place): \(error)")
          #expect(try folder.read("wire.jsonl") == damaged)
          continue
        }
        let others = whole.filter { other in
          // A lost newline takes two lines.
          let hit = damaged[place] == 0x0A || bytes[place] == 0x0A ? [line, line + 1] : [line]
          return !hit.contains(other.number)
        }
        let kept = store.annotations.map(\.annotation)
        #expect(others.allSatisfy { kept.contains($0.annotation) }, "byte \(place) bit \(bit)")
      }
    }
  }

  @Test func aTornTailIsCutAndWritingGoesOn() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    let lastLine = bytes.dropLast().lastIndex(of: 0x0A)! + 1
    for length in 0...bytes.count {
      try folder.write("wire.jsonl", Array(bytes[..<length]))
      let store = try folder.store("wire", nil)
      let whole = bytes[..<length].count { $0 == 0x0A }
      // A last line that parses but lacks its newline is kept.
      let unended =
        length > 0 && bytes[length - 1] != 0x0A && length + 1 <= bytes.count
        && bytes[length] == 0x0A
      #expect(
        store.annotations.count == max(0, whole - 1 + (unended && whole > 0 ? 1 : 0)), "\(length)")
      let isTorn = length > 0 && bytes[length - 1] != 0x0A && !unended
      #expect(store.findings.map(\.code) == (isTorn ? ["torn-tail"] : []), "\(length)")
      if length < lastLine, length % 7 != 0 { continue }
      try store.commit([.put(.mention(0, 3))], by: "ben", sync: false)
      let again = try folder.store("wire", nil)
      #expect(again.findings.isEmpty, "\(length)")
      #expect(again.annotations.map(\.annotation) == store.annotations.map(\.annotation))
      #expect(again.annotations.last?.by == "ben")
    }
  }

  /// A file that ends before all lines of its last op: the op was not reported as done.
  @Test func anOpThatIsNotWrittenWholeDoesNotCount() throws {
    let folder = try TemporaryFolder()
    let before = try sidecar(folder)
    let store = try folder.store("wire", nil)
    let first = try #require(store.annotations.first?.id)
    let changes = (0..<3).map { Change.put(.mention($0, 10)) }
    try store.commit(changes + [.remove(id: first)], by: "anna")
    let bytes = try folder.read("wire.jsonl")
    for length in before.count...bytes.count {
      try folder.write("wire.jsonl", Array(bytes[..<length]))
      let isWhole = length >= bytes.count - 1
      let torn = try folder.store("wire", nil)
      #expect(torn.annotations.count == (isWhole ? 5 : 3), "\(length)")
      let isClean = isWhole || length == before.count
      #expect(torn.findings.map(\.code) == (isClean ? [] : ["torn-tail"]), "\(length)")
      #expect(try records(torn.file) == (isWhole ? 6 : 3), "\(length)")
      if length % 7 != 0 { continue }
      try torn.commit([.put(.mention(0, 3))], by: "ben", sync: false)
      #expect(try folder.read("wire.jsonl").starts(with: isWhole ? bytes : before), "\(length)")
      let again = try folder.store("wire", nil)
      #expect(again.annotations == torn.annotations && again.findings.isEmpty, "\(length)")
    }
  }

  /// A sector that never reached the disk, wherever it is in the last op, leaves nothing of it.
  @Test func anOpWithAHoleDoesNotCount() throws {
    let folder = try TemporaryFolder()
    let before = try sidecar(folder)
    try folder.store("wire", nil).commit((0..<3).map { .put(.mention($0, 10)) }, by: "anna")
    let bytes = try folder.read("wire.jsonl")
    for start in stride(from: before.count, to: bytes.count - 64, by: 16) {
      let hole = Array(repeating: UInt8(0), count: 64)
      try folder.write("wire.jsonl", bytes[..<start] + hole + bytes[(start + 64)...])
      #expect(try folder.store("wire", nil).annotations.count == 3, "\(start)")
    }
  }

  /// Number of annotations that `anchor` would place.
  private func records(_ file: ArticleFile) throws -> Int {
    guard let sidecar = try OutdatedSidecar.open(file) else { return 0 }
    return sidecar.records.count
  }

  @Test func badAndUnknownLinesSurviveEverything() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    let strange = [
      "not JSON at all", #"{"future":[1, 2],"x":1.50}"#, #"{"id":"x","layer":7}"#,
      #"{"id":"y","id":"y"}"#, "[[[[", "\u{1}",
    ]
    try folder.write("wire.jsonl", bytes + Array((strange.joined(separator: "\n") + "\n").utf8))
    let store = try folder.store("wire", nil)
    #expect(store.annotations.count == 3)
    #expect(store.findings.map(\.line) == [5, 7, 8, 9, 10])
    #expect(
      store.findings[0].description.hasPrefix(
        "\(folder.path)/wire.jsonl:5: bad-line: it is not valid JSON"))
    try store.commit([.put(.mention(0, 3))], by: "anna")
    try store.compact()
    let lines = try folder.lines("wire.jsonl")
    #expect(strange.allSatisfy(lines.contains))
    #expect(store.annotations.count == 4)
  }

  @Test func unknownFieldsSurviveARevision() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var mention = Annotation.mention(0, 10)
    mention.unknown["x-colour"] = .array(["blue", .number("1.50")])
    let id = try store.commit([.put(mention)], by: "anna").written[0].id
    try store.commit([.put(.mention(0, 10, "ORG", id: id))], by: "ben")
    #expect(store[id: id]?.annotation.label == "ORG")
    #expect(try folder.lines("wire.jsonl")[2].contains(#""x-colour":["blue",1.50]"#))
    try store.commit([.facts(published: nil, source: "s")], by: "anna")
  }

  /// The power failed during the first write, and the disk has only a later sector of it.
  @Test func aFirstWriteThatLostItsStartIsCutOff() throws {
    let folder = try TemporaryFolder()
    let hole = String(repeating: "\0", count: 512)
    try folder.write(
      "wire.jsonl", hole + #"wire","at":"2026-03-03T14:05:06Z"}"# + "\n" + #"{"id":"a"#)
    let store = try folder.store()
    #expect(store.annotations.isEmpty && store.findings.map(\.code) == ["torn-tail"])
    try store.commit([.put(.mention(0, 10))], by: "anna")
    #expect(try folder.lines("wire.jsonl")[0].hasPrefix(#"{"postil":1"#))
    #expect(try folder.store().annotations.count == 1)
  }

  @Test func unknownFieldsOfTheHeaderSurvive() throws {
    let folder = try TemporaryFolder()
    let hash = SHA256.hex(TemporaryFolder.text.utf8)
    try folder.write(
      "wire.jsonl", #"{"postil":1,"sha256":"\#(hash)","length":63,"desk":"foreign"}"# + "\n")
    let store = try folder.store()
    try store.commit([.facts(published: CalendarDate("2023-03-13"), source: nil)], by: "anna")
    try store.compact()
    let header = try folder.lines("wire.jsonl")[0]
    #expect(header.contains(#""desk":"foreign""#) && header.contains(#""published":"2023-03-13""#))
  }

  @Test(arguments: [
    "{\"text\":\"a\"}\n", "{\"id\":\"a\",\"layer\":\"l\"}\n", "hello\n", "hello", "\n", "{}\n[]\n",
  ])
  func aForeignFileIsRefusedAndLeftAlone(_ content: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("wire.jsonl", content)
    #expect(throws: PostilError.store(.foreignSidecar(path: path))) { try folder.store() }
    let store = try folder.store("other")
    try folder.write("other.jsonl", content)
    #expect(throws: PostilError.self) { try store.commit([.status(.done)], by: "anna") }
    #expect(try folder.string("wire.jsonl") == content && folder.string("other.jsonl") == content)
    #expect(SidecarCheck.check(try folder.article()).map(\.code) == ["foreign-sidecar"])
  }

  @Test func aNewerVersionIsReadOnly() throws {
    let folder = try TemporaryFolder()
    var content = String(decoding: try sidecar(folder), as: UTF8.self)
    content.replace("{\"postil\":1,", with: "{\"postil\":2,")
    let path = try folder.write("wire.jsonl", content)
    let store = try folder.store("wire", nil)
    #expect(store.annotations.count == 3)
    for change in [
      { try store.commit([.status(.done)], by: "anna") },
      {
        _ = try store.undo(by: "anna"); return Receipt?.none
      },
      {
        try store.compact(); return nil
      },
    ] as [() throws -> Receipt?] {
      #expect(throws: PostilError.store(.newerSidecar(path: path, version: 2))) { try change() }
    }
    #expect(try folder.string("wire.jsonl") == content)
  }

  @Test func aChangedTextShowsNothingAndTakesNothing() throws {
    let folder = try TemporaryFolder()
    _ = try sidecar(folder)
    let open = try folder.store("wire", nil)
    let path = try folder.write("wire.txt", "Oh. " + TemporaryFolder.text)
    #expect(throws: PostilError.store(.textChanged(path: path))) { try folder.store("wire", nil) }
    #expect(throws: PostilError.store(.textChanged(path: path))) {
      try open.commit([.status(.done)], by: "anna")
    }
    #expect(SidecarCheck.check(try folder.article("wire", nil)).map(\.code) == ["text-changed"])
    try folder.write("wire.txt", TemporaryFolder.text)
    #expect(try folder.store("wire", nil).annotations.count == 3)
    try open.commit([.status(.done)], by: "anna")
  }

  @Test func anAnnotationThatDoesNotFitItsTextIsNotShown() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    let lines = [
      #"{"id":"a","layer":"entity","label":"PER","spans":[[0,3]],"text":"Bob","op":"o1","by":"x","at":"t"}"#,
      #"{"id":"b","layer":"entity","label":"PER","spans":[[0,99]],"text":"Ana","op":"o1","by":"x","at":"t"}"#,
      #"{"id":"c","layer":"quote","label":"direct","spans":[[0,3]],"text":"Ana","roles":{"cue":{"spans":[[9,9999999]]}},"op":"o1","by":"x","at":"t"}"#,
      #"{"id":"d","layer":"entity","label":"PER","spans":[[0,3]],"op":"o1","by":"x","at":"t"}"#,
    ]
    try folder.write("wire.jsonl", bytes + Array((lines.joined(separator: "\n") + "\n").utf8))
    let findings = SidecarCheck.check(try folder.article("wire", nil))
    #expect(findings.map(\.code) == ["text-mismatch", "text-mismatch", "text-mismatch"])
    #expect(findings.map(\.line) == [5, 6, 7])
    let store = try folder.store("wire", nil)
    #expect(store.annotations.map(\.number) == [1, 2, 3, 7])
    #expect(store[id: "d"]?.annotation.text == "Ana" && store.isKnown("a"))
  }

  @Test func twoRevisionsOfTheSameLineAreAFinding() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    var mention = try store.commit([.put(.mention(0, 10))], by: "anna").written[0].annotation
    let base = try folder.read("wire.jsonl")
    func branch(_ label: String, _ by: String) throws -> ArraySlice<UInt8> {
      try folder.write("wire.jsonl", base)
      mention.label = label
      try folder.store("wire", nil).commit([.put(mention)], by: .person(by))
      return try folder.read("wire.jsonl")[base.count...]
    }
    let (anna, ben) = (try branch("ORG", "anna"), try branch("GPE", "ben"))
    try folder.write("wire.jsonl", base + anna + ben)
    let merged = try folder.store("wire", nil)
    #expect(merged.annotations.map(\.annotation.label) == ["GPE"])
    #expect(merged.findings.map(\.code) == ["conflict"] && merged.findings[0].line == 4)
    // Both readings are kept until a person decides, once; undo brings the question back.
    let conflict = try #require(try merged.conflicts.first)
    #expect(conflict.readings.map { $0.annotation?.label } == ["ORG", "GPE"])
    #expect(conflict.readings.map(\.author) == [.person("anna"), .person("ben")])
    #expect(throws: PostilError.store(.conflicting(article: "wire", count: 1))) {
      try merged.compact()
    }
    mention.label = "ORG"
    try merged.commit([.put(mention), .settle(id: mention.id)], by: "cem")
    #expect(try merged.conflicts.isEmpty && merged.findings.isEmpty)
    try merged.commit([.settle(id: mention.id)], by: "cem")
    #expect(try folder.store("wire", nil).conflicts.isEmpty)
    _ = try merged.undo(by: .person("cem"))
    #expect(try folder.store("wire", nil).conflicts.count == 1)
    // The same decision on both branches is no conflict.
    let same = try branch("ORG", "cem")
    try folder.write("wire.jsonl", base + anna + same)
    #expect(try folder.store("wire", nil).findings.isEmpty)
    // Two branches that ran the same plugin agree.
    try folder.write("wire.jsonl", base + base[(base.firstIndex(of: 0x0A)! + 1)...])
    #expect(try folder.store("wire", nil).findings.isEmpty)
  }

  @Test func checkNamesWhatTheSchemaDoesNotAllow() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let quote = Annotation(
      layer: .quote, label: "direct", spans: [Span(0, 3)],
      roles: ["source": [RoleLink(id: "gone")]],
      state: .accepted)
    try store.commit([.put(.mention(0, 10, "LCO")), .put(quote)], by: "anna")
    #expect(SidecarCheck.check(store.file).map(\.code) == ["missing-role"])
    let findings = SidecarCheck.check(store.file, schema: .news)
    #expect(findings.map(\.code) == ["schema", "missing-role"])
    #expect(findings.map(\.line) == [2, 3])
  }

  @Test func repairRemovesWhatDoesNotMatchTheText() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    let text = String(decoding: bytes, as: UTF8.self).replacing(/,"crc":"[0-9a-f]{8}"/, with: "")
    try folder.write("wire.jsonl", text.replacing(#""text":"Lisbon""#, with: #""text":"London""#))
    let store = try folder.store("wire", nil)
    #expect(store.findings.map { "\($0.code) \($0.line ?? 0)" } == ["text-mismatch 3"])
    #expect(try store.repair(by: "anna", command: nil, isDry: true).mismatched == 1)
    #expect(try store.repair(by: "anna", command: nil, isDry: false).mismatched == 1)
    #expect(try folder.store("wire", nil).findings.isEmpty)
    #expect(try folder.store("wire", nil).annotations.count == 2)
    // A revision that matches makes the finding go, too.
    try folder.write("wire.jsonl", text.replacing(#""text":"Lisbon""#, with: #""text":"London""#))
    let id = try #require(store.log.entries.dropFirst(3).first?.id)
    try folder.store("wire", nil).commit([.put(.mention(19, 25, "GPE", id: id))], by: "ben")
    #expect(try folder.store("wire", nil).findings.isEmpty)
  }

  @Test func moreFindingsThanAreListedAreCounted() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    try folder.write("wire.jsonl", bytes + Array(String(repeating: "{\n", count: 10_050).utf8))
    let findings = try folder.store("wire", nil).findings
    #expect(findings.count == 10_001)
    #expect(findings.last?.text == "50 more problems, which are not listed")
  }

  @Test func aSidecarWithAnotherNameIsNotReplaced() throws {
    let folder = try TemporaryFolder()
    let bytes = try sidecar(folder)
    link("\(folder.path)/wire.jsonl", "\(folder.path)/backup.jsonl")
    let store = try folder.store("wire", nil)
    let refusal = PostilError.store(.linkedSidecar(path: "\(folder.path)/wire.jsonl"))
    #expect(throws: refusal) { try store.compact() }
    try folder.write("wire.jsonl", bytes + Array("{\n".utf8))
    #expect(throws: refusal) { try store.repair(by: "anna", command: nil, isDry: false) }
    #expect(try folder.read("wire.jsonl") == bytes + Array("{\n".utf8))
    unlink("\(folder.path)/backup.jsonl")
    chmod("\(folder.path)/wire.jsonl", 0o640)
    try store.compact()
    var status = stat()
    stat("\(folder.path)/wire.jsonl", &status)
    #expect(status.st_mode & 0o777 == 0o640)
  }
}
