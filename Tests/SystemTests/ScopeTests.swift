import Foundation
import Testing

/// `on this|todo|all|NAMES`, `--all` and names mean the same to every command that works on articles.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ScopeTests {
  /// Four articles, one of which is called `on`; `c` is done.
  private static func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt": "Ana Duarte told Reuters in Oslo.\n", "b.txt": "Ana Duarte met Bo Li in Rome.\n",
        "c.txt": "Bo Li left Rome.\n", "on.txt": "Rome.\n",
      ]))
    try #require(try postil("annotate").status == 0)
    try #require(try postil("--article", "c", "done", "--force").status == 0)
    return postil
  }

  /// Commands that only read, which are asked in all ways: the words before the scope and after it.
  static let commands: [(before: [String], after: [String])] = [
    (["check"], []), (["check"], ["--json"]), (["check", "consistency"], []),
    (["check", "consistency", "GPE"], ["--json"]), (["stats"], ["--json"]),
    (["stats"], ["--top=2"]),
    (["log", "3"], []), (["log", "3"], ["--json"]), (["log", "GPE"], []), (["list", "GPE"], []),
    (["list", "GPE"], ["--json"]), (["find", "\"Rome\""], ["--json"]), (["find", "GPE"], []),
    (["tag", "\"Rome\"#*", "LOC"], ["--dry-run"]), (["loc", "\"Rome\"#*"], ["--dry-run"]),
    (["relabel", "GPE", "LOC"], ["--dry-run"]), (["set", "GPE", "note=seen"], ["--dry-run"]),
    (["rm", "GPE"], ["--dry-run"]), (["accept", "GPE"], ["--dry-run"]),
    (["reject", "GPE"], ["--dry-run"]), (["review", "GPE"], ["--keys=q"]),
    (["published", "2023-05-04"], ["--dry-run"]), (["repair"], ["--dry-run"]),
    (["unify"], ["--dry-run"]), (["export", "jsonl", "out"], ["--dry-run"]),
    (["export", "conll", "out.conll"], ["--with=suggested", "--dry-run"]),
    (["run", "date"], ["--dry-run", "--json"]),
  ]

  /// Ways to say the same.
  private static let same: [[[String]]] = [
    [["on", "all"], ["--all"], ["on", "a", "b", "c", "on"]],
    [["on", "todo"], ["on", "a", "b", "on"]],
    [["on", "on"], ["on", "on.txt"]], [["on", "b"], ["on", "b.txt"]],
  ]

  /// What differs from run to run.
  private func steady(_ outcome: Postil.Outcome) -> String {
    "\(outcome.status)\n\(outcome.output)\n\(outcome.errors)"
      .replacing(#/"ms":\d+/#, with: "").replacing(#/"(op|at|crc)":"[^"]*"/#, with: "")
  }

  @Test(arguments: commands) func isSaidInManyWays(
    _ one: (before: [String], after: [String])
  ) throws {
    let postil = try Self.workspace()
    for ways in Self.same {
      let first = steady(try postil.run(one.before + ways[0] + one.after))
      #expect(!first.contains("error:"), "\(one.before + ways[0]): \(first)")
      for way in ways.dropFirst() {
        #expect(steady(try postil.run(one.before + way + one.after)) == first, "\(way)")
      }
      // Flags may come before or after the scope.
      #expect(steady(try postil.run(one.before + one.after + ways[0])) == first, "\(one.after)")
    }
  }

  /// `on this` is the open article, whatever the command does without a scope.
  @Test(arguments: commands) func isTheOpenArticle(_ one: (before: [String], after: [String]))
    throws
  {
    let postil = try Self.workspace()
    let this = steady(
      try postil.run(["--article", "b"] + one.before + ["on", "this"] + one.after))
    #expect(!this.contains("error:"), "\(one.before): \(this)")
    #expect(
      steady(try postil.run(["--article", "b"] + one.before + ["on", "b"] + one.after)) == this)
  }

  /// The names that are also words of scopes can be reached in every place, and are never guessed.
  @Test(arguments: ["on", "all", "this", "todo", "here"])
  func reachesArticlesNamedLikeScopes(_ name: String) throws {
    let texts = ["on", "all", "this", "todo", "here", "sub/on"].map {
      ("\($0).txt", "\($0) \($0).\n")
    }
    let postil = Postil(workspace: try Workspace(Dictionary(uniqueKeysWithValues: texts)))
    for way in ["./\(name)", "\(name).txt", "./\(name).txt"] {
      #expect(try postil("show", way).output.contains("\(name) \(name)."), "\(way)")
      #expect(try postil("check", way).errors == "1 article, no findings\n", "\(way)")
      #expect(try postil("check", "on", way).errors == "1 article, no findings\n", "\(way)")
      #expect(try postil("per", way, "1.1", "--dry-run").output.hasPrefix("+ e1 PER"), "\(way)")
      #expect(try postil("shell", "-c", "open \(way); list on \(way)").status == 0, "\(way)")
      #expect(try postil("shell", "-c", "stats on '\(name)'").output.contains("1 article"))
    }
    let bare = try postil("show", name)
    #expect(
      name == "here"
        ? bare.status == 0
        : bare.status == 64 && bare.errors.contains("use postil show ./\(name)"), "\(bare.errors)")
    #expect(try postil("annotate", "sub/on", "--dry-run").output.contains("1 article: 1 annotated"))
    #expect(try postil("show", "sub/on").output.contains("sub/on sub/on."))
  }

  /// Nothing is done if one of the names is not an article.
  @Test(arguments: commands) func refusesWhatIsNoArticle(
    _ one: (before: [String], after: [String])
  ) throws {
    let postil = try Self.workspace()
    let outcome = try postil.run(one.before + ["on", "b", "nowhere"] + one.after)
    #expect(outcome.status == 66 && outcome.output == "")
    #expect(outcome.errors.contains("there is no article 'nowhere'"), "\(outcome.errors)")
    let open = try postil.run(["--article", "b"] + one.before + ["on"] + one.after)
    #expect(open.status == 64, "\(one.before): \(open.output)")
    let both = try postil.run(one.before + ["on", "b", "--all"] + one.after)
    #expect(both.status == 64, "\(one.before): \(both.output)")
  }

  /// Scripts and the command line say the same of the same words, comments and all.
  @Test(arguments: commands) func isTheSameInAScript(
    _ one: (before: [String], after: [String])
  ) throws {
    let postil = try Self.workspace()
    for way in [["on", "this"], ["on", "all"], ["--all"], ["on", "on"], ["on", "a", "b"]] {
      let words = one.before + way + one.after
      let line = try postil.run(["--article", "b"] + words)
      let script = try postil("shell", "-c", "open b; \(words.joined(separator: " ")) # so")
      let opened = try postil("shell", "-c", "open b").output
      #expect(script.status == line.status, "\(words)")
      let milliseconds = #/"ms":\d+/#
      #expect(
        (opened + line.output).replacing(milliseconds, with: "")
          == script.output.replacing(milliseconds, with: ""), "\(words)")
      #expect(script.errors.replacing("-c:1: ", with: "") == line.errors, "\(words)")
    }
  }

  /// Articles alone, without `on`, to the commands whose usage has them.
  @Test(arguments: [["check"], ["repair", "--dry-run"], ["published", "2023-05-04", "--dry-run"]])
  func takesNamesAlone(_ words: [String]) throws {
    let postil = try Self.workspace()
    let names = steady(try postil.run(words + ["a", "b"]))
    #expect(steady(try postil.run(words + ["on", "a", "b"])) == names)
    #expect(!names.contains("error:"))
  }

  /// `annotate` works on files and folders, and on a workspace's articles.
  @Test(arguments: [
    (["on", "todo"], ["a", "b", "on"]), (["on", "on"], ["on"]), (["on", "b", "c"], ["b", "c"]),
    (["--all"], ["a", "b", "c", "on"]),
  ]) func annotates(_ scope: [String], _ names: [String]) throws {
    let postil = try Self.workspace()
    let folder = postil.workspace.folder
    for name in ["a", "b", "on"] {
      try FileManager.default.removeItem(at: folder.appending(path: "\(name).jsonl"))
    }
    let outcome = try postil.run(["annotate", "--force"] + scope)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\(names.count) article"), "\(outcome.output)")
    #expect(
      postil.workspace.names.filter { $0.hasSuffix(".jsonl") }
        == Set(names + ["c"]).sorted().map { $0 + ".jsonl" })
  }

  /// In the shell, a label as a command, a span without a label and a span before its label.
  @Test(arguments: [
    "misc \"Rome\"#* on all", "label misc; \"Rome\"#* on all", "\"Rome\"#* misc on all",
  ]) func isSaidAfterALabel(_ line: String) throws {
    let postil = try Self.workspace()
    let outcome = try postil("shell", "-c", line)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try postil("list", "misc", "--all").output.split(separator: "\n").count == 3)
  }

  /// A name in quotation marks that the system's shell leaves there.
  @Test func namesMayBeQuoted() throws {
    let postil = try Self.workspace()
    let outcome = try postil("names", "set", "\"Rome\"", "ref=wikidata:Q1")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("Rome wikidata:Q1"), "\(outcome.output)")
  }
}
