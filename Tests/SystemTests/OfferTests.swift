import Foundation
import Testing

/// What TAB offers is what the command takes.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct OfferTests {
  /// What is offered for the last word.
  private func offers(_ words: String...) throws -> [String] {
    let workspace = try Workspace(["news/harbour.txt": "Ana left.\n"])
    let outcome = try Postil.run(
      Postil.executable, ["complete", "--", "-C", workspace.folder.path] + words)
    #expect(outcome.status == 0 && outcome.errors == "")
    return outcome.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func formatsToImport() throws {
    #expect(
      try offers("import", "").filter { !$0.contains("/") } == [
        "brat", "conll", "conllu", "html", "jsonl", "timeml", "uima", "webanno", "xmi",
      ])
    #expect(try offers("import", "spac") == [])
    #expect(try offers("import", "b") == ["brat"])
  }

  @Test func formatsToExport() throws {
    #expect(
      try offers("export", "").filter { !$0.contains("/") }
        == [
          "bdoc", "brat", "conll", "conllu", "csv", "doccano", "hf", "html", "jsonl",
          "label-studio",
          "prodigy", "spacy", "timeml", "tsv", "uima", "w3c", "xmi",
        ])
  }

  /// Each format that is offered is one that the command knows.
  @Test(arguments: ["import", "export"]) func everyFormatOfferedIsKnown(_ command: String) throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left.\n"]))
    for format in try offers(command, "") where !format.contains("/") {
      let outcome = try postil(command, format, postil.workspace.folder.appending(path: "x").path)
      #expect(outcome.status == 0 || outcome.status == 66, "\(outcome.errors)")
    }
  }

  /// What follows `on` is offered by all commands that take it.
  @Test(arguments: ["check", "repair", "stats", "unify", "list", "tag", "accept", "export", "run"])
  func scopes(_ command: String) throws {
    #expect(try offers("--article", "news/harbour", command, "on", "t").contains("todo"))
    #expect(try offers("--article", "news/harbour", command, "on", "").contains("all"))
    #expect(try offers("--article", "news/harbour", command, "on", "news").contains("news/harbour"))
  }
}
