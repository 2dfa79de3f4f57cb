import Foundation
import Testing

/// The tagger learns from a workspace, and its next suggestions show it.
@Suite(.enabled(if: Postil.isStaged, "stage the program with ./test"))
struct TrainTests {
  private static let ships = [
    "Kestrel", "Albatross", "Northern Star", "Sea Wolf", "Aurora", "Baltic Queen", "Meteor",
    "Star of Cork", "Ulysses", "Odyssey", "Endeavour",
  ]

  private static func text(_ ship: String) -> String {
    """
    The ferry \(ship) left Cork on Monday with 300 passengers.

    The crew of the \(ship) said the engine had failed. The tanker \(ship) will sail again next week,
    said captain Ann Lee.

    """
  }

  @Test func aNewLabelIsLearntFromTenArticles() throws {
    let names = Self.ships.indices.map { "a\($0)" }
    let texts = zip(names, Self.ships).map { ("\($0).txt", Self.text($1)) }
    let workspace = try Workspace(Dictionary(uniqueKeysWithValues: texts))
    let postil = Postil(workspace: workspace)
    try workspace.write(
      "postil.toml", Data("[layers.entity]\nlabels = [\"PER\", \"GPE\", \"SHIP\"]\n".utf8))
    for (name, ship) in zip(names, Self.ships).dropLast() {
      let work = "tag \"\(ship)\"#* SHIP; tag \"Cork\"#1 GPE; per \"Ann Lee\""
      #expect(try postil("--article", name, "shell", "-c", work).status == 0)
    }
    let learnt = try postil("train")
    #expect(learnt.output.contains("learned from 10 articles, 50 accepted and 0 rejected"))
    #expect(learnt.output.contains("SHIP"), "\(learnt.errors)")

    let settings = learnt.output.split(separator: "\n").suffix(2).joined(separator: "\n")
    let old = try String(
      contentsOf: workspace.folder.appending(path: "postil.toml"), encoding: .utf8)
    try workspace.write("postil.toml", Data((old + settings + "\n").utf8))
    let last = try #require(names.last)
    #expect(try postil("annotate", workspace.folder.path, "--only", "entity-tagger").status == 0)
    let list = try postil("--article", last, "list").output
    #expect(list.components(separatedBy: "SHIP \"Endeavour\"").count == 4, "\(list)")
  }

  @Test func nothingDecidedIsNothingToLearnFrom() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ann Lee left.\n"]))
    let outcome = try postil("train")
    #expect(outcome.status == 64 && outcome.errors.contains("there is nothing to learn from"))
  }
}
