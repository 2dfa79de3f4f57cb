import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

@Suite struct TransactionTests {
  /// A workspace of three articles.
  private func workspace(_ folder: TemporaryFolder) throws -> (Workspace, [AnnotationStore]) {
    for name in ["a", "b/c", "d"] { try folder.write("\(name).txt", TemporaryFolder.text) }
    let workspace = try Workspace(root: folder.path)
    return (workspace, try workspace.articles().map { try AnnotationStore.open($0) })
  }

  private func leaves(_ folder: TemporaryFolder) -> Bool {
    Folders.exists("\(folder.path)/.postil")
  }

  @Test func isOneOpInAllSidecars() throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    var transaction = Transaction(in: workspace, by: "anna", command: "per \"Ana Duarte\" on all")
    let op = transaction.op
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    transaction.add(.status(.done), in: stores[0])
    let parts = try transaction.commit()
    #expect(parts.map(\.receipt.op) == [op, op, op])
    #expect(parts.map(\.store.file.name) == ["a", "b/c", "d"])
    #expect(stores.map(\.annotations.count) == [1, 1, 1] && stores[0].status == .done)
    #expect(stores[1].log(limit: nil).map(\.articles) == [["a", "d"]])
    #expect(!leaves(folder))
    #expect(try workspace.undo(in: stores[2], by: "anna").count == 3)
  }

  @Test func aDryRunWritesNothing() throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    var transaction = Transaction(in: workspace, by: "anna", isDryRun: true)
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    #expect(try transaction.commit().map(\.receipt.written.count) == [1, 1, 1])
    #expect(try workspace.articles().allSatisfy { !Folders.exists($0.sidecarPath) })
  }

  /// What keeps the last of three sidecars from being written.
  enum Obstacle: String, CaseIterable { case foreign, folder, text, span, locked }

  @Test(arguments: Obstacle.allCases)
  func anErrorTakesBackWhatWasWritten(_ obstacle: Obstacle) throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    let before = try stores[0].commit([.put(.mention(19, 25, "GPE"))], by: "anna").written
    var lock: Int32 = -1
    switch obstacle {
    case .foreign: try folder.write("d.jsonl", "hello\n")
    case .folder: try folder.write("d.jsonl/file", "")
    case .text: try folder.write("d.txt", "another text")
    case .span: break
    case .locked:
      lock = open(try folder.write("d.jsonl", ""), O_RDWR)
      flock(lock, LOCK_EX)
    }
    defer { if lock >= 0 { close(lock) } }
    var transaction = Transaction(in: workspace, by: "anna", command: "tag")
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    if obstacle == .span { transaction.put(.mention(0, 999), in: stores[2]) }
    let failure = Self.failure(of: transaction)
    #expect(failure != nil)
    #expect(obstacle != .locked || failure == .store(.locked(path: stores[2].file.sidecarPath)))
    #expect(stores[0].annotations == before && stores[1].annotations.isEmpty)
    // What can be known beforehand is: then nothing is written, not even lines that are undone.
    let written = stores[1].log(limit: nil).map(\.isUndone)
    #expect(written == (obstacle == .span ? [true, false] : []))
    #expect(!leaves(folder))
    // The work before it is what the next undo takes back.
    #expect(try workspace.undo(in: stores[0], by: "anna").map(\.removed.count) == [1])
  }

  /// Why a transaction could not be committed; nil if it was.
  private static func failure(of transaction: consuming Transaction) -> PostilError? {
    do { _ = try transaction.commit() } catch {
      return error as? PostilError ?? .file(.interrupted)
    }
    return nil
  }

  @Test(arguments: 0...3)
  func aCancellationTakesBackWhatWasWritten(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    var asked = 0
    var transaction = Transaction(
      in: workspace, by: .plugin(name: "mine", version: "1"), for: "anna",
      isCancelled: {
        asked += 1
        return asked == count + 1
      })
    for store in stores { transaction.put(.mention(0, 10, id: "x"), in: store) }
    #expect(Self.failure(of: transaction) == (count == 3 ? nil : .file(.interrupted)))
    #expect(stores.map(\.annotations.count) == (count == 3 ? [1, 1, 1] : [0, 0, 0]))
    #expect(!leaves(folder) && stores[0].undoable(by: "anna") == nil || count == 3)
    // What was taken back does not count as a decision.
    #expect(stores.allSatisfy { $0.isKnown("x") == (count == 3) })
  }

  /// What keeps the op of three articles from being undone in the last of them.
  @Test(arguments: [Obstacle.folder, .text, .locked], [true, false])
  func anUndoIsAllOrNothing(_ obstacle: Obstacle, _ isUndo: Bool) throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    try stores[1].commit([.put(.mention(19, 25, "GPE"))], by: "anna")
    var transaction = Transaction(in: workspace, by: "anna", command: "tag")
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    _ = try transaction.commit()
    if !isUndo { _ = try workspace.undo(in: stores[0], by: "anna") }
    let before = try stores.map {
      try $0.refresh()
      return $0.annotations
    }
    let path = stores[2].file.sidecarPath
    var lock: Int32 = -1
    switch obstacle {
    case .folder:
      unlink(path)
      try folder.write("d.jsonl/file", "")
    case .text: try folder.write("d.txt", "another text")
    default:
      lock = open(path, O_RDWR)
      flock(lock, LOCK_EX)
    }
    defer { if lock >= 0 { close(lock) } }
    #expect(throws: PostilError.self) {
      isUndo
        ? try workspace.undo(in: stores[0], by: "anna")
        : try workspace.redo(in: stores[0], by: "anna")
    }
    for store in stores.dropLast() { try store.refresh() }
    #expect(stores.dropLast().map(\.annotations) == before.dropLast())
    #expect(!leaves(folder))
  }

  @Test(arguments: 0...3) func aCancelledUndoChangesNothing(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    var transaction = Transaction(in: workspace, by: "anna", command: "tag")
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    _ = try transaction.commit()
    var asked = 0
    _ = try? workspace.undo(in: stores[1], by: "anna") {
      asked += 1
      return asked == count + 1
    }
    for store in stores { try store.refresh() }
    #expect(stores.map(\.annotations.count) == (count == 3 ? [0, 0, 0] : [1, 1, 1]))
    // Taken back, it can be undone as before.
    if count < 3 { #expect(try workspace.undo(in: stores[0], by: "anna").count == 3) }
  }

  @Test func aFolderThatLeadsElsewhereIsRefused() throws {
    let folder = try TemporaryFolder()
    let (workspace, stores) = try workspace(folder)
    let elsewhere = try TemporaryFolder()
    symlink(elsewhere.path, "\(folder.path)/.postil")
    var transaction = Transaction(in: workspace, by: "anna")
    for store in stores { transaction.put(.mention(0, 10), in: store) }
    #expect(Self.failure(of: transaction) != nil)
    #expect(stores.map(\.annotations.count) == [0, 0, 0])
    #expect(Folders.kind("\(elsewhere.path)/pending") == nil)
  }

  /// More articles than an op lists are found by the op's id.
  @Test func oneOfManyArticlesIsUndoneInAllOfThem() throws {
    let folder = try TemporaryFolder()
    for number in 0..<70 { try folder.write("\(number).txt", TemporaryFolder.text) }
    let workspace = try Workspace(root: folder.path)
    let stores = try workspace.articles().map { try AnnotationStore.open($0) }
    try stores[7].commit([.put(.mention(0, 3))], by: "ben")
    var transaction = Transaction(in: workspace, by: "anna")
    for store in stores.dropFirst() { transaction.put(.mention(0, 10), in: store) }
    #expect(Self.failure(of: transaction) == nil)
    #expect(stores[5].log(limit: nil).map(\.articles) == [[]])
    #expect(try workspace.undo(in: stores[69], by: "anna").count == 69)
    for store in stores { try store.refresh() }
    #expect(stores.map(\.annotations.count).reduce(0, +) == 1)
    #expect(try workspace.redo(in: stores[3], by: "anna").count == 69)
  }
}
