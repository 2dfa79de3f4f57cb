import PostilKit
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct SharedUseTests {
  @Test func twoWritersLoseNothing() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.article()
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          do {
            let store = try AnnotationStore.open(file)
            for count in 0..<1000 {
              try store.commit([.put(.mention(count % 50, 60))], by: "writer\(writer)", sync: false)
              if count % 251 == 250 { try store.compact() }
            }
          } catch { Issue.record(error) }
        }
      }
    }
    let store = try AnnotationStore.open(file)
    #expect(store.annotations.count == 2000)
    #expect(Set(store.annotations.map(\.id)).count == 2000)
    #expect(store.annotations.map(\.number) == Array(1...2000))
    #expect(store.findings.isEmpty)
  }

  /// A file system gives the number of a file that is gone to a new one.
  @Test(arguments: [0, 60])
  func anotherFileWithTheSameInodeIsReadAnew(_ commitsAfter: Int) throws {
    let folder = try TemporaryFolder()
    let (anna, ben) = (try folder.store(), try folder.store("wire", nil))
    for end in 1...20 { try anna.commit([.put(.mention(0, end))], by: "anna", sync: false) }
    try ben.refresh()
    try ben.commit(anna.annotations.prefix(5).map { .remove(id: $0.id) }, by: "ben", sync: false)
    // The file that Ben replaces is kept under another name, so that its number can be had again.
    rename("\(folder.path)/wire.jsonl", "\(folder.path)/old.jsonl")
    try folder.write("wire.jsonl", folder.read("old.jsonl"))
    try ben.compact()
    for end in 21...40 { try ben.commit([.put(.mention(0, end))], by: "ben", sync: false) }
    try ben.compact()
    for _ in 0..<commitsAfter { try ben.commit([.put(.mention(1, 9))], by: "ben", sync: false) }
    try folder.write("old.jsonl", folder.read("wire.jsonl"))
    rename("\(folder.path)/old.jsonl", "\(folder.path)/wire.jsonl")

    try anna.commit([.put(.mention(2, 9))], by: "anna")
    try anna.compact()
    let again = try folder.store("wire", nil)
    #expect(again.findings.isEmpty && again.annotations.count == 36 + commitsAfter)
    #expect(anna.annotations == again.annotations)
  }

  @Test func refreshTellsWhatOthersWrote() throws {
    let folder = try TemporaryFolder()
    let (anna, ben) = (try folder.store(), try folder.store("wire", nil))
    try anna.commit([.put(.mention(0, 10))], by: "anna")
    #expect(try ben.refresh().map(\.by) == ["anna"])
    #expect(try ben.refresh().isEmpty)
    // Ben's commit reads Anna's first, so that it builds on it.
    try anna.commit([.put(.mention(19, 25, "GPE"))], by: "anna")
    let receipt = try ben.commit([.put(.mention(46, 55))], by: "ben")
    #expect(receipt.written.map(\.number) == [3] && ben.annotations.count == 3)
  }

  @Test func aStrangerMayAppendALine() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    try store.commit([.put(.mention(0, 10))], by: "anna")
    let line =
      #"{"id":"abc","layer":"entity","label":"GPE","spans":[[19,25]],"text":"Lisbon","state":"suggested","annotator":"mine@1.0","op":"q1","at":"2023-03-13T18:45:00Z","by":"mine@1.0"}"#
    try folder.write("wire.jsonl", folder.read("wire.jsonl") + Array(line.utf8))
    #expect(try store.refresh().map(\.id).contains("abc"))
    try store.commit([.remove(id: "abc")], by: "anna")
    #expect(try folder.store("wire", nil).findings.isEmpty)
    _ = try store.undo(by: "anna")
    #expect(store[id: "abc"]?.annotation.text == "Lisbon")
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aReadOnlyFolderIsReadAndRefusesTheFirstCommit() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    chmod(folder.path, 0o500)
    let error = #expect(throws: PostilError.self) { try store.commit([.status(.done)], by: "anna") }
    #expect(error?.status == .permission)
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0))
  func whatIsNoFileIsNotWaitedFor() throws {
    let folder = try TemporaryFolder()
    mkfifo("\(folder.path)/wire.jsonl", 0o600)
    mkfifo("\(folder.path)/pipe.txt", 0o600)
    #expect(throws: PostilError.self) { try folder.store() }
    #expect(throws: PostilError.self) { try folder.store("pipe", nil) }
  }

  #if os(Linux)
    /// Needs the right to mount, which root of a container mostly has.
    @Test func aFullDiskClaimsNothing() throws {
      let folder = try TemporaryFolder()
      guard mount("tmpfs", folder.path, "tmpfs", 0, "size=32k") == 0 else { return }
      defer { umount2(folder.path, Int32(MNT_DETACH)) }
      let store = try folder.store()
      var receipts: [Receipt] = []
      let error = #expect(throws: PostilError.self) {
        while true {
          receipts.append(
            try store.commit(
              [.put(.mention(0, 10))], by: "anna", command: String(repeating: "x", count: 700)))
        }
      }
      #expect(error == .file(.cannotWrite(path: store.file.sidecarPath, errno: ENOSPC)))
      #expect(!receipts.isEmpty)
      let again = try folder.store("wire", nil)
      #expect(again.annotations.map(\.op) == receipts.map(\.op) && again.findings.isEmpty)
      #expect(try store.refresh().count == receipts.count)
    }
  #endif
}
