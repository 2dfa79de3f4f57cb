import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilIndex

/// The index answers as the files do, whatever happens to either.
@Suite struct WorkspaceIndexTests {
  private let here: IndexFolder

  init() throws { here = try IndexFolder() }

  @Test func theSecondScanReadsNothing() throws {
    let first = try here.answers()
    #expect(first.with == first.without && first.with.count == 12)
    #expect(try here.indexed() == 12)
    let second = try here.answers()
    #expect(second.with == second.without)
    #expect(try here.candidates("Oslo").isEmpty)
    #expect(try here.candidates("isbo").count == 12)
  }

  @Test func anEditIsNoticed() throws {
    _ = try here.answers()
    let store = try here.folder.store("ws/article-3", nil)
    try store.commit([.remove(id: store.annotations[0].id), .status(.done)], by: "anna")
    let answers = try here.answers()
    #expect(answers.with == answers.without)
    #expect(answers.with["article-3"]?.contains("done") == true)
  }

  @Test func articlesThatComeAndGoAreNoticed() throws {
    _ = try here.answers()
    unlink("\(here.folder.path)/ws/article-0.txt")
    unlink("\(here.folder.path)/ws/article-1.jsonl")
    try here.add("new", "Oslo")
    let answers = try here.answers()
    #expect(answers.with == answers.without && answers.with.count == 12)
    #expect(try here.candidates("Oslo") == ["new"])
  }

  @Test func aTextThatChangesIsNoticed() throws {
    _ = try here.answers()
    try here.folder.write("ws/article-2.txt", "Ana Duarte flew to Madrid on Monday.\n")
    let answers = try here.answers()
    #expect(answers.with == answers.without)
    #expect(answers.with["article-2"]?.hasPrefix("error: ") == true)
    #expect(try here.candidates("Madrid") == ["article-2"])
  }

  @Test func damagedLinesAreReadAsTheyAre() throws {
    _ = try here.answers()
    var bytes = try here.folder.read("ws/article-4.jsonl")
    bytes[bytes.count / 2] ^= 1
    try here.folder.write("ws/article-4.jsonl", bytes)
    try here.folder.write("ws/article-5.jsonl", Array("not JSON\n".utf8))
    try here.folder.write("ws/article-6.txt", [0x41, 0xFF, 0x0A])
    let answers = try here.answers()
    #expect(answers.with == answers.without)
    #expect(answers.with.values.count { $0.hasPrefix("error: ") } >= 2)
  }

  /// What was changed just now may be changed again without another time: it is not indexed yet.
  @Test func aRecentChangeIsReadAgain() throws {
    _ = try here.facts(here.index, settling: 60_000_000_000)
    #expect(try here.indexed() == 0)
    let answers = try here.answers(settling: 60_000_000_000)
    #expect(answers.with == answers.without)
  }

  @Test func aLinkIsReadEachTime() throws {
    let folder = "\(here.folder.path)/ws"
    rename("\(folder)/article-7.jsonl", "\(folder)/elsewhere")
    symlink("elsewhere", "\(folder)/article-7.jsonl")
    _ = try here.answers()
    #expect(try here.indexed() == 11)
    let answers = try here.answers()
    #expect(answers.with == answers.without)
  }
}
