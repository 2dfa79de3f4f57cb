import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

/// What the next command does about one that was killed.
@Suite struct RecoveryTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    for name in ["a", "b", "c"] { try folder.write("w/\(name).txt", TemporaryFolder.text) }
    workspace = try Workspace(root: "\(folder.path)/w")
  }

  private var stores: [AnnotationStore] {
    get throws { try workspace.articles().map { try AnnotationStore.open($0) } }
  }

  /// The files of a workspace as a kill leaves them before the sidecar of that number is written.
  private func kill(before number: Int) throws -> String {
    let stores = try stores
    var left: [String: [UInt8]] = [:]
    var asked = 0
    let snapshot = { [folder] in
      asked += 1
      guard asked == number + 1 else { return false }
      for name in ["a", "b", "c"] { left["w/\(name).jsonl"] = try? folder.read("w/\(name).jsonl") }
      for (name, _) in (try? Folders.entries("\(folder.path)/w/.postil/pending")) ?? [] {
        left["w/.postil/pending/\(name)"] = try? folder.read("w/.postil/pending/\(name)")
      }
      return false
    }
    var transaction = Transaction(
      in: workspace, by: "anna", command: "per 1.1-2 on all", isCancelled: snapshot)
    let op = transaction.op
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    _ = try transaction.commit()
    #expect(!Folders.exists("\(folder.path)/w/.postil"))
    for name in ["a", "b", "c"] { unlink("\(folder.path)/w/\(name).jsonl") }
    for (name, bytes) in left { try folder.write(name, bytes) }
    return op
  }

  @Test(arguments: [0, 1, 2])
  func whatWasBegunIsUndone(_ count: Int) throws {
    _ = try kill(before: count)
    #expect(try stores.map(\.annotations.count).reduce(0, +) == count)
    let recovery = try #require(Recovery.run(workspace).first)
    #expect(recovery.outcome == .undone && recovery.articles == count)
    #expect(recovery.command == "per 1.1-2 on all" && recovery.author == "anna")
    #expect(try stores.map(\.annotations.count) == [0, 0, 0])
    #expect(try stores.allSatisfy { $0.undoable(by: "anna") == nil })
    #expect(Recovery.run(workspace).isEmpty && !Folders.exists("\(folder.path)/w/.postil"))
  }

  @Test func whatWasWrittenEverywhereIsFinished() throws {
    let op = try kill(before: 2)
    try stores[2].commit([.put(.mention(0, 10))], by: "anna", op: op)
    let recovery = try #require(Recovery.run(workspace).first)
    #expect(recovery.outcome == .finished && recovery.articles == 3)
    #expect(try stores.map(\.annotations.count) == [1, 1, 1])
    #expect(!Folders.exists("\(folder.path)/w/.postil"))
  }

  @Test func aCommandThatRunsIsLeftAlone() throws {
    let stores = try stores
    var found: [[Recovery]] = []
    var transaction = Transaction(
      in: workspace, by: "anna",
      isCancelled: { [workspace] in
        found.append(Recovery.run(workspace))
        return false
      })
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    _ = try transaction.commit()
    #expect(found == [[], [], []])
    #expect(stores.map(\.annotations.count) == [1, 1, 1])
  }

  @Test func whatCannotBeUndoneIsTriedAgain() throws {
    _ = try kill(before: 1)
    let text = try folder.string("w/a.txt")
    try folder.write("w/a.txt", "another text")
    let recovery = try #require(Recovery.run(workspace).first)
    #expect(
      recovery.outcome == .unfinished(.store(.textChanged(path: "\(folder.path)/w/a.txt"))))
    try folder.write("w/a.txt", text)
    #expect(Recovery.run(workspace).map(\.outcome) == [.undone])
    #expect(try stores[0].annotations.isEmpty)
  }

  @Test(arguments: ["", "{\"pending\":1,\"op\":\"abc"])
  func aFileThatWasNotWrittenWholeIsRemoved(_ content: String) throws {
    try folder.write("w/.postil/pending/abcdefghijkl.json", content)
    #expect(Recovery.run(workspace).isEmpty)
    #expect(!Folders.exists("\(folder.path)/w/.postil"))
  }

  private func record(_ op: String, _ sidecars: String) -> String {
    #"{"pending":1,"op":"\#(op)","by":"anna","author":"person","sidecars":[\#(sidecars)]}"#
  }

  @Test(arguments: [
    #""../other/x.jsonl""#, #""/etc/x.jsonl""#, #""a.jsonl","./b.jsonl""#, #""a.txt""#,
    #""a/../../other/x.jsonl""#,
    #""a.jsonl",7"#, "", #""linked.jsonl""#, #""out/x.jsonl""#, #""pipe.jsonl""#,
  ])
  func aHostileFileIsRefused(_ sidecars: String) throws {
    let other = try AnnotationStore.open(folder.article("other/x", TemporaryFolder.text))
    let op = try other.commit([.put(.mention(0, 10))], by: "anna").op
    try stores[0].commit([.put(.mention(0, 10))], by: "anna", op: op)
    for name in ["linked", "pipe"] { try folder.write("w/\(name).txt", TemporaryFolder.text) }
    symlink("\(folder.path)/other/x.jsonl", "\(folder.path)/w/linked.jsonl")
    symlink("\(folder.path)/other", "\(folder.path)/w/out")
    mkfifo("\(folder.path)/w/pipe.jsonl", 0o600)
    let before = (try folder.read("other/x.jsonl"), try folder.read("w/a.jsonl"))
    let path = try folder.write("w/.postil/pending/\(op).json", record(op, sidecars))
    let outcomes = Recovery.run(workspace).map(\.outcome)
    // An article that is not in the workspace is not looked for.
    #expect(sidecars.contains("out/") ? outcomes == [.undone] : outcomes == [.refused(path: path)])
    #expect(try folder.read("other/x.jsonl") == before.0 && folder.read("w/a.jsonl") == before.1)
  }

  /// The file of a command over more articles than fit in a mebibyte.
  @Test func aCommandOverManyArticlesIsUndone() throws {
    let op = try stores[0].commit([.put(.mention(0, 10))], by: "anna").op
    let others = (0..<40_000).map { #""folder/another-article-\#($0).jsonl""# }
    try folder.write(
      "w/.postil/pending/\(op).json",
      record(op, ([#""a.jsonl""#] + others).joined(separator: ",")))
    #expect(Recovery.run(workspace).map(\.outcome) == [.undone])
    try stores[0].refresh()
    #expect(try stores[0].annotations.isEmpty && !Folders.exists("\(folder.path)/w/.postil"))
  }

  @Test func whatIsNotAFileOfOursIsRefused() throws {
    let pending = "\(folder.path)/w/.postil/pending"
    try folder.write("w/.postil/pending/notanop.json", record("notanop", #""a.jsonl""#))
    let large = try folder.write(
      "w/.postil/pending/bbbbbbbbbbbb.json", record("bbbbbbbbbbbb", #""a.jsonl""#))
    #expect(truncate(large, 1 << 28 + 1) == 0)
    try folder.write("elsewhere", record("cccccccccccc", #""a.jsonl""#))
    symlink("\(folder.path)/elsewhere", "\(pending)/cccccccccccc.json")
    mkfifo("\(pending)/dddddddddddd.json", 0o600)
    try folder.write("w/.postil/pending/eeeeeeeeeeee.json", record("ffffffffffff", #""a.jsonl""#))
    let outcomes = Recovery.run(workspace).map(\.outcome)
    #expect(
      outcomes
        == ["bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd", "eeeeeeeeeeee", "notanop"].map {
          .refused(path: "\(pending)/\($0).json")
        })
  }
}
