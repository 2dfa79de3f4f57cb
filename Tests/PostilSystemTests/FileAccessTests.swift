import PostilKit
import PostilSystem
import TestSupport
import Testing

/// A file of a folder is reached, and nothing else.
@Suite struct FileAccessTests {
  private let folder: TemporaryFolder
  private var inside: FolderAccess { FolderAccess("\(folder.path)/w") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("w/real/file", "inside")
    try folder.write("w/plain", "inside")
    try folder.write("out/file", "outside")
    for (link, target) in [
      ("file-in", "real/file"), ("folder-in", "real"), ("up-and-in", "real/../plain"),
      ("absolute-in", "\(folder.path)/w/real/file"), ("chain", "file-in"),
      ("file-out", "../out/file"), ("folder-out", "../out"),
      ("absolute-out", "\(folder.path)/out/file"),
      ("out-and-in", "../w/plain"), ("chain-out", "folder-out/file"), ("root", "/"),
      ("nothing", "no"),
      ("nothing-out", "../no"), ("loop", "loop"), ("null", "/dev/null"),
    ] {
      symlink(target, "\(folder.path)/w/\(link)")
    }
    mkfifo("\(folder.path)/w/pipe", 0o600)
  }

  private func file(_ name: String) -> FileAccess { FileAccess(name, in: inside) }

  @Test(arguments: [
    "plain", "real/file", "./real//file", "file-in", "folder-in/file", "up-and-in", "absolute-in",
    "chain",
    "out-and-in",
  ])
  func linksInsideAreFollowed(_ name: String) throws {
    #expect(try file(name).read(limit: 6) == Array("inside".utf8))
    try file(name).replace(with: "changed".utf8)
    #expect(try file(name).read(limit: 7) == Array("changed".utf8))
    let plain = try file(name).withoutLinks()
    #expect(Folders.kind(plain.path) == .file)
    #expect(throws: PostilError.file(.tooLarge(path: file(name).path, bytes: 7, limit: 6))) {
      try file(name).read(limit: 6)
    }
  }

  @Test(arguments: [
    "file-out", "folder-out/file", "absolute-out", "chain-out", "root/etc/passwd", "nothing",
    "nothing-out", "folder-out/new", "null", "../out/file", "real/../../out/file",
  ])
  func nothingOutsideIsReached(_ name: String) throws {
    func refused(_ body: () throws -> Void) {
      let error = #expect(throws: PostilError.self) { try body() }
      guard case FileFact.linkLeaves? = error?.fact else {
        Issue.record("\(name): \(String(describing: error))")
        return
      }
    }
    refused { _ = try file(name).read(limit: 100) }
    refused { _ = try file(name).exists() }
    refused { try file(name).replace(with: "changed".utf8, making: true) }
    refused { close(try file(name).openToAppend()) }
    #expect(try folder.string("out/file") == "outside")
    #expect(
      Folders.kind("\(folder.path)/out/new") == nil && Folders.kind("\(folder.path)/no") == nil)
  }

  @Test func whatIsNoRegularFileIsNotOpened() throws {
    for name in ["pipe", "real", "folder-in"] {
      #expect(
        throws: PostilError.file(.notRegular(path: file(name).path))
      ) {
        try file(name).read(limit: 100)
      }
      #expect(throws: PostilError.self) { try file(name).replace(with: "x".utf8) }
      #expect(throws: PostilError.self) { try file(name).openToAppend() }
    }
    #expect(Folders.kind("\(folder.path)/w/pipe") == .other)
    #expect(throws: PostilError.self) { try file("loop").read(limit: 1) }
    #expect(throws: PostilError.self) { try file("plain\0x").read(limit: 1) }
    #expect(try file("missing/file").readIfPresent(limit: 1) == nil)
  }

  @Test func theLimitHoldsForWhatHasNoSize() throws {
    #expect(throws: PostilError.self) { try Files.read("/dev/zero", limit: 1 << 20) }
    #expect(throws: PostilError.self) {
      try Files.read("\(folder.path)/w/pipe", limit: 1 << 20, onlyRegular: true)
    }
  }

  @Test func foldersAreMadeInside() throws {
    try file("new/deep/file").replace(with: "x".utf8, making: true)
    try file("folder-in/new/file").replace(with: "x".utf8, making: true)
    #expect(try folder.string("w/real/new/file") == "x")
    #expect(throws: PostilError.file(.exists(path: file("plain").path))) {
      try file("plain").replace(with: "x".utf8, replacing: false)
    }
    file("new/deep/file").remove()
    #expect(Folders.kind("\(folder.path)/w/new/deep/file") == nil)
  }

  @Test func aTypedPathIsSortedByItsPlace() {
    let access = FolderAccess(folder.path)
    #expect(access.name(ofTyped: "\(folder.path)/w/../out/./x") == "out/x")
    #expect(access.name(ofTyped: "\(folder.path)/../x") == nil)
    #expect(access.name(ofTyped: folder.path) == nil)
    #expect(access.name(ofTyped: "\(folder.path)x/y") == nil)
  }
}
