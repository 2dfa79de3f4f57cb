import Foundation
import Testing

/// The same commands work on the command line as in the shell, a label and a span among them.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct CommandLineTests {
  private static let text = "Ana Duarte told Reuters in Oslo.\n"

  /// What is typed in the shell, and its words on the command line.
  static let lines: [(shell: String, words: [String])] = [
    ("per 1.1-2", ["per", "1.1-2"]), ("per 1.2 --dry-run", ["per", "1.2", "--dry-run"]),
    ("PER 1.2", ["PER", "1.2"]), ("1.2 PER", ["1.2", "PER"]),
    ("gpe \"Oslo\" entity=Oslo", ["gpe", "\"Oslo\"", "entity=Oslo"]),
    ("entity:GPE \"Oslo\"", ["entity:GPE", "\"Oslo\""]), ("\"Oslo\" GPE", ["\"Oslo\"", "GPE"]),
    ("/Os.o/ GPE", ["/Os.o/", "GPE"]), ("@0:3 PER", ["@0:3", "PER"]), ("e1", ["e1"]),
    ("ls", ["ls"]), ("t 1.1-2 PER", ["t", "1.1-2", "PER"]),
    ("names set \"Reuters\" ref=wikidata:Q1", ["names", "set", "\"Reuters\"", "ref=wikidata:Q1"]),
    ("tag \"Oslo\" GPE on all", ["tag", "\"Oslo\"", "GPE", "on", "all"]),
    ("gpe \"Oslo\" on all --dry-run", ["gpe", "\"Oslo\"", "on", "all", "--dry-run"]),
  ]

  /// The same words with the article open, in the shell and on the command line.
  @Test(arguments: lines) func isAsInTheShell(_ one: (shell: String, words: [String])) throws {
    func run(_ act: (Postil) throws -> Postil.Outcome) throws -> (Postil.Outcome, [String]) {
      let postil = Postil(workspace: try Workspace(["a.txt": Self.text, "b.txt": "Oslo.\n"]))
      _ = try postil("--article", "a", "tag", "\"Reuters\"", "ORG")
      let outcome = try act(postil)
      let lines = try postil.workspace.lines(of: "a.jsonl").dropFirst().map {
        $0.replacing(#/"(id|op|at|prev|crc)":"[^"]*"/#, with: "")
      }
      return (outcome, lines)
    }
    let (shell, written) = try run { try $0("shell", "-c", "open a; \(one.shell)") }
    let (line, writtenByLine) = try run { try $0.run(["--article", "a"] + one.words) }
    #expect(shell.status == 0 && line.status == 0, "\(line.errors)")
    let output = shell.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    let id = #/[a-z0-9]{12}/#
    #expect(
      line.output.trimmingCharacters(in: .newlines).replacing(id, with: "")
        == output.replacing(id, with: ""))
    #expect(writtenByLine == written)
  }

  /// The article as the first word of what follows the label, as with other commands.
  @Test(arguments: [
    ["per", "a.txt", "1.1-2"], ["per", "a", "1.1-2"], ["tag", "a", "1.1-2", "PER"],
  ])
  func takesTheArticleFirst(_ words: [String]) throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text, "b.txt": "Oslo.\n"]))
    let outcome = try postil.run(words)
    #expect(outcome.status == 0 && outcome.output == "+ e1 PER \"Ana Duarte\" 1.1-2\n")
  }

  @Test func asksWhichArticle() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text, "b.txt": "Oslo.\n"]))
    let outcome = try postil("per", "1.1-2")
    #expect(outcome.status == 64 && outcome.errors.contains("--article NAME"), "\(outcome.errors)")
  }

  /// A word that is nothing else is taken for the name of an article.
  @Test(arguments: [["show", "wier"], ["list", "wier"], ["show", "wir"], ["log", "wier"]])
  func namesTheArticleThatIsMissing(_ words: [String]) throws {
    let postil = Postil(workspace: try Workspace(["wire.txt": Self.text, "b.txt": "Oslo.\n"]))
    let outcome = try postil.run(words)
    #expect(
      outcome.errors == "error: there is no article '\(words[1])'. Did you mean wire?\n")
    #expect(try postil("list", "PER").errors.contains("there are several"))
  }

  @Test func setsNoEmptyAttribute() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    #expect(try postil("per", "1.1-2", "entity=").status == 0)
    #expect(try postil("list", "--json").output.contains("\"attributes\"") == false)
  }

  // MARK: Scripts

  @Test func goesOnAfterEachStatement() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    let outcome = try postil(
      "shell", "--keep-going", "-c", "foo; per 1.1-2", "-c", "bar", "-c", "list")
    #expect(outcome.status == 64 && outcome.output.hasSuffix("e1 PER \"Ana Duarte\" 1.1-2\n"))
    #expect(outcome.errors.contains("-c:1: error") && outcome.errors.contains("-c:2: error"))
    let first = try postil("shell", "-c", "foo; list", "-c", "list")
    #expect(first.status == 64 && first.output.isEmpty)
  }

  @Test func tellsAPersonFromAPluginOfThatName() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    #expect(try postil("--as", "date-normalizer@0.1.0", "per", "1.1-2").status == 0)
    #expect(try postil("log", "--json").output.contains("\"author\":\"person\""))
  }

  @Test func proposesALabel() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    let outcome = try postil("gpee", "1.1")
    #expect(
      outcome.status == 64 && outcome.errors.lowercased().contains("gpe"), "\(outcome.errors)")
  }

  /// Prefixes are for a person at a prompt.
  @Test func takesNoPrefixOfALabel() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    #expect(try postil("prod", "1.1").status == 64)
  }

  // MARK: Notes

  /// Each case: the words of `note`, and the note.
  static let notes: [(words: [String], note: String)] = [
    (["use", "-C", "here"], "use -C here"), (["please", "--help", "me"], "please --help me"),
    (["a;", "b"], "a; b"), (["a; b"], "a; b"), (["--as", "bob"], "--as bob"),
    (["--article", "b", "is", "better"], "--article b is better"), (["--json"], "--json"),
    (["--", "so"], "-- so"), (["place=Hull", "or", "not"], "place=Hull or not"),
    (["on", "all"], "on all"), (["see", "#3"], "see #3"), (["-h"], "-h"), (["?"], "?"),
    (["--set", "view=list"], "--set view=list"), (["--dry-run"], "--dry-run"),
    (["--version"], "--version"), (["--article=b"], "--article=b"),
    (["\"said\"", "he"], "\"said\" he"),
  ]

  @Test(arguments: notes) func keepsANoteWordForWord(_ one: (words: [String], note: String)) throws
  {
    for way in [["--article", "a", "note", "e1"], ["note", "a.txt", "e1"], ["note", "a", "e1"]] {
      let postil = Postil(workspace: try Workspace(["a.txt": Self.text, "b.txt": "Oslo.\n"]))
      _ = try postil("--article", "a", "tag", "\"Ana Duarte\"", "PER")
      let outcome = try postil.run(way + one.words)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let list = try postil("--article", "a", "list", "e1", "--json").output
      let object = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any]
      let attributes = object?["attributes"] as? [String: String]
      #expect(attributes?["note"] == one.note, "\(way): \(list)")
    }
  }

  @Test func takesOptionsBeforeTheAnnotation() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": Self.text]))
    _ = try postil("tag", "\"Ana Duarte\"", "PER")
    let dry = try postil("note", "--dry-run", "e1", "use", "-C", "here")
    #expect(dry.status == 0 && dry.output.contains("use -C here"), "\(dry.errors)")
    #expect(try postil("list", "e1").output == "e1 PER \"Ana Duarte\" 1.1-2\n")
    #expect(try postil("note", "--help").output.hasPrefix("note "))
    #expect(try postil("--as", "bob", "note", "e1", "x").status == 0)
    #expect(try postil("log", "1").output.hasSuffix("bob  note e1 x\n"))
  }
}
