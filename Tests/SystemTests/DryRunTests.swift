import Foundation
import Testing

/// Every command that writes takes `--dry-run`, and then writes nothing.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct DryRunTests {
  /// A command that writes, and what is done before.
  struct Case: CustomTestStringConvertible, Sendable {
    var before: [[String]] = []
    let words: [String]
    /// A file that another program changes, with its new text or, after `+`, with what is appended.
    var damage: (name: String, text: String)?
    var testDescription: String { words.joined(separator: " ") }

    init(
      _ words: String..., after before: [[String]] = [], damage: (name: String, text: String)? = nil
    ) {
      self.words = words
      self.before = before
      self.damage = damage
    }
  }

  private static let accept = ["--article", "a", "accept", "all"]
  private static let merge = ["names", "merge", "Rome", "Oslo", "ref=wikidata:Q220"]

  /// One case a command, more where several ways of it write; FOLDER is the workspace.
  static let cases: [Case] = [
    Case("--article", "a", "tag", "\"left\"", "MISC"), Case("--article", "a", "misc", "\"left\""),
    Case("--article", "a", "\"left\"", "MISC"), Case("tag", "\"Rome\"#*", "LOC", "on", "all"),
    Case("--article", "a", "mark", "--keys= 1q"),
    Case("--article", "a", "quote", "\"left\"", "cue=\"told\""),
    Case("--article", "a", "link", "6", "5"), Case("--article", "a", "unlink", "6"),
    Case("--article", "a", "role", "6", "addressee", "\"Reuters\""),
    Case("--article", "a", "relabel", "GPE", "LOC"),
    Case("--article", "a", "chain", "5", "\"left\""),
    Case("--article", "a", "set", "GPE", "note=seen"), Case("--article", "a", "edge", "4", "+1"),
    Case("--article", "a", "note", "4", "a town"), Case("--article", "a", "rm", "GPE"),
    Case("names", "set", "Rome", "ref=wikidata:Q1"),
    Case("names", "merge", "Rome", "Oslo", "ref=wikidata:Q220"),
    Case("names", "split", "Rome", "Oslo", after: [merge]),
    Case("--article", "a", "review", "--keys=aax"), Case("--article", "a", "accept", "all"),
    Case("accept", "all", "on", "all"), Case("--article", "a", "reject", "all"),
    Case("--article", "a", "done", "--force"),
    Case("--article", "a", "done", "--undo", after: [["--article", "a", "done", "--force"]]),
    Case("--article", "a", "undo", after: [accept]),
    Case("--article", "a", "redo", after: [accept, ["--article", "a", "undo"]]),
    Case("--article", "new", "run"), Case("run", "on", "all"), Case("annotate"),
    Case("annotate", "on", "all"), Case("published", "2023-05-04", "--all"),
    Case("--article", "a", "published", "2023-05-04"),
    Case("unify", after: [["--article", "a", "set", "5", "entity=Bo Li-Berg"], accept]),
    Case("train", after: [["accept", "all", "on", "all"]]),
    Case("import", "brat", "FOLDER/theirs"),
    Case("export", "brat", "FOLDER/out", after: [accept]),
    Case("export", "jsonl", "FOLDER/out.jsonl", after: [accept]),
    Case("repair", damage: ("b.jsonl", "+{\"id\":")),
    Case("anchor", "b", damage: ("b.txt", "In Rome Ana Duarte met Bo Li.\n")),
    Case("--article", "a", "compact", "--force", after: [accept]),
  ]

  /// An annotated workspace with something to do for every command.
  private static func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt": "Ana Duarte told Reuters in Oslo on 4 May 2023 that Bo Li left.\n",
        "b.txt": "Ana Duarte met Bo Li in Rome.\n", "theirs/a.ann": "T1\tMISC 57 61\tleft\n",
      ]))
    try #require(try postil("annotate").status == 0)
    try postil.workspace.write("new.txt", Data("Ana Duarte left Rome.\n".utf8))
    return postil
  }

  /// Does what a case needs before.
  private static func prepare(_ one: Case, _ postil: Postil) throws {
    for words in one.before { try #require(try postil.run(words).status == 0, "\(words)") }
    guard let (name, text) = one.damage else { return }
    let old = try Data(contentsOf: postil.workspace.folder.appending(path: name))
    try postil.workspace.write(
      name, text.hasPrefix("+") ? old + Data(text.dropFirst().utf8) : Data(text.utf8))
  }

  /// All files below a folder, with their bytes.
  private static func files(_ folder: URL) -> [String: Data] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return Dictionary(
      uniqueKeysWithValues: (paths ?? []).map {
        ($0, (try? Data(contentsOf: folder.appending(path: $0))) ?? Data())
      })
  }

  /// With the flag before the command's words and, where no words swallow it, after them.
  @Test(arguments: cases) func writesNothing(_ one: Case) throws {
    let postil = try Self.workspace()
    try Self.prepare(one, postil)
    let folder = postil.workspace.folder
    let all = one.words.map { $0.replacing("FOLDER", with: folder.path) }
    let before = Self.files(folder)
    let place = all.first == "--article" ? 3 : 1
    let ways = [all[..<place] + ["--dry-run"] + all[place...], all + ["--dry-run"]]
    for words in ways.prefix(all.contains("note") ? 1 : 2) {
      let outcome = try postil.run(Array(words))
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      #expect(outcome.errors.contains("nothing was written: --dry-run"), "\(words)")
      #expect(Self.files(folder) == before, "\(words)")
    }
    // The same command without the flag does write.
    let outcome = try postil.run(all)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(Self.files(folder) != before)
  }

  /// Help names the flag.
  @Test(arguments: Set(cases.map { $0.words[$0.words.first == "--article" ? 2 : 0] }).sorted())
  func isInTheHelp(_ command: String) throws {
    if command.hasPrefix("\"") || command == "misc" { return }
    #expect(try Postil.run(Postil.executable, ["help", command]).output.contains("--dry-run"))
  }

  /// What would come is what comes, in other words for `accept` and `done`.
  @Test(arguments: [
    ["accept", "all", "on", "all"], ["relabel", "GPE", "LOC", "on", "all"],
    ["rm", "GPE", "on", "all"],
    ["--article", "a", "note", "4", "seen"], ["--article", "a", "done", "--force"],
  ]) func saysWhatComes(_ words: [String]) throws { try expectTheSame(words) }

  @Test(arguments: [["published", "2023-05-04", "a", "b"], ["--article", "a", "undo"]])
  func saysAllThatComes(_ words: [String]) throws { try expectTheSame(words) }

  private func expectTheSame(_ words: [String]) throws {
    let postil = try Self.workspace()
    _ = try postil("--article", "a", "tag", "\"left\"", "MISC")
    let place = words.first == "--article" ? 3 : 1
    let dry = try postil.run(words[..<place] + ["--dry-run"] + words[place...])
    let would = dry.output.replacing("would accept", with: "accepted")
      .replacing("would get the day of publication", with: "published").replacing(
        "would undo", with: "undone"
      )
      .replacing("would be", with: "is")
    #expect(dry.output.contains("undo reverts them") == false)
    let milliseconds = #/\d+ ms/#
    #expect(
      try postil.run(words).output.replacing(milliseconds, with: "")
        .replacing("; undo reverts them", with: "")
        == would.replacing(milliseconds, with: ""))
  }
}
