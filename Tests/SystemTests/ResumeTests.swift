import Foundation
import Testing

/// `annotate --stream --out`: the file is the checkpoint.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ResumeTests {
  private static let input = (0..<400).map {
    #"{"id":\#($0),"text":"Ana Berg number \#($0) left Lisbon on 3 May 2026 for the port of Hull."}"#
      + "\n"
  }.joined()

  private let folder = try? Workspace([:])

  private var out: URL {
    (folder?.folder ?? URL(filePath: "/nowhere")).appending(path: "out.jsonl")
  }

  private func words(_ more: [String] = []) -> [String] {
    ["annotate", "--stream", "--only", "date-normalizer", "--out", out.path] + more
  }

  private func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  /// Leaves what a run leaves that was killed before its end.
  private func interrupt() throws {
    try FileManager.default.moveItem(atPath: out.path + ".done", toPath: out.path + ".run")
  }

  @Test func howeverOftenItIsKilledTheAnswersAreTheSame() throws {
    let plain = try Postil.run(
      Postil.executable, ["annotate", "--stream", "--only", "date-normalizer"], input: Self.input)
    let first = Self.input.split(separator: "\n").prefix(137).map { $0 + "\n" }.joined()
    #expect(try Postil.run(Postil.executable, words(), input: first).status == 0)
    try interrupt()
    // A line that was not written to its end.
    let torn = try FileHandle(forWritingTo: out)
    try torn.seekToEnd()
    try torn.write(contentsOf: Data(#"{"id":99,"se"#.utf8))
    try torn.close()
    for pause in 1...6 where !FileManager.default.fileExists(atPath: out.path + ".done") {
      let running = try Postil.start(Postil.executable, words(["--resume"]), input: Self.input)
      usleep(UInt32(pause) * 15_000)
      running.signal(SIGKILL)
      _ = running.wait()
    }
    #expect(try Postil.run(Postil.executable, words(["--resume"]), input: Self.input).status == 0)
    #expect(try text(out) == plain.output)
    let done = try text(URL(filePath: out.path + ".done"))
    #expect(done.contains(#""lines":400"#) && done.contains("date-normalizer@"))
    #expect(!FileManager.default.fileExists(atPath: out.path + ".run"))
    let again = try Postil.run(Postil.executable, words(["--resume"]), input: Self.input)
    #expect(again.status == 0 && again.errors.contains("all records are answered already"))
  }

  @Test func mixesNothing() throws {
    let lines = Self.input.split(separator: "\n").map { $0 + "\n" }
    let half = lines[..<200].joined()
    #expect(try Postil.run(Postil.executable, words(), input: half).status == 0)
    #expect(
      try Postil.run(Postil.executable, words(), input: half).errors.contains("already exists"))
    try interrupt()
    let other = half.replacingOccurrences(of: "number 199", with: "number 299")
    let changed = try Postil.run(Postil.executable, words(["--resume"]), input: other)
    #expect(
      changed.status == 64 && changed.errors.contains("line 200 of the input differs from the one"))
    let short = try Postil.run(
      Postil.executable, words(["--resume"]), input: lines[..<10].joined())
    #expect(short.errors.contains("the input has 10 lines, and 200 were already answered"))
    let flags = try Postil.run(
      Postil.executable, words(["--resume", "--offsets", "utf16"]), input: half)
    #expect(flags.status == 64 && flags.errors.contains("use the same plugins and flags"))
  }

  @Test(arguments: [
    (["--resume"], "--resume needs a file"),
    (["--out", "x", "--unordered"], "in the order of the input"),
    (["--offsets", "utf32"], "use code-points, utf8 or utf16"),
  ])
  func saysWhatGoesTogether(_ flags: [String], _ expected: String) throws {
    let outcome = try Postil.run(Postil.executable, ["annotate", "--stream"] + flags)
    #expect(outcome.status == 64 && outcome.errors.contains(expected), "\(outcome.errors)")
  }

  @Test(arguments: [("code-points", 3), ("utf8", 7), ("utf16", 4)])
  func countsWhatIsAskedFor(_ unit: String, _ start: Int) throws {
    let outcome = try Postil.run(
      Postil.executable,
      ["annotate", "--stream", "--only", "date-normalizer", "--offsets", unit, "--line-buffered"],
      input: "{\"id\":1,\"text\":\"😀é 3 May 2026\"}\n")
    #expect(outcome.output.contains("\"spans\":[[\(start),\(start + 10)]]"), "\(outcome.output)")
  }

  @Test func partsOfACorpusAreDistinctAndComplete() throws {
    let names = (0..<40).map { "\($0).txt" }
    let workspace = try Workspace(
      Dictionary(uniqueKeysWithValues: names.map { ($0, "On Monday.\n") }))
    for part in ["1/3", "2/3", "3/3"] {
      let before = workspace.names.count
      let outcome = try Postil.run(
        Postil.executable,
        ["annotate", workspace.folder.path, "--only", "date-normalizer", "--shard", part])
      #expect(outcome.status == 0)
      #expect((5...25).contains(workspace.names.count - before))
    }
    #expect(workspace.names.count == 80)
    let wrong = try Postil.run(Postil.executable, ["annotate", ".", "--shard", "4/3"])
    #expect(wrong.errors.contains("use --shard 2/8"))
  }
}
