import Foundation
import Testing

/// An edit over several sidecars is all or nothing, whatever ends it.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct TransactionTests {
  /// Three articles with suggestions by a plugin, and a name by anna in the second one.
  private static func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt": "Ana Duarte left Oslo for Rome.\n",
        "b.txt": "Ana Duarte left Rome, then went to Oslo.\n",
        "c.txt": "Bo Li came from Rome to Oslo.\n",
      ]))
    try #require(try postil("annotate").status == 0)
    try #require(try postil("--article", "b", "tag", "\"then\"", "MISC").status == 0)
    return postil
  }

  /// Commands that write in all three sidecars.
  static let commands: [[String]] = [
    ["tag", "\"Rome\"", "LOC", "on", "all"], ["relabel", "GPE", "LOC", "on", "all"],
    ["set", "GPE", "note=seen", "on", "all"], ["reject", "GPE", "on", "all"],
    ["rm", "GPE", "on", "all"], ["published", "2023-05-04", "--all"],
    ["published", "2023-05-04", "a", "b", "c"], ["names", "set", "Rome", "ref=wikidata:Q1"],
    ["names", "merge", "Rome", "Oslo", "ref=wikidata:Q220"], ["accept", "GPE", "on", "all"],
  ]

  /// What keeps the second sidecar from being written.
  enum Obstacle: CaseIterable {
    /// A newer version of the program wrote it.
    case newer
    /// Its place is taken by a folder.
    case folder
    /// The text is another one than was annotated.
    case changedText

    func put(_ workspace: Workspace) throws {
      let sidecar = workspace.folder.appending(path: "b.jsonl")
      switch self {
      case .newer:
        let lines = try String(contentsOf: sidecar, encoding: .utf8)
        try workspace.write(
          "b.jsonl", Data(lines.replacing("{\"postil\":1,", with: "{\"postil\":99,").utf8))
      case .folder:
        try FileManager.default.removeItem(at: sidecar)
        try FileManager.default.createDirectory(at: sidecar, withIntermediateDirectories: true)
      case .changedText: try workspace.write("b.txt", Data("Ana Duarte went to Oslo.\n".utf8))
      }
    }
  }

  /// The bytes of the sidecars that are files.
  private func sidecars(_ workspace: Workspace) -> [String: Data] {
    let names = workspace.names.filter { $0.hasSuffix(".jsonl") }
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, (try? Data(contentsOf: workspace.folder.appending(path: $0))) ?? Data())
      })
  }

  @Test(arguments: commands, Obstacle.allCases)
  func changesNothingWhereOneSidecarCannotBeWritten(
    _ command: [String], _ obstacle: Obstacle
  ) throws {
    let postil = try Self.workspace()
    try obstacle.put(postil.workspace)
    let before = sidecars(postil.workspace)
    let outcome = try postil.run(command)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("b.jsonl") || outcome.errors.contains("b.txt"))
    #expect(outcome.output == "", "it says what it did not do: \(outcome.output)")
    #expect(sidecars(postil.workspace) == before)
  }

  @Test func changesNothingWhereOneSidecarIsLocked() throws {
    let postil = try Self.workspace()
    let before = sidecars(postil.workspace)
    let path = postil.workspace.folder.appending(path: "b.jsonl").path
    let descriptor = open(path, O_RDWR)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX) == 0)
    let outcome = try postil.run(["tag", "\"Rome\"", "LOC", "on", "all"])
    #expect(outcome.status == 75 && outcome.output == "")
    #expect(sidecars(postil.workspace) == before)
  }

  /// The annotations of all articles and their facts, as a person sees them.
  private func state(_ postil: Postil) throws -> String {
    let list = try postil.run(["list", "all", "on", "all"]).output
    return try list
      + ["a", "b", "c"].map { try postil.run(["published", $0 + ".txt"]).output }
      .joined()
  }

  /// The disk is full for the second sidecar, which is longer than a file may be here. What was written
  /// to the first is taken back; its lines stay in the log, undone.
  @Test(arguments: commands) func changesNothingWhereTheDiskIsFull(_ command: [String]) throws {
    let postil = try Self.workspace()
    let fill = (0..<20).map { "set MISC note=\"\($0) words to fill the file\"\n" }.joined()
    _ = try postil("shell", input: "open b\n" + fill)
    let before = try state(postil)
    let words = command.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Postil.run(
      URL(filePath: "/bin/bash"),
      [
        "-c",
        "trap '' XFSZ; ulimit -f 4; exec '\(Postil.executable.path)' -C "
          + "'\(postil.workspace.folder.path)' \(words)",
      ])
    #expect(outcome.status == 74, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "", "it says what it did not do: \(outcome.output)")
    #expect(try state(postil) == before)
    #expect(try postil("check").status == 0)
  }

  // MARK: Killed

  private static let strace = ["/usr/bin/strace", "/usr/local/bin/strace"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// System calls that change files; each test kills at the first of one, at the second, and so on.
  static let calls = [
    "write", "writev", "pwrite64", "fdatasync", "fsync", "rename", "renameat", "renameat2",
    "unlink",
    "unlinkat", "ftruncate",
  ]

  /// Whether strace can look into a program here.
  private static let canTrace: Bool =
    strace.map { strace in
      (try? Postil.run(URL(filePath: strace), ["-qq", "/bin/true"]))?.status == 0
    } ?? false

  /// Runs a command that is killed when it enters the n-th call of a kind; whether it was.
  private func run(_ words: [String], _ postil: Postil, killedAt call: String, _ n: Int) throws
    -> Bool
  {
    let outcome = try Postil.run(
      URL(filePath: Self.strace ?? ""),
      [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
        "inject=\(call):signal=KILL:when=\(n)", Postil.executable.path, "-C",
        postil.workspace.folder.path,
      ] + words)
    return outcome.status == 137 || outcome.status == -SIGKILL
  }

  /// In which of the articles the command has come to its end, by what a person sees.
  private func articles(_ query: String, _ postil: Postil) throws -> Set<String> {
    try Set(
      ["a", "b", "c"].filter { name in
        try postil("--article", name, "list", query, "--json").output != ""
      })
  }

  /// Each case: a command, and what lists its outcome in one article.
  static let killed: [(command: [String], query: String)] = [
    (["tag", "\"Rome\"", "LOC", "on", "all"], "LOC"),
    (["relabel", "GPE", "LOC", "on", "all"], "LOC"),
    (["reject", "GPE", "on", "all"], "rejected"),
  ]

  /// What annotators suggest for an article is there for all of them or for none.
  @Test(.enabled(if: canTrace, "strace cannot be used here"), arguments: calls)
  func anArticleIsAnnotatedByAllOrByNone(_ call: String) throws {
    func workspace() throws -> Postil {
      Postil(
        workspace: try Workspace([
          "a.txt": "Ana Duarte left Oslo on Monday. \"We won,\" Ana Duarte said.\n",
          "b.txt": "\"We lost,\" Bo Li said in Rome on 4 May 2023.\n",
        ]))
    }
    let whole = try workspace()
    try #require(try whole("annotate").status == 0)
    func count(_ name: String, _ postil: Postil) throws -> Int {
      try postil("--article", name, "list").output.split(separator: "\n").count
    }
    for number in 1...12 {
      let postil = try workspace()
      guard try run(["annotate"], postil, killedAt: call, number) else { return }
      for name in ["a", "b"] {
        let found = try count(name, postil)
        #expect(try [0, count(name, whole)].contains(found) || found == 1, "\(call) \(number)")
      }
    }
  }

  /// Whatever ends `anchor`, there is a sidecar: the old one or the new one.
  @Test(.enabled(if: canTrace, "strace cannot be used here"), arguments: calls + ["link"])
  func anAnchoredSidecarIsTheOldOrTheNewOne(_ call: String) throws {
    for number in 1...12 {
      let postil = try Self.workspace()
      let before = sidecars(postil.workspace)["b.jsonl"]
      try postil.workspace.write(
        "b.txt", Data("Late: Ana Duarte left Rome, then went to Oslo.\n".utf8))
      guard try run(["anchor", "b"], postil, killedAt: call, number) else { return }
      let after = sidecars(postil.workspace)["b.jsonl"]
      #expect(after != nil)
      if after == before { try #require(try postil("anchor", "b").status == 0) }
      #expect(try postil("--article", "b", "list", "accepted").output.contains("\"then\""))
      #expect(try postil("check").status == 0)
    }
  }

  /// `undo` and `redo` of a command over three articles are one op in all of them, too.
  @Test(
    .enabled(if: canTrace, "strace cannot be used here"), arguments: ["undo", "redo"], calls)
  func isTurnedEverywhereOrNowhereAfterAKill(_ word: String, _ call: String) throws {
    for number in 1...12 {
      let postil = try Self.workspace()
      for command in [["tag", "\"Rome\"", "LOC", "on", "all"], ["--article", "b", "undo"]]
        .prefix(word == "undo" ? 1 : 2)
      {
        try #require(try postil.run(command).status == 0)
      }
      guard try run(["--article", "b", word], postil, killedAt: call, number) else { return }
      #expect(try postil("list", "LOC", "on", "all").status == 0)
      let found = try articles("LOC", postil)
      #expect(found.isEmpty || found.count == 3, "\(call) \(number): only in \(found.sorted())")
      #expect(try postil("check").status == 0)
      // The other way round works from here.
      let next = try postil("--article", "a", found.isEmpty ? "redo" : "undo")
      #expect(next.status == 0, "\(call) \(number): \(next.errors)")
      #expect(try articles("LOC", postil).count == (found.isEmpty ? 3 : 0))
    }
  }

  @Test(
    .enabled(if: canTrace, "strace cannot be used here"), arguments: killed, calls)
  func isFinishedOrUndoneAfterAKill(
    _ one: (command: [String], query: String), _ call: String
  ) throws {
    for number in 1...12 {
      let postil = try Self.workspace()
      let before = sidecars(postil.workspace)
      guard try run(one.command, postil, killedAt: call, number) else { return }
      let after = sidecars(postil.workspace)
      let changed = ["a.jsonl", "b.jsonl", "c.jsonl"].filter { before[$0] != after[$0] }
      let next = try postil("list", "GPE", "on", "all")
      #expect(next.status == 0)
      let found = try articles(one.query, postil)
      #expect(found.isEmpty || found.count == 3, "\(call) \(number): only in \(found.sorted())")
      if (1...2).contains(changed.count) {
        #expect(
          next.errors.split(separator: "\n").count == 1,
          "\(call) \(number): nothing is said of it: '\(next.errors)'")
      }
      #expect(try postil("list", "GPE", "on", "all").errors == "", "it is said again")
      #expect(try postil("check").status == 0)
      // What was finished is undone by one command, everywhere.
      if found.count == 3 {
        #expect(try postil("--article", "b", "undo").status == 0)
        #expect(try articles(one.query, postil).isEmpty)
      }
    }
  }
}
