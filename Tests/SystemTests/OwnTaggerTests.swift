import Foundation
import Testing

/// From `init` with labels of one's own over marks and a model to suggestions and an export.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct OwnTaggerTests {
  private static let places = [
    "Geneva", "Rome", "Paris", "Vienna", "Utrecht", "Lisbon", "Madrid", "London", "Berlin", "Tokyo",
  ]

  private static func text(_ place: String) -> String {
    """
    The kings signed the Treaty of \(place) after the battle. Soldiers with muskets left the town. The \
    Treaty of \(place) was long.

    """
  }

  private let postil: Postil

  init() throws {
    let texts = Self.places.enumerated().map { ("a\($0).txt", Self.text($1)) }
    let more = [
      "b.txt": "In May the kings signed the Treaty of Amiens. Soldiers with muskets left.\n"
    ]
    postil = Postil(
      workspace: try Workspace(Dictionary(uniqueKeysWithValues: texts).merging(more) { $1 }))
  }

  private func settingsText() throws -> String {
    try String(
      contentsOf: postil.workspace.folder.appending(path: "postil.toml"), encoding: .utf8)
  }

  private func marked() throws {
    #expect(try postil("init").status == 0)
    for (number, place) in Self.places.enumerated() {
      let work = "treaty \"Treaty of \(place)\"#*; weapon \"muskets\"; done --force"
      #expect(try postil("--article", "a\(number)", "shell", "-c", work).status == 0)
    }
  }

  @Test func aLayerOfOnesOwnIsLearnt() throws {
    try marked()
    let check = try postil("train", "--layer", "event", "--check", "--curve", "--json")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains(#""label":"TREATY""#) && check.output.contains(#""articles":8"#))
    let settings = try settingsText()
    let files = try FileManager.default.contentsOfDirectory(atPath: postil.workspace.folder.path)
    #expect(!files.contains { $0.hasSuffix(".model") })

    let learnt = try postil("train", "--layer", "event", "--use")
    #expect(learnt.output.contains("which event-tagger uses from now on"), "\(learnt.errors)")
    let changed = try settingsText()
    #expect(changed.hasPrefix(settings) && changed.contains("layer = \"event\""))
    #expect(try postil("annotate", "--only", "event-tagger").status == 0)
    let list = try postil("--article", "b", "list").output
    #expect(list.contains("?1 TREATY \"Treaty of Amiens\""), "\(list)")
    #expect(list.contains("WEAPON \"muskets\""), "\(list)")
    #expect(try postil("--article", "b", "accept", "all").status == 0)
    let export = try postil("export", "brat", "out", "--all-articles")
    #expect(export.status == 0, "\(export.errors)")

    // What it learned from has changed, so the model has another name, and the suggestions are stale.
    #expect(try postil("articles", "--stale").output == "none\n")
    #expect(try postil("train", "--layer", "event", "--use").status == 0)
    let stale = try postil("articles", "--stale").output
    #expect(stale.contains("b  event-tagger: its settings or model have changed"), "\(stale)")
    #expect(try postil("run", "--stale", "on", "all").status == 0)
    #expect(try postil("articles", "--stale").output == "none\n")
  }

  @Test func aLayerWithoutDecisionsIsNothingToLearnFrom() throws {
    #expect(try postil("init").status == 0)
    let outcome = try postil("train", "--layer", "event")
    #expect(outcome.status == 64 && outcome.errors.contains("there is nothing to learn from"))
  }
}
