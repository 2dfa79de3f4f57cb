import Foundation
import Testing

/// `-C FOLDER` is like git's: the command runs as if it had been started in the folder.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct FolderOptionTests {
  private let postil: Postil

  init() throws {
    postil = Postil(
      workspace: try Workspace([
        "a.txt": "Ana Duarte left Oslo.\n", "sub/b.txt": "Oslo.\n", "more.txt": "Rome.\n",
      ]))
  }

  @Test(arguments: [[], ["."], ["a.txt", "sub", "more.txt"]])
  func annotatesWhatLiesInIt(_ paths: [String]) throws {
    let outcome = try postil.run(["annotate"] + paths)
    #expect(outcome.status == 0 && outcome.output.contains("3 articles"), "\(outcome.errors)")
    #expect(try postil("list", "GPE", "on", "all").output.contains("sub/b"))
  }

  /// Articles of a scope belong to the workspace, also in its subfolders.
  @Test(arguments: [["annotate"], ["annotate", "--all"], ["annotate", "on", "all"]])
  func keepsToTheWorkspace(_ words: [String]) throws {
    let mirror = postil.workspace.folder.appending(path: "mirror").path
    try postil.workspace.write("published.tsv", Data("sub/b\t2020-01-06\n".utf8))
    try postil.workspace.write("sub/b.txt", Data("Oslo waited on Monday.\n".utf8))
    #expect(try postil.run(["--sidecars", mirror] + words).status == 0)
    let list = try postil("--sidecars", mirror, "list", "DATE", "on", "all").output
    #expect(list.contains("2020-01-06"), "\(list)")
    #expect(FileManager.default.fileExists(atPath: "\(mirror)/sub/b.jsonl"))
  }

  @Test func exportsAndImportsInIt() throws {
    #expect(try postil("--article", "a", "tag", "\"Oslo\"", "GPE").status == 0)
    #expect(try postil("export", "brat", "out").status == 0)
    #expect(try postil.workspace.lines(of: "out/a.ann").contains { $0.hasSuffix("Oslo") })
    #expect(try postil("shell", "sub", "-c", "articles").output.contains("b"))
  }

  @Test func severalAreRelativeToOneAnother() throws {
    #expect(try postil("-C", "sub", "articles").output.hasPrefix("  b  not done"))
    let missing = try postil("-C", "nowhere", "articles")
    #expect(
      missing.status == 66 && missing.errors.contains("there is no folder"), "\(missing.errors)")
  }
}
