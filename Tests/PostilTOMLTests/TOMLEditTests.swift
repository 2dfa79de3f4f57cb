import PostilKit
import PostilTOML
import Testing

/// A change of one key leaves every other byte as it is.
@Suite struct TOMLEditTests {
  @Test(arguments: EditExamples.all.indices) func changesOnlyItsLines(_ index: Int) throws {
    let (key, value, lines) = EditExamples.all[index]
    for newline in ["\n", "\r\n"] where newline == "\n" || lines.contains("\n") {
      let before = Self.text(lines, without: "+", newline)
      guard before.isEmpty || before.contains(newline) else { continue }
      let after = try TOMLDocument(before).setting(key, to: value)
      let expected = Self.text(lines, without: "-", before.isEmpty ? "\n" : newline)
      #expect(String(decoding: after.bytes, as: UTF8.self) == expected)
      #expect(key.reduce(.object(after.root.json)) { $0?[$1] } as JSONValue? == value)
    }
  }

  private static func text(
    _ lines: String, without mark: Character, _ newline: String
  ) -> String {
    lines.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.first != mark }
      .map { ($0.first == "-" || $0.first == "+" ? $0.dropFirst() : $0) + newline }.joined()
  }

  @Test func aLineIsEndedFirst() throws {
    let after = try TOMLDocument("a = 1").setting(["b"], to: 2)
    #expect(String(decoding: after.bytes, as: UTF8.self) == "a = 1\nb = 2\n")
    let marked = try TOMLDocument("\u{FEFF}").setting(["b"], to: 2)
    #expect(Array(marked.bytes) == Array("\u{FEFF}b = 2\n".utf8))
  }

  @Test(arguments: [
    ("[a]", ["a"], "1:2 'a' is a table"), ("\n a = 1", ["a", "b"], "2:2 'a' is not a table"),
    ("[[a]]", ["a", "b"], "1:3 'a' is not a table"),
  ]) func refusesWhatIsSomethingElse(_ toml: String, _ key: [String], _ expected: String) throws {
    let document = try TOMLDocument(toml)
    let error = #expect(throws: TOMLFailure.self) { try document.setting(key, to: 1) }
    #expect(error.map { "\($0.place.line):\($0.place.column) \($0.reason)" } == expected)
    #expect(throws: TOMLFailure.self) { try document.setting(["x"], to: .null) }
  }
}
