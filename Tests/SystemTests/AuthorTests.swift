import Foundation
import Testing

/// Who writes: a person may be called anything, and a plugin is known by what it ran.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct AuthorTests {
  private static let text = "Ana Duarte told Reuters in Oslo on Monday that Bo Li left.\n"

  /// Names of people, some spelt as plugins are.
  static let people = [
    "anna", "li@163.com", "bob@2024", "anna@example.org", "name@1.2.3", "entity-tagger@0.1.0",
    "anna@", "@1.0", "Ana María Pérez", "李 雷", "🦊", "o'neill", "a\"b",
  ]

  private func workspace(_ articles: [String: String] = ["a.txt": text]) throws -> Postil {
    let postil = Postil(workspace: try Workspace(articles))
    let outcome = try Postil.run(Postil.executable, ["annotate", postil.workspace.folder.path])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return postil
  }

  /// How many annotations of the article are in a state.
  private func count(_ state: String, _ postil: Postil) throws -> Int {
    try postil("--article", "a", "list", "state=\(state)", "--json").output
      .split(separator: "\n").count
  }

  @Test(arguments: people) func accepts(_ name: String) throws {
    let postil = try workspace()
    let suggested = try count("suggested", postil)
    try #require(suggested > 3)
    let outcome = try postil("--as", name, "--article", "a", "accept", "all")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.hasSuffix("accepted \(suggested)\n"), "\(outcome.output)")
    #expect(try count("accepted", postil) == suggested)
    #expect(try count("suggested", postil) == 0)
  }

  @Test(arguments: people) func changesWhatIsAccepted(_ name: String) throws {
    let postil = try workspace()
    _ = try postil("--article", "a", "accept", "all")
    #expect(
      try postil("--as", name, "--article", "a", "relabel", "\"Oslo\"", "LOC").output
        .hasPrefix("~ "))
    #expect(try postil("--article", "a", "list", "LOC").output.contains("LOC \"Oslo\""))
  }

  @Test(arguments: people) func reviews(_ name: String) throws {
    let postil = try workspace()
    let outcome = try postil("--as", name, "--article", "a", "review", "--keys=aaxq")
    #expect(outcome.output.contains("2 accepted, 1 rejected"), "\(outcome.output)")
    #expect(try count("accepted", postil) == 2)
    #expect(try count("rejected", postil) == 1)
  }

  /// What a person did is theirs to undo, and nobody else's.
  @Test(arguments: people) func undoes(_ name: String) throws {
    let postil = try workspace()
    let suggested = try count("suggested", postil)
    _ = try postil("--as", name, "--article", "a", "accept", "all")
    let stranger = try postil("--as", "somebody else", "--article", "a", "undo")
    #expect(stranger.status == 1)
    #expect(try postil("--as", name, "--article", "a", "undo").status == 0)
    #expect(try count("suggested", postil) == suggested)
  }

  /// A person who is called as a plugin is takes back nothing of the plugin's.
  @Test(arguments: ["entity-tagger@0.1.0", "date-normalizer@0.1.0"])
  func undoesNoPlugin(_ name: String) throws {
    let postil = try workspace()
    let suggested = try count("suggested", postil)
    #expect(try postil("--as", name, "--article", "a", "undo").status == 1)
    #expect(try count("suggested", postil) == suggested)
  }

  /// The log shows a person's command as it was typed, and adds counts to a plugin's.
  @Test(arguments: people) func isInTheLog(_ name: String) throws {
    let postil = try workspace()
    _ = try postil("--as", name, "--article", "a", "accept", "PER")
    let lines = try postil("--article", "a", "log").output.split(separator: "\n")
    let command = lines.last?.replacing(" (a person)", with: "")
    #expect(command?.hasSuffix("\(name)  accept PER") == true, "\(lines)")
    #expect(lines.first?.hasSuffix(" written") == true, "\(lines)")
  }

  @Test(arguments: people) func isInWork(_ name: String) throws {
    let postil = try workspace()
    #expect(try progress(postil) == "\"all\":1,\"done\":0,\"started\":0,\"untouched\":1")
    _ = try postil("--as", name, "--article", "a", "tag", "\"left\"", "MISC")
    #expect(try progress(postil) == "\"all\":1,\"done\":0,\"started\":1,\"untouched\":0")
  }

  /// What a batch computes from all articles, such as one name for an entity, is nobody's decision.
  @Test func namesOfABatchAreNobodysWork() throws {
    let text = "Eva Maria de Wit met the Port Museum. De Wit left.\n"
    let postil = Postil(
      workspace: try Workspace(["a.txt": text, "b.txt": "De Wit left Hull.\n", "c.txt": text]))
    for options in [[], ["--force"]] {
      try #require(try postil.run(["annotate"] + options).status == 0)
      #expect(try progress(postil) == "\"all\":3,\"done\":0,\"started\":0,\"untouched\":3")
    }
    #expect(try postil("--article", "b", "undo").status == 0)
    #expect(try postil("--article", "b", "redo").status == 0)
    #expect(try progress(postil) == "\"all\":3,\"done\":0,\"started\":0,\"untouched\":3")
  }

  /// A batch that runs again has nothing to say about names that were given across articles.
  @Test func aSecondBatchKeepsTheNamesOfAllArticles() throws {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt":
          "Prime Minister Ana Duarte spoke in Lisbon. Duarte left for Rome, said Ana Duarte.\n",
        "b.txt": "Mr. Duarte told reporters that the talks had failed. Duarte left for Rome.\n",
      ]))
    try #require(try postil("annotate").status == 0)
    let before = try postil.workspace.lines(of: "b.jsonl")
    #expect(try postil("list", "b", "PER").output.contains("entity=\"Ana Duarte\""))
    let again = try postil("annotate", "--force")
    #expect(again.status == 0 && !again.output.contains("revised"), "\(again.output)")
    #expect(try postil.workspace.lines(of: "b.jsonl") == before)
  }

  private func progress(_ postil: Postil) throws -> Substring? {
    try postil("stats", "--all", "--json").output.split(separator: "\n")
      .first { $0.contains("\"count\":\"articles\"") }?.dropFirst(20).dropLast()
  }

  /// A plugin that runs again overrides nothing that such a person decided.
  @Test(arguments: people) func isNotOverridden(_ name: String) throws {
    let postil = try workspace()
    _ = try postil("--as", name, "--article", "a", "reject", "all")
    let rejected = try count("rejected", postil)
    let folder = postil.workspace.folder.path
    #expect(try Postil.run(Postil.executable, ["annotate", "--force", folder]).status == 0)
    #expect(try count("rejected", postil) == rejected)
    #expect(try count("suggested", postil) == 0)
  }

  // MARK: Sidecars that do not say who is a person

  /// A sidecar as versions before wrote it: nothing says of what kind an author is.
  private static func older(_ lines: [String]) -> String {
    let stamp = "\"op\":\"op0000000000\",\"at\":\"2026-01-01T10:00:00Z\""
    let all =
      [
        "{\"postil\":1,\"sha256\":"
          + "\"b17b70a1e3a5e0a9ad4baa4a76dc3e0ef1a8f6bde0ebb9cbb3bb5b79b2ff8a37\",\"length\":10}"
      ] + lines.map { $0.replacing("STAMP", with: stamp) }
    return all.map { $0 + "\n" }.joined()
  }

  private static func annotation(_ state: String, by name: String) -> String {
    "{\"id\":\"aaaaaaaaaaaa\",\"layer\":\"entity\",\"label\":\"PER\",\"spans\":[[0,3]],"
      + "\"text\":\"Ana\",\"state\":\"\(state)\",\"annotator\":\"\(name)\",STAMP,\"by\":\"\(name)\"}"
  }

  /// The lines of an older sidecar, and whether a person worked on the article.
  static let olderCases: [(lines: [String], isInWork: Bool)] = [
    // A plugin that says that it ran.
    (
      [
        annotation("suggested", by: "entity-tagger@0.1.0"),
        "{\"ran\":\"entity-tagger@0.1.0\",STAMP,\"by\":\"entity-tagger@0.1.0\"}",
      ], false
    ),
    // A name that looks like a plugin's, of which nothing says that it ran: in doubt a person.
    ([annotation("accepted", by: "li@163.com")], true),
    ([annotation("accepted", by: "bob@2024")], true),
    // Another plugin ran.
    (
      [
        "{\"ran\":\"date-normalizer@0.1.0\",STAMP,\"by\":\"date-normalizer@0.1.0\"}",
        annotation("accepted", by: "name@1.2.3"),
      ], true
    ),
    ([annotation("accepted", by: "anna@example.org")], true),
    ([annotation("accepted", by: "anna")], true),
  ]

  @Test(arguments: olderCases) func tellsPeopleByWhatRan(
    _ one: (lines: [String], isInWork: Bool)
  ) throws {
    let workspace = try Workspace(["a.txt": "Ana left.\n"])
    let postil = Postil(workspace: workspace)
    // The first line of a sidecar names the text; take it from one that the program writes.
    _ = try postil("--article", "a", "tag", "\"left\"", "MISC")
    let header = try #require(try workspace.lines(of: "a.jsonl").first)
    let lines = [header] + Self.older(one.lines).split(separator: "\n").dropFirst().map(String.init)
    try workspace.write("a.jsonl", Data(lines.map { $0 + "\n" }.joined().utf8))
    #expect(
      try progress(postil)
        == "\"all\":1,\"done\":0,\"started\":\(one.isInWork ? 1 : 0),"
        + "\"untouched\":\(one.isInWork ? 0 : 1)")
    #expect(try postil("check").status == 0)
  }
}
