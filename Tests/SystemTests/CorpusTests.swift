import Foundation
import Testing

/// The sample corpus as released is what `seeds/` gives, also after somebody has worked there.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct CorpusTests {
  @Test func theReleaseIsWhatSeedsGives() throws {
    let script = Postil.root.appending(path: "Scripts/corpus")
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      ["POSTIL=\(Postil.executable.path)", "bash", script.path, "check"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// What a newcomer does: five more articles without date, title or final newline.
  @Test func moreArticlesAreAnnotatedListedAndExported() throws {
    let texts = (1...5).map { "Anna Berg said on Monday that \($0) boats had left Oslo." }
    let workspace = try Workspace(
      Dictionary(uniqueKeysWithValues: texts.enumerated().map { ("new\($0).txt", $1) }))
    #expect(try Postil.run(Postil.executable, ["annotate", workspace.folder.path]).status == 0)
    let postil = Postil(workspace: workspace)
    let list = try postil("articles").output
    for number in 0..<5 { #expect(list.contains("new\(number)")) }
    #expect(try postil("--article", "new0", "accept", "all").status == 0)
    let target = workspace.folder.appending(path: "out").path
    let export = try postil("export", "brat", target)
    #expect(export.status == 0, "\(export.errors)")
    #expect(try workspace.lines(of: "out/new0.ann").contains { $0.hasSuffix("Anna Berg") })
  }

  @Test func anExportInAWorkspaceIsNotScoredAsGold() throws {
    let workspace = try Workspace(["a.txt": "Anna Berg left Oslo.\n"])
    let postil = Postil(workspace: workspace)
    #expect(try postil("tag", "a.txt", "\"Anna Berg\"", "PER").status == 0)
    for target in ["out", "all.jsonl"] {
      #expect(
        try postil("export", "jsonl", workspace.folder.appending(path: target).path).status == 0)
    }
    let folder = workspace.folder.path
    let outcome = try postil.run(["score", folder, folder])
    #expect(outcome.status == 0 && outcome.output.contains("100"), "\(outcome)")
  }
}
