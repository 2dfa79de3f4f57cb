import Foundation
import Testing

/// Commands that look at all articles print the same with the index and without it, whatever happens to the
/// files and to the index.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct IndexTests {
  private static let commands = [
    ["articles"], ["articles", "--json"], ["articles", "--todo"], ["stats", "--all", "--json"],
    ["stats", "on", "todo"], ["names"], ["names", "--json"], ["names", "show", "Ana Duarte"],
    ["names", "alike"], ["find", "Duarte", "on", "all"], ["find", "uart", "on", "all", "--json"],
    ["find", "nowhere", "on", "all"], ["find", "DUARTE", "on", "todo"],
    ["find", "/Du\\w+/", "on", "all"], ["find", "Lisbon", "unmarked", "on", "all"],
    ["find", "GPE", "on", "all"], ["list", "on", "all"], ["list", "PER", "on", "todo"],
    ["list", "rejected", "on", "all"], ["list", "PER", "near", "GPE/2", "on", "all"],
    ["list", "PER", "not", "near", "GPE", "on", "all", "--json"],
    ["list", "in", "quote", "on", "all"], ["list", "not", "PER", "on", "all"],
    ["list", "quote", "source~duarte", "contains", "GPE", "on", "all"],
    ["list", "PER", "without", "entity", "status=open", "on", "all", "sort=right"],
    ["list", "since=today", "by=somebody", "on", "all"],
    ["list", "count", "by", "label", "on", "all"],
    ["list", "section=body", "published>2020", "on", "all"],
    ["find", "Lisbon", "in", "quote", "on", "all"], ["find", "left", "near", "PER/1", "on", "all"],
    ["find", "Duarte", "article~report-1", "on", "all", "sort=left"],
    ["find", "left", "on", "all", "count", "by", "article"],
    ["stats", "--all", "--where=PER near GPE/2"], ["list", "DATE", "on", "all"], ["check"],
    ["check", "consistency"],
  ]

  private let postil: Postil
  private let cache: URL

  init() throws {
    let texts = (0..<24).map { number in
      (
        "\(number % 3)/report-\(number).txt",
        "Ana Duarte left \(number % 2 == 0 ? "Lisbon" : "Oslo") on day \(number).\n"
      )
    }
    postil = Postil(workspace: try Workspace(Dictionary(uniqueKeysWithValues: texts)))
    cache = postil.workspace.folder.appending(path: ".cache")
    for command in [
      ["tag", "\"Ana Duarte\"", "PER", "on", "all"], ["tag", "Lisbon", "GPE", "on", "0/report-0"],
      ["--article", "2/report-8", "quote", "left Lisbon", "source=Ana Duarte"],
      ["reject", "PER", "on", "1/report-1"], ["done", "2/report-2"],
    ] {
      let outcome = try postil.run(command)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// Runs a command with the index used always, or not at all.
  private func run(_ command: [String], _ index: String) throws -> Postil.Outcome {
    try Postil.run(URL(filePath: "/usr/bin/env"), words(command, index))
  }

  private func words(_ command: [String], _ index: String) -> [String] {
    [
      "POSTIL_INDEX=\(index)", "XDG_CACHE_HOME=\(cache.path)", Postil.executable.path, "-C",
      postil.workspace.folder.path,
    ] + command
  }

  private func expectTheSame(_ what: String) throws {
    for command in Self.commands {
      let without = try run(command, "off")
      for _ in 0..<2 {
        let with = try run(command, "always")
        #expect(
          with.output == without.output && with.errors == without.errors
            && with.status == without.status,
          "\(what): \(command): \(with.errors) \(with.output) instead of \(without.errors) \(without.output)"
        )
      }
    }
  }

  private var indexes: [URL] {
    let folder = cache.appending(path: "postil")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { folder.appending(path: $0) }
  }

  @Test func theAnswersAreTheSame() throws {
    // What has changed just now is not indexed.
    Thread.sleep(forTimeInterval: 2.2)
    try expectTheSame("new")
    #expect(indexes.contains { $0.pathExtension == "sqlite" })
    #expect(try postil("accept", "PER", "on", "1/report-1").status == 0)
    let folder = postil.workspace.folder
    try FileManager.default.removeItem(at: folder.appending(path: "0/report-3.txt"))
    try postil.workspace.write("0/report-6.txt", Data("Rui Duarte came.\n".utf8))
    try postil.workspace.write("1/report-4.jsonl", Data("not JSON\n".utf8))
    try postil.workspace.write("1/report-7.txt", Data([0x41, 0xFF, 0x0A]))
    try postil.workspace.write("new.txt", Data("Ana Duarte met \u{212A}im in Lisbon.\n".utf8))
    let unread = folder.appending(path: "2/report-11.jsonl")
    try (Data(contentsOf: unread) + Data("not JSON\n".utf8)).write(to: unread)
    let file = folder.appending(path: "2/report-5.jsonl")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 30] ^= 1
    try bytes.write(to: file)
    try expectTheSame("changed")
    for index in indexes {
      let whole = try Data(contentsOf: index)
      try whole.prefix(whole.count / 2).write(to: index)
    }
    try expectTheSame("cut")
    Thread.sleep(forTimeInterval: 2.2)
    try expectTheSame("settled")
    #expect(try postil("--article", "1/report-1", "undo").status == 0)
    try expectTheSame("undone")
  }

  @Test func aKilledWriterLeavesTheAnswersRight() throws {
    try FileManager.default.createDirectory(
      at: postil.workspace.folder.appending(path: "many"), withIntermediateDirectories: true)
    for number in 0..<300 {
      try postil.workspace.write(
        "many/\(number).txt", Data("Rui Costa came, day \(number).\n".utf8))
    }
    Thread.sleep(forTimeInterval: 2.2)
    for round in 0..<25 {
      let running = try Postil.start(
        URL(filePath: "/usr/bin/env"), words(["articles"], "always"), input: "")
      Thread.sleep(forTimeInterval: Double(round) * 0.004)
      kill(running.process.processIdentifier, SIGKILL)
      _ = running.wait()
      if round % 5 == 4 { for index in indexes { try? FileManager.default.removeItem(at: index) } }
    }
    let without = try run(["articles"], "off")
    #expect(try run(["articles"], "always").output == without.output)
    #expect(
      try run(["find", "Costa", "on", "all"], "always").output
        == run(["find", "Costa", "on", "all"], "off").output)
  }

  /// Where the cache cannot be made, or is something else, the answers are the same.
  @Test func aCacheThatCannotBeUsed() throws {
    try postil.workspace.write(".cache", Data("a file\n".utf8))
    try expectTheSame("no cache")
  }
}
