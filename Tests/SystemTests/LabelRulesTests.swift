import Foundation
import Testing

/// Which suggestions of a plugin a workspace takes: those with labels of its schema.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct LabelRulesTests {
  private let space: ProcessPlugins

  init() throws {
    space = try ProcessPlugins()
    let labels = ["PER", "DRUG", "TRIBE"].map {
      "{'layer': 'entity', 'label': '\($0)', 'spans': [[0, 3]]}"
    }
    try space.plugin("own", "answer['annotations'] = [\(labels.joined(separator: ", "))]")
    try space.write("a.txt", "Ana left.\n")
  }

  private func labels() throws -> [Substring] {
    try space.run(["list", "on", "all"]).output.split(separator: "\n").map {
      $0.split(separator: " ")[2]
    }
  }

  @Test func leavesOutWhatTheSchemaLacks() throws {
    let outcome = try space.run(["annotate", "--only", "own"])
    #expect(
      outcome.output.contains("1 dropped (the schema has no label 'DRUG' on 'entity')"),
      "\(outcome.output)\(outcome.errors)")
    #expect(try labels() == ["PER"])
    #expect(try space.run(["run", "own", "on", "all"]).status == 0)
    #expect(try labels() == ["PER"])
  }

  @Test func replacesLabelsAsTheUserSays() throws {
    try space.write(
      "postil.toml",
      """
      [plugins.own.labels]
      TRIBE = "ORG"
      PER = "-"
      DRUG = "PRODUCT"
      """)
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    #expect(try Set(labels()) == ["ORG", "PRODUCT"])
  }

  @Test func takesAllWhereALayerHasNoListOfLabels() throws {
    try space.write("postil.toml", "[layers.entity]\nattributes = {entity = \"text\"}\n")
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    #expect(try Set(labels()) == ["PER", "DRUG", "TRIBE"])
  }

  @Test(arguments: [
    ("sandbox = \"true\"", "'plugins.own.sandbox' must be true or false"),
    ("labels = \"ORG\"", "'plugins.own.labels' must be a table"),
  ])
  func refusesAValueThatItCannotUse(_ line: String, _ reason: String) throws {
    try space.write("postil.toml", "[plugins.own]\n\(line)\n")
    let outcome = try space.run(["annotate", "--only", "own"])
    #expect(outcome.status == 65 && outcome.errors.contains(reason), "\(outcome.errors)")
  }

  /// A stream has no workspace that could be spoilt.
  @Test func takesAllInAStream() throws {
    let outcome = try space.run(
      ["annotate", "--stream", "--only", "own"], input: "{\"text\":\"Ana left.\"}\n")
    #expect(outcome.output.contains("DRUG"))
  }
}
