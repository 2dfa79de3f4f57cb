import Foundation
import Testing

/// Work on many articles is one op: one `undo` takes it all back, one `redo` brings it all back.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct BatchUndoTests {
  private static let texts = [
    "a.txt": "Ana Duarte told Reuters in Oslo on Monday that Bo Li left.\n",
    "b.txt": "Ana Duarte met Bo Li in Rome.\n", "c.txt": "Bo Li left Rome on 4 May 2023.\n",
  ]

  /// The annotations of all articles, as `list` prints them.
  private func list(_ postil: Postil) throws -> String {
    try postil("shell", "-c", "list all on all").output
  }

  /// Each case: the commands of batch work, run in a workspace of three articles.
  static let batches: [(name: String, words: [String])] = [
    ("annotate", ["annotate"]), ("annotate .", ["annotate", "."]),
    ("run on all", ["shell", "-c", "open a; run on all"]),
    ("run on todo", ["shell", "-c", "run on todo"]),
    ("run on a b c", ["shell", "-c", "run entity date on a b c"]),
  ]

  private func run(_ words: [String], _ workspace: Workspace) throws -> Postil.Outcome {
    let isFolder = words.last == "."
    return try Postil.run(
      Postil.executable,
      isFolder
        ? words.dropLast() + [workspace.folder.path] : ["-C", workspace.folder.path] + words)
  }

  @Test(arguments: batches) func isUndoneAtOnce(_ batch: (name: String, words: [String])) throws {
    let postil = Postil(workspace: try Workspace(Self.texts))
    #expect(try run(batch.words, postil.workspace).status == 0)
    let suggested = try list(postil)
    #expect(suggested.split(separator: "\n").count > 8)
    for article in ["c", "b", "a"] {
      let undo = try postil("--article", article, "undo")
      #expect(undo.status == 0, "\(undo.errors)")
      #expect(undo.output.contains("(in 3 articles: "), "\(undo.output)")
      #expect(try list(postil) == "none\n")
      #expect(try postil("--article", article, "undo").status == 1)
      #expect(try postil("--article", article, "redo").status == 0)
      #expect(try list(postil) == suggested)
    }
  }

  /// What was taken back is suggested again when it is asked for again.
  @Test(arguments: batches) func isDoneAgain(_ batch: (name: String, words: [String])) throws {
    let postil = Postil(workspace: try Workspace(Self.texts))
    _ = try run(batch.words, postil.workspace)
    let suggested = try list(postil).split(separator: "\n").count
    _ = try postil("--article", "b", "undo")
    #expect(try run(batch.words, postil.workspace).status == 0)
    #expect(try list(postil).split(separator: "\n").count == suggested)
  }

  /// A batch that was ended is one op too: what was done before stays, and goes by one undo.
  @Test func isUndoneAtOnceAfterItWasEnded() throws {
    let names = (0..<400).map { "\($0).txt" }
    let text = Self.texts["a.txt"] ?? ""
    let workspace = try Workspace(
      Dictionary(uniqueKeysWithValues: names.map { ($0, String(repeating: text, count: 40)) }))
    let postil = Postil(workspace: workspace)
    let running = try Postil.start(Postil.executable, ["-C", workspace.folder.path, "annotate"])
    while workspace.names.count < 430 { usleep(1000) }
    running.signal(SIGINT)
    #expect(running.wait().status == 130)
    let first = try #require(
      workspace.names.first { name in
        name.hasSuffix(".jsonl")
      })
    #expect(try postil("--article", String(first.dropLast(6)), "undo").status == 0)
    #expect(try list(postil) == "none\n")
  }

  /// A person's decision in between is kept, and said.
  @Test func leavesWhatWasDecidedSince() throws {
    let postil = Postil(workspace: try Workspace(Self.texts))
    _ = try run(["annotate"], postil.workspace)
    _ = try postil("--as", "bob", "--article", "b", "accept", "PER")
    let undo = try postil("--article", "a", "undo")
    #expect(undo.status == 0, "\(undo.errors)")
    let rest = try list(postil).split(separator: "\n")
    #expect(!rest.isEmpty && rest.allSatisfy { $0.hasPrefix("b e") }, "\(rest)")
  }

  @Test func anImportOfAFolderIsUndoneAtOnce() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "One Ana.\n", "b.txt": "Two Ana.\n"]))
    let theirs = try Workspace([
      "a.txt": "One Ana.\n", "a.ann": "T1\tPER 4 7\tAna\n", "b.txt": "Two Ana.\n",
      "b.ann": "T1\tPER 4 7\tAna\n", "new.txt": "New Ana.\n", "new.ann": "T1\tPER 4 7\tAna\n",
    ])
    #expect(try postil("import", "brat", theirs.folder.path).status == 0)
    #expect(try list(postil).split(separator: "\n").count == 3)
    #expect(try postil("--article", "b", "undo").output.contains("(in 3 articles: "))
    #expect(try list(postil) == "none\n")
    #expect(try postil("--article", "a", "redo").status == 0)
    #expect(try list(postil).split(separator: "\n").count == 3)
  }
}
