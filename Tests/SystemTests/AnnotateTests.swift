import Foundation
import Testing

/// `postil annotate`, on files and on a stream.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct AnnotateTests {
  static let text = "OSLO, March 13, 2023 (Wire) - Ana Duarte told Reuters on Monday \"we left\".\n"

  /// Records of a stream, some of them bad.
  private func records(_ count: Int) -> String {
    (0..<count).map { "{\"id\":\($0),\"text\":\"Ana Duarte left Oslo on Monday.\"}\n" }.joined()
  }

  // MARK: Files

  @Test func aFolderGetsOneLineAndIsNotDoneTwice() throws {
    let names = (0..<40).map { "\($0 % 3)/\($0).txt" }
    let workspace = try Workspace(
      Dictionary(uniqueKeysWithValues: names.map { ($0, Self.text) }))
    let path = workspace.folder.path
    let first = try Postil.run(Postil.executable, ["annotate", path])
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    #expect(first.output.split(separator: "\n").count == 1)
    #expect(first.output.hasPrefix("40 articles: 40 annotated; +"), "\(first.output)")
    let before = try workspace.lines(of: "0/0.jsonl")
    let again = try Postil.run(Postil.executable, ["annotate", path])
    #expect(again.output.hasPrefix("40 articles: 40 already processed  "), "\(again.output)")
    #expect(try workspace.lines(of: "0/0.jsonl") == before)
    let forced = try Postil.run(Postil.executable, ["annotate", "--force", "-v", path])
    #expect(forced.output.split(separator: "\n").count == 41)
    #expect(try workspace.lines(of: "0/0.jsonl") == before)
  }

  @Test func oneBadArticleStopsNothing() throws {
    let workspace = try Workspace(["a.txt": Self.text, "c.txt": Self.text])
    try workspace.write("b.txt", Data([0xFF]))
    let path = workspace.folder.path
    let outcome = try Postil.run(Postil.executable, ["annotate", path, "\(path)/none.txt"])
    #expect(outcome.status == 1)
    #expect(
      outcome.output.hasSuffix("s\n")
        && outcome.output.contains("4 articles: 2 annotated, 2 failed"))
    #expect(outcome.errors.contains("b.txt' is not UTF-8: invalid byte at offset 0"))
    #expect(outcome.errors.contains("there is no file"))
    #expect(workspace.names == ["a.jsonl", "a.txt", "b.txt", "c.jsonl", "c.txt"])
  }

  @Test func onlySomePluginsAndSidecarsElsewhere() throws {
    let workspace = try Workspace(["sub/a.txt": Self.text])
    let path = workspace.folder.path
    let outcome = try Postil.run(
      Postil.executable,
      ["annotate", path, "--only", "entity-tagger,date", "--sidecars=\(path)/side", "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("{\"article\":\"sub/a\",\"state\":\"annotated\""))
    let lines = try workspace.lines(of: "side/sub/a.jsonl").joined()
    #expect(lines.contains("\"layer\":\"entity\"") && lines.contains("\"layer\":\"timex\""))
    #expect(!lines.contains("\"layer\":\"quote\""))
    let dry = try Postil.run(Postil.executable, ["annotate", path, "--dry-run"])
    #expect(dry.output.contains("nothing written") && workspace.names == ["side", "sub"])
  }

  @Test func anUnknownDayIsSaidOnceWithWhatMayBeIt() throws {
    let text = "He left on Monday. It was signed on March 14, 2023 in Oslo.\n"
    let workspace = try Workspace(["a.txt": text, "b.txt": text])
    let path = workspace.folder.path
    let outcome = try Postil.run(Postil.executable, ["annotate", path])
    #expect(outcome.status == 0)
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("2 articles have no day of publication"))
    #expect(outcome.errors.contains("a (maybe 2023-03-14), b (maybe 2023-03-14)"))
    #expect(outcome.errors.contains("run postil published 2023-03-14 \(path)/a.txt"))
    let said = try Postil.run(Postil.executable, ["published", "2023-03-14", "\(path)/a.txt"])
    #expect(said.status == 0 && said.output.contains("1 revised"), "\(said.output)")
    #expect(try workspace.lines(of: "a.jsonl").last?.contains("\"value\":\"2023-03-13\"") == true)
    let day = try Postil.run(Postil.executable, ["annotate", path, "--published", "2023-03-14"])
    #expect(day.errors == "" && day.output.contains("1 revised"), "\(day.output)")
    // With less information than before nothing is asked again.
    #expect(
      try Postil.run(Postil.executable, ["annotate", path]).output.contains("2 already processed"))
  }

  // MARK: The stream

  private func stream(_ words: String..., input: String) throws -> Postil.Outcome {
    try Postil.run(Postil.executable, ["annotate", "--stream"] + words, input: input)
  }

  @Test func fieldsAreNamedEitherWay() throws {
    let line =
      "{\"doc\":\"d1\",\"body\":\"He left on Monday.\",\"dct\":\"2023-03-14T08:00:00Z\",\"x\":1}\n"
    for words in [
      ["--text-field", "body", "--id-field", "doc", "--published-field", "dct", "--pass"],
      ["--text-field=body", "--id-field=doc", "--published-field=dct", "--pass"],
    ] {
      let outcome = try Postil.run(
        Postil.executable, ["annotate", "--stream", "--only", "date"] + words, input: line)
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
      #expect(
        outcome.output.hasPrefix("{\"id\":\"d1\",\"seq\":0,\"sha256\":\""), "\(outcome.output)")
      #expect(outcome.output.contains("\"published\":\"2023-03-14\",\"x\":1,"))
      #expect(outcome.output.contains("\"value\":\"2023-03-13\""))
    }
  }

  @Test func errorsInRecordsDecideTheStatusOnlyIfAsked() throws {
    let input = records(8) + "nonsense\n" + String(repeating: " ", count: 300) + "\n"
    let most = ["--max-record-bytes", "200"]
    let expected: [(words: [String], status: Int32)] = [
      ([], 0), (["--fail-on-error"], 1), (["--max-errors", "2"], 0), (["--max-errors=1"], 1),
      (["--max-errors", "20%"], 0), (["--max-errors", "19.9%"], 1), (["--strict"], 65),
    ]
    for (words, status) in expected {
      let outcome = try Postil.run(
        Postil.executable, ["annotate", "--stream"] + most + words, input: input)
      #expect(outcome.status == status, "\(words): \(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == (status == 65 ? 9 : 10), "\(words)")
      #expect(lines[8].contains("\"code\":\"bad_json\""))
      if status != 65 { #expect(lines[9].contains("\"code\":\"too_large\"")) }
    }
  }

  @Test func theLogIsEventsAndTheLastOneCounts() throws {
    let outcome = try stream("--log", "json", input: records(3) + "{}\n")
    #expect(outcome.output.split(separator: "\n").count == 4)
    let events = outcome.errors.split(separator: "\n")
    #expect(events.first?.hasPrefix("{\"event\":\"start\",\"postil\":\"") == true)
    #expect(
      events.last?.hasPrefix("{\"event\":\"done\",\"in\":4,\"out\":4,\"annotations\":9,") == true,
      "\(outcome.errors)")
    #expect(events.last?.contains("\"errors\":{\"bad_record\":1}") == true)
  }

  @Test func theSameBytesEveryTime() throws {
    let input = records(200)
    let first = try stream(input: input)
    #expect(first.status == 0 && first.output.split(separator: "\n").count == 200)
    #expect(try stream(input: input).output == first.output)
    let unordered = try stream("--unordered", input: input).output
    #expect(
      unordered.split(separator: "\n").sorted() == first.output.split(separator: "\n").sorted())
  }

  @Test func flagsOfTheOneAreRefusedByTheOther() throws {
    #expect(try stream("--force", input: "").errors.contains("--force is not for --stream"))
    let outcome = try Postil.run(Postil.executable, ["annotate", ".", "--pass"])
    #expect(outcome.status == 64 && outcome.errors.contains("--pass is only for --stream"))
    #expect(try stream("--max-errors", "many", input: "").status == 64)
    #expect(
      try Postil.run(Postil.executable, ["help", "annotate"]).output.contains("--text-field"))
  }
}
