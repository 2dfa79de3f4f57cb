import Foundation
import Testing

/// From two annotators on two branches to one curated, scored workspace with a tagger that learned from it.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct TeamWorkflowTests {
  private static let places = ["Geneva", "Rome", "Paris", "Vienna", "Utrecht", "Lisbon"]
  private let postil: Postil

  init() throws {
    let texts = Self.places.enumerated().map { number, place in
      ("a\(number).txt", "The kings signed the Treaty of \(place) in May. Soldiers had muskets.\n")
    }
    let more = ["b.txt": "In May the kings signed the Treaty of Amiens. Soldiers had muskets.\n"]
    postil = Postil(
      workspace: try Workspace(Dictionary(uniqueKeysWithValues: texts).merging(more) { $1 }))
  }

  @discardableResult private func run(_ person: String, _ words: String...) throws -> String {
    let outcome = try postil.run(["--as", person] + words)
    #expect(outcome.status == 0, "\(words): \(outcome.output)\(outcome.errors)")
    return outcome.output
  }

  private func git(_ words: String...) throws {
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      [
        "git", "-C", postil.workspace.folder.path, "-c", "user.name=x", "-c", "user.email=x@y",
        "-c", "commit.gpgsign=false",
      ] + words)
    #expect(outcome.status == 0, "\(words): \(outcome.output)\(outcome.errors)")
  }

  private func commit(_ message: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--message=\(message)")
  }

  /// Marks all articles; ben calls the weapon of the first one an event.
  private func annotate(_ person: String) throws {
    for number in Self.places.indices {
      let label = person == "ben" && number == 0 ? "layer-event" : "weapon"
      let weapon = label == "weapon" ? "weapon \"muskets\"" : "tag \"muskets\" EVENT"
      try run(
        person, "--article", "a\(number)", "shell", "-c",
        "treaty \"Treaty of \(Self.places[number])\"; \(weapon); done --force")
    }
  }

  private func branches() throws {
    try run("cem", "init")
    try git("init", "--quiet", "--initial-branch=main")
    try run("cem", "init", "--git")
    try run("cem", "assign", "anna", "ben", "--overlap=100%")
    try commit("texts")
    for person in ["anna", "ben"] {
      try git("checkout", "--quiet", "-b", person, "main")
      #expect(try run(person, "articles", "--mine").split(separator: "\n").count == 7)
      try annotate(person)
      try commit(person)
    }
    try git("checkout", "--quiet", "main")
  }

  @Test func endsWithATrainedWorkspace() throws {
    try branches()
    let agree = try run("cem", "agree", "anna", "ben")
    #expect(agree.contains("event:WEAPON"), "\(agree)")
    let curated = try run("cem", "curate", "anna", "ben", "--keys=1")
    #expect(curated.contains("0 to decide"), "\(curated)")
    for number in Self.places.indices { try run("cem", "--article", "a\(number)", "done") }
    try commit("curated")

    // The curated gold scores the people.
    try git("checkout", "--quiet", "ben")
    let folder = postil.workspace.folder
    try FileManager.default.createDirectory(
      at: folder.appending(path: ".ben-sidecars"), withIntermediateDirectories: true)
    for number in Self.places.indices {
      try FileManager.default.copyItem(
        at: folder.appending(path: "a\(number).jsonl"),
        to: folder.appending(path: ".ben-sidecars/a\(number).jsonl"))
    }
    try git("checkout", "--quiet", "main")
    let score = try run(
      "cem", "score", ".", folder.appending(path: ".ben-sidecars").path, "--details")
    #expect(score.contains("event:EVENT") && score.contains("Labels of gold"), "\(score)")

    // The two branches come together without losing a line, and the curated decisions stay.
    try git("merge", "--quiet", "--no-edit", "anna")
    #expect(try postil("check").output.allSatisfy { $0 != "{" })

    let trained = try run("cem", "train", "--layer", "event", "--use")
    #expect(trained.contains("WEAPON") && trained.contains("which event-tagger uses"), "\(trained)")
    try run("cem", "annotate", "--only", "event-tagger")
    let found = try run("cem", "--article", "b", "list")
    #expect(found.contains("TREATY \"Treaty of Amiens\""), "\(found)")
    try run("cem", "--article", "b", "accept", "all")
    try run("cem", "export", "conll", "out.conll", "--all-articles", "--layer=event")
  }
}
