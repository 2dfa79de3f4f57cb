import Foundation
import Testing

/// An article that cannot be read costs the others nothing: what only reads goes on without it, says why,
/// and fails; what edits several articles edits none.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct UnreadableTests {
  private let postil: Postil

  init() throws {
    let texts = ["a", "b", "c", "d"].map { ("\($0).txt", "Ana Duarte left Oslo.\n") }
    let workspace = try Workspace(Dictionary(uniqueKeysWithValues: texts))
    postil = Postil(workspace: workspace)
    try #require(try postil("tag", "\"Ana Duarte\"", "PER", "on", "all").status == 0)
    try workspace.write("b.jsonl", Data("not JSON\n".utf8))
    try workspace.write("c.txt", Data([0x41, 0xFF, 0x0A]))
  }

  @Test(arguments: [
    ["list", "on", "all"], ["find", "Duarte", "on", "all"], ["stats", "--all"],
    ["log", "on", "all"], ["names"], ["check", "consistency", "on", "all"],
    ["published", "on", "all"], ["review", "on", "all", "--keys=q"],
    ["list", "on", "a", "b", "c", "d"],
  ])
  func whatReadsGoesOn(_ command: [String]) throws {
    let outcome = try postil.run(command)
    #expect(outcome.status == 1, "\(outcome.output) \(outcome.errors)")
    let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("b.jsonl") && outcome.errors.contains("c.txt"))
    #expect(!outcome.output.isEmpty || outcome.errors.contains("2 articles, no findings"))
  }

  @Test func anExportHasTheOthers() throws {
    let out = postil.workspace.folder.appending(path: "o.jsonl")
    let outcome = try postil("export", "jsonl", out.path)
    #expect(outcome.status == 1 && outcome.errors.contains("c.txt"), "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("2 accepted annotations written"), "\(outcome.output)")
  }

  @Test(arguments: [
    ["accept", "all", "on", "all"], ["relabel", "PER", "ORG", "on", "all"],
    ["names", "set", "Ana Duarte", "name=Ana"], ["list", "b.txt"], ["export", "jsonl", "-", "b"],
  ])
  func whatEditsDoesNot(_ command: [String]) throws {
    let before = try postil("log", "a.txt").output
    let outcome = try postil.run(command)
    #expect(outcome.status > 1, "\(outcome.output) \(outcome.errors)")
    #expect(try postil("log", "a.txt").output == before)
  }
}
