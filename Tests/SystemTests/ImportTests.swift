import Foundation
import Testing

/// What `import` reads besides files and folders, and what it leaves behind when it is stopped.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ImportTests {
  private let workspace: Workspace
  private var postil: Postil { Postil(workspace: workspace) }
  private static let records = """
    {"text":"Ada left.","spans":[{"start":0,"end":3,"label":"PER"}],"meta":{"id":"x/a"}}
    {"text":"Bo stayed.","spans":[],"answer":"reject","meta":{"id":"b"}}

    """

  init() throws { workspace = try Workspace([:]) }

  private func run(_ words: String..., input: String = "") throws -> Postil.Outcome {
    try Postil.run(
      Postil.executable, ["-C", workspace.folder.path, "import"] + words, input: input)
  }

  private func write(_ name: String, _ bytes: Data) throws -> String {
    try FileManager.default.createDirectory(
      at: workspace.folder.appending(path: ".in"), withIntermediateDirectories: true)
    try workspace.write(".in/\(name)", bytes)
    return workspace.folder.appending(path: ".in/\(name)").path
  }

  /// gzip's output for ``records``, from a program that everybody has.
  private func compressed() throws -> Data {
    let path = try write("plain.jsonl", Data(Self.records.utf8))
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"), ["sh", "-c", "gzip -c '\(path)' > '\(path).gz'"])
    try #require(outcome.status == 0)
    return try Data(contentsOf: URL(filePath: path + ".gz"))
  }

  @Test func readsTheStandardInput() throws {
    let outcome = try run("jsonl", "-", "--accept-loss", input: Self.records)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(workspace.names.contains("x"))
    #expect(try postil("articles").output.contains("1 accepted"))
  }

  /// The schema is learnt from the input, and then the same input is imported.
  @Test func adoptsWhatTheStandardInputHas() throws {
    let record =
      #"{"text":"Hull left.","spans":[{"start":0,"end":4,"label":"Ship"}],"meta":{"id":"s"}}"#
    let outcome = try run("jsonl", "-", "--adopt", input: record + "\n")
    #expect(
      outcome.status == 0 && outcome.output.contains("1 annotation in 1 article"), "\(outcome)")
  }

  @Test func readsTextsOnly() throws {
    let path = try write("all.jsonl.gz", try compressed())
    let outcome = try run("jsonl", path, "--texts-only")
    #expect(outcome.status == 0 && outcome.output.contains("2 articles"), "\(outcome)")
    let articles = try postil("articles").output
    #expect(articles.contains("x/a") && articles.contains("b ") && !articles.contains("1 accepted"))
  }

  @Test(arguments: [12, 60]) func refusesADamagedFile(_ length: Int) throws {
    let path = try write("cut.jsonl.gz", Data(try compressed().prefix(length)))
    let outcome = try run("jsonl", path)
    #expect(outcome.status == 65 && outcome.errors.contains("damaged gzip file"), "\(outcome)")
    #expect(!workspace.names.contains { $0.hasSuffix(".txt") })
  }

  /// An import of many articles that is interrupted keeps whole articles, says how many, and is undone as
  /// one.
  @Test func keepsWholeArticlesWhenInterrupted() throws {
    let lines = (0..<3000).map { number in
      #"{"text":"Ada left \#(number).","spans":[{"start":0,"end":3,"label":"PER"}],"meta":{"id":"a\#(number)"}}"#
    }
    let path = try write("many.jsonl", Data((lines.joined(separator: "\n") + "\n").utf8))
    let running = try Postil.start(
      Postil.executable, ["-C", workspace.folder.path, "import", "jsonl", path])
    while running.isRunning, workspace.names.count < 20 { usleep(500) }
    running.signal(SIGINT)
    let outcome = running.wait()
    let texts = workspace.names.filter { $0.hasSuffix(".txt") }
    let sidecars = workspace.names.filter { $0.hasSuffix(".jsonl") }
    #expect(texts.count == sidecars.count)
    if outcome.status == 130 {
      #expect(
        outcome.errors.contains("interrupted after \(texts.count) of 3000 articles"),
        "\(outcome.errors)")
    }
    #expect(try postil("undo").status == 0)
    #expect(try !postil("articles").output.contains("1 accepted"))
  }
}
