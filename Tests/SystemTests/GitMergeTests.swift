import Foundation
import Testing

/// Two branches of one workspace in a real repository: annotated, merged, their conflicts reviewed, and curated.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct GitMergeTests {
  private let postil: Postil

  init() throws {
    postil = Postil(
      workspace: try Workspace(["wire.txt": "Ada Lund met Rui Costa in Hull on Monday.\n"]))
  }

  private func run(_ person: String, _ words: String...) throws -> Postil.Outcome {
    try postil.run(["--as", person] + words)
  }

  @discardableResult private func git(_ words: String...) throws -> Postil.Outcome {
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      [
        "git", "-C", postil.workspace.folder.path, "-c", "user.name=x", "-c", "user.email=x@y",
        "-c", "commit.gpgsign=false",
      ] + words)
    #expect(outcome.status == 0, "\(words): \(outcome.output)\(outcome.errors)")
    return outcome
  }

  private func branches() throws {
    try git("init", "--quiet", "--initial-branch=main")
    #expect(try postil("init", "--git").status == 0)
    #expect(try postil.workspace.lines(of: ".gitattributes") == ["*.jsonl merge=postil"])
    #expect(try run("anna", "tag", "\"Ada Lund\"", "PER").status == 0)
    #expect(try run("anna", "tag", "\"Rui Costa\"", "PER").status == 0)
    try git("add", ".")
    try git("commit", "--quiet", "--message=base")
    try git("checkout", "--quiet", "-b", "ben-work")
    #expect(try run("ben", "relabel", "e1", "ORG").status == 0)
    #expect(try run("ben", "relabel", "e2", "LOC").status == 0)
    #expect(try run("ben", "tag", "\"Hull\"", "GPE").status == 0)
    try git("commit", "--quiet", "--all", "--message=ben")
    try git("checkout", "--quiet", "main")
    #expect(try run("anna", "relabel", "e1", "ORG").status == 0)
    #expect(try run("anna", "relabel", "e2", "NORP").status == 0)
    try git("commit", "--quiet", "--all", "--message=anna")
  }

  @Test func mergesAndReviewsConflicts() throws {
    try branches()
    let merge = try git("merge", "--quiet", "--no-edit", "ben-work")
    #expect(merge.errors.contains("wire.jsonl: 1 conflict to decide"), "\(merge.errors)")
    let lines = try postil.workspace.lines(of: "wire.jsonl")
    #expect(lines.allSatisfy { $0.hasPrefix("{") })
    let check = try postil("check")
    #expect(check.status == 1 && check.output.contains("start from the same revision"))
    #expect(check.errors.contains("1 finding"))
    #expect(try run("cem", "compact", "--force").errors.contains("conflict to review"))
    let review = try run("cem", "review", "conflicts", "--keys=1")
    #expect(review.output.contains("LOC") && review.output.contains("NORP"), "\(review.output)")
    #expect(review.output.contains("1 decided, 0 skipped; 0 to decide"), "\(review.output)")
    #expect(try postil("check").status == 0)
    let list = try postil("list").output
    #expect(list.contains("ORG \"Ada Lund\"") && list.contains("GPE \"Hull\""), "\(list)")
    #expect(try run("cem", "undo").status == 0)
    #expect(try postil("check").status == 1)
  }

  @Test func curatesTwoBranches() throws {
    try branches()
    let dry = try run("dora", "curate", "main", "ben-work", "--dry-run")
    #expect(dry.output.contains("would take 1 annotation"), "\(dry.output)\(dry.errors)")
    let curated = try run("dora", "curate", "main", "ben-work", "--keys=2x")
    #expect(curated.status == 0, "\(curated.output)\(curated.errors)")
    #expect(curated.output.contains("took 1 annotation that all agree on"), "\(curated.output)")
    let again = try run("dora", "curate", "main", "ben-work", "--take=majority")
    #expect(again.output.contains("took 0 annotations"), "\(again.output)")
    #expect(again.output.contains("decided 0, 0 to decide"), "\(again.output)")
    #expect(try run("dora", "undo").status == 0)
    #expect(try postil("list").output.contains("NORP \"Rui Costa\""))
  }

  /// Other programs' JSON Lines are merged as text, and what git has no repository for is refused.
  @Test func leavesOtherFilesToGit() throws {
    #expect(try postil("init", "--git").errors.contains("run `git init` first"))
    try git("init", "--quiet", "--initial-branch=main")
    #expect(try postil("init", "--git").status == 0)
    #expect(try postil("init", "--git").output.contains("already"))
    let file = postil.workspace.folder.appending(path: "feed.jsonl")
    try Data("{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n".utf8).write(to: file)
    try git("add", ".")
    try git("commit", "--quiet", "--message=base")
    try git("checkout", "--quiet", "-b", "other")
    try Data("{\"a\":1}\n{\"b\":2}\n{\"c\":4}\n".utf8).write(to: file)
    try git("commit", "--quiet", "--all", "--message=other")
    try git("checkout", "--quiet", "main")
    try Data("{\"a\":0}\n{\"b\":2}\n{\"c\":3}\n".utf8).write(to: file)
    try git("commit", "--quiet", "--all", "--message=main")
    try git("merge", "--quiet", "--no-edit", "other")
    #expect(
      try postil.workspace.lines(of: "feed.jsonl") == ["{\"a\":0}", "{\"b\":2}", "{\"c\":4}"])
  }
}
