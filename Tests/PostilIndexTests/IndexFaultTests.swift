import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilIndex

/// Whatever happens to the index, the answers are those of the files.
@Suite struct IndexFaultTests {
  private let here: IndexFolder
  private let right: [String: String]

  init() throws {
    here = try IndexFolder(articles: 40)
    _ = try here.facts(here.index)
    right = try here.facts(nil)
  }

  /// The index, without a log beside it.
  private func whole() throws -> [UInt8] {
    let index = try #require(WorkspaceIndex.open(here.index))
    index.settle()
    return try Files.read(here.index)
  }

  private func replace(_ bytes: [UInt8]) throws {
    for ending in ["", "-wal", "-shm"] { unlink(here.index + ending) }
    try here.folder.write("cache/index.sqlite", bytes)
  }

  private func expectRight(_ what: String) throws {
    #expect(try here.facts(here.index) == right, "\(what)")
    #expect(try here.candidates("Lisbon").count == 40, "\(what)")
    #expect(try here.facts(here.index) == right, "\(what), again")
  }

  @Test func deleted() throws {
    for ending in ["", "-wal", "-shm"] { unlink(here.index + ending) }
    try expectRight("deleted")
    #expect(try here.indexed() == 40)
  }

  @Test func truncated() throws {
    let bytes = try whole()
    for size in [0, 1, 100, 4096, 5000, bytes.count / 2, bytes.count - 4096, bytes.count - 1] {
      try replace(Array(bytes[..<max(0, size)]))
      try expectRight("cut to \(size) bytes")
    }
  }

  @Test func anotherFile() throws {
    try replace(Array("this is no database\n".utf8))
    try expectRight("text")
    try replace([UInt8](repeating: 0, count: 8192))
    try expectRight("zeros")
    #expect(try here.indexed() == 40)
  }

  /// One flipped bit, or a block of zeros, anywhere.
  @Test func damaged() throws {
    let bytes = try whole()
    var random = SplitMix(seed: 11)
    for round in 0..<150 {
      var damaged = bytes
      let at = Int.random(in: 0..<bytes.count, using: &random)
      if round % 3 == 0 {
        for byte in at..<min(bytes.count, at + 512) { damaged[byte] = 0 }
      } else {
        damaged[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      try replace(damaged)
      try expectRight("damaged at \(at)")
    }
  }

  @Test func anotherVersion() throws {
    let library = try #require(SQLiteLibrary())
    for statement in ["UPDATE made SET sum = 1", "PRAGMA user_version = 99", "DROP TABLE words"] {
      try Database(here.index, library).run(statement)
      try expectRight(statement)
      #expect(try here.indexed() == 40, "\(statement)")
    }
  }

  @Test func aFolderInItsPlace() throws {
    for ending in ["", "-wal", "-shm"] { unlink(here.index + ending) }
    try Folders.create(here.index)
    #expect(try here.facts(here.index) == right)
    #expect(try here.candidates("Lisbon").count == 40)
    #expect(try here.facts("/proc/none/index.sqlite") == right)
  }

  /// While another process writes, nothing waits for it and nothing is written.
  @Test func busy() throws {
    let other = try Database(here.index, try #require(SQLiteLibrary()))
    try other.run("BEGIN IMMEDIATE")
    try here.add("new")
    let start = Platform.milliseconds()
    #expect(try here.facts(here.index) == here.facts(nil))
    #expect(Platform.milliseconds() - start < 5000)
    #expect(try here.indexed() == 40)
    try other.run("COMMIT")
    #expect(try here.facts(here.index) == here.facts(nil))
    #expect(try here.indexed() == 41)
  }

  /// Several at once make and use an index.
  @Test func manyAtOnce() throws {
    for ending in ["", "-wal", "-shm"] { unlink(here.index + ending) }
    let (here, right) = (here, right)
    Threads.run(
      Array(
        repeating: {
          for _ in 0..<5 { #expect((try? here.facts(here.index)) == right) }
        }, count: 4))
    #expect(try here.indexed() == 40)
  }
}
