import Foundation
import Testing

/// What becomes of annotations when an article's text is changed.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct AnchorTests {
  private static let text =
    "Ana Duarte told Reuters in Oslo on Monday that Bo Li left. \"We go on,\" Ana Duarte said.\n"

  private func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace(["a.txt": Self.text, "b.txt": Self.text, "c.txt": "Rome.\n"]))
    try #require(try postil("annotate").status == 0)
    return postil
  }

  /// The number, state and words of each annotation; attributes may be revised.
  private func names(_ list: String) -> [String] {
    list.split(separator: "\n").map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
  }

  /// Accepted, rejected, removed or changed: nothing is offered again at its new place.
  @Test func nothingIsOfferedTwice() throws {
    let postil = try workspace()
    for words in [["accept", "1"], ["reject", "2"], ["rm", "3"], ["edge", "4", "+1"]] {
      try #require(try postil.run(["--article", "a"] + words).status == 0)
    }
    let before = try postil("--article", "a", "list", "all").output
    try postil.workspace.write("a.txt", Data(("Late news: " + Self.text).utf8))
    try #require(try postil("anchor", "a").status == 0)
    let anchored = try postil("--article", "a", "list", "all").output
    #expect(anchored.split(separator: "\n").count == before.split(separator: "\n").count)
    #expect(try postil("annotate").status == 0)
    #expect(try names(postil("--article", "a", "list", "all").output) == names(anchored))
    #expect(try postil("check").status == 0)
  }

  @Test func ofAScopeTheChangedArticlesAreAnchored() throws {
    let postil = try workspace()
    try postil.workspace.write("a.txt", Data(("Late news: " + Self.text).utf8))
    let outcome = try postil("anchor", "--all")
    #expect(outcome.status == 0 && outcome.output.hasSuffix("\n2 articles unchanged\n"))
    #expect(try postil("check").status == 0)
    #expect(try postil("anchor", "a").output == "1 article unchanged\n")
  }

  @Test func oneThatCannotBeAnchoredDoesNotStopTheOthers() throws {
    let postil = try workspace()
    try postil.workspace.write("a.jsonl", Data("not ours\n".utf8))
    try postil.workspace.write("b.txt", Data(("Late news: " + Self.text).utf8))
    let outcome = try postil("anchor", "--all")
    #expect(outcome.status == 1 && outcome.errors.contains("a.jsonl"))
    #expect(outcome.output.hasPrefix("b: "))
  }

  @Test func runGoesOnAfterABadArticle() throws {
    let postil = try workspace()
    try postil.workspace.write("a.jsonl", Data("not ours\n".utf8))
    let outcome = try postil("shell", "-c", "run on all")
    #expect(outcome.status == 1 && outcome.errors.contains("a.jsonl"))
    #expect(outcome.output.contains("b\n") && outcome.output.contains("c\n"))
  }
}
