import PostilKit
import PostilSystem
import TestSupport
import Testing

@testable import PostilStore

@Suite struct WorkspaceTests {
  private func names(_ workspace: Workspace) throws -> [String] {
    try workspace.articles().map(\.name)
  }

  @Test func listsTextsOfAllFoldersButHiddenOnes() throws {
    let folder = try TemporaryFolder()
    for name in [
      "wire.txt", "2023/03/digest.md", ".git/config.txt", ".hidden.txt", "notes.html", "README.md",
      "2023/README.md", "b.TXT",
    ] {
      try folder.write(name, "x")
    }
    try folder.write("2023/README.jsonl", "")
    let workspace = try Workspace(root: folder.path + "/")
    #expect(try names(workspace) == ["2023/03/digest", "2023/README", "b", "wire"])
    let digest = try workspace.article(named: "2023/03/digest.md")
    #expect(digest.textPath == "\(folder.path)/2023/03/digest.md")
    #expect(digest.sidecarPath == "\(folder.path)/2023/03/digest.jsonl")
  }

  @Test func sidecarsMayLieInAMirroredTree() throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    try folder.write("2023/wire.txt", TemporaryFolder.text)
    let file = try Workspace(root: folder.path, sidecars: "\(other.path)/deep/er").articles()[0]
    #expect(file.sidecarPath == "\(other.path)/deep/er/2023/wire.jsonl")
    try AnnotationStore.open(file).commit([.put(.mention(0, 10))], by: "anna")
    #expect(try other.lines("deep/er/2023/wire.jsonl").count == 2)
  }

  /// Only the clash is refused, by its names; the rest of the folder is as ever.
  @Test func twoTextsOfOneSidecarAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "x")
    try folder.write("a.md", "x")
    try folder.write("b.txt", "x")
    let workspace = try Workspace(root: folder.path)
    var clashes: [PostilError] = []
    #expect(try workspace.articles(clashes: &clashes).map(\.name) == ["b"])
    #expect(clashes == [.store(.sharedSidecar(path: "a.md", other: "a.txt"))])
    #expect(throws: clashes[0]) { try workspace.article(named: "a") }
    #expect(throws: PostilError.self) { try Workspace.article(path: "\(folder.path)/a.txt") }
  }

  @Test func linksOutOfTheRootAndPipesAreNotFollowed() throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let secret = try outside.write("secret.txt", "x")
    try folder.write("real.txt", "x")
    for (target, link) in [
      (secret, "out.txt"), (outside.path, "folder"), ("real.txt", "in.txt"),
      ("/dev/zero", "zero.txt"),
    ] {
      symlink(target, "\(folder.path)/\(link)")
    }
    mkfifo("\(folder.path)/pipe.txt", 0o600)
    #expect(try names(Workspace(root: folder.path)) == ["in", "real"])
  }

  @Test func aNameMayBeShortenedToItsBeginningOrEnd() throws {
    let folder = try TemporaryFolder()
    for name in ["2023/wire", "2023/digest", "2024/wireless"] {
      try folder.write("\(name).txt", "x")
    }
    let workspace = try Workspace(root: folder.path)
    #expect(try workspace.article(named: "digest").name == "2023/digest")
    #expect(try workspace.article(named: "2024").name == "2024/wireless")
    let all = ["2023/digest", "2023/wire", "2024/wireless"]
    #expect(
      throws: PostilError.store(
        .noArticle(name: "2023", similar: ["2023/digest", "2023/wire"], known: all))
    ) {
      try workspace.article(named: "2023")
    }
    #expect(throws: PostilError.store(.noArticle(name: "2023/wrie", known: all))) {
      try workspace.article(named: "2023/wrie")
    }
  }

  @Test func anArticleIsFoundByItsPath() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("2023/wire.txt", "x")
    #expect(try Workspace.article(path: path).1.name == "wire")
    try folder.write("postil.toml", "")
    #expect(try Workspace.article(path: path).1.name == "2023/wire")
    #expect(throws: PostilError.file(.noSuchFile(path: "nowhere.txt"))) {
      try Workspace.article(path: "nowhere.txt")
    }
    let html = try folder.write("a.html", "x")
    #expect(throws: PostilError.self) { try Workspace.article(path: html) }
  }

  @Test func aPatternChoosesArticles() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "x/a.txt", "x/y/b.txt", "x/y/c.md"] { try folder.write(name, "x") }
    for (pattern, expected) in [
      ("*.txt", ["a"]), ("**/*.txt", ["a", "x/a", "x/y/b"]), ("x/*/?.md", ["x/y/c"]),
      ("x/**", ["x/a", "x/y/b", "x/y/c"]),
    ] {
      try folder.write("postil.toml", "articles = [\"\(pattern)\"]")
      #expect(try names(Workspace(root: folder.path)) == expected, "\(pattern)")
    }
  }
}

@Suite struct LoadedArticleTests {
  private func load(_ bytes: [UInt8], limit: Int = 1000) throws -> LoadedArticle {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", bytes)
    return try LoadedArticle.read(folder.article("a", nil), limit: limit)
  }

  @Test func keepsEveryByte() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("é\r\n\rx".utf8)
    let loaded = try load(bytes)
    #expect(loaded.article.text.utf8 == bytes && loaded.article.text.count == 6)
    #expect(loaded.article.id == "a" && loaded.sha256 == SHA256.hex(bytes))
    #expect(try load([]).article.text.count == 0)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], "notUTF8", 1), ([0x61, 0x62, 0xC3], "notUTF8", 2),
      ([0xED, 0xA0, 0x80], "notUTF8", 0),
      ([0xC0, 0x80], "notUTF8", 0), ([0xF5, 0x80, 0x80, 0x80], "notUTF8", 0),
      ([0x61, 0x00], "binary", 1),
      (Array(repeating: 0x61, count: 1001), "tooLarge", 1001),
    ] as [([UInt8], String, Int)])
  func refusesWhatIsNoText(_ bytes: [UInt8], _ kind: String, _ place: Int) throws {
    let error = #expect(throws: PostilError.self) { try load(bytes) }
    switch error?.fact {
    case FileFact.notUTF8(_, place)?: #expect(kind == "notUTF8")
    case FileFact.binary(_, place)?: #expect(kind == "binary")
    case FileFact.tooLarge(_, place, 1000)?: #expect(kind == "tooLarge")
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test(arguments: [
    ("Storm closes Lisbon port\n\nShips waited on Monday.", "Storm closes Lisbon port"),
    ("Storm closes Lisbon port\r\n\r\nShips waited.", "Storm closes Lisbon port"),
    ("\u{FEFF}Is the port closed?\n \u{A0}\nShips waited.", "Is the port closed?"),
    ("Storm closes port\nStorm closes port\nShips waited.", "Storm closes port"),
    ("# Storm closes port\nShips waited.", "Storm closes port"),
    ("---\ntitle: \"Storm: a report\"\ndate: 2023-03-13\n---\nShips waited.", "Storm: a report"),
    ("Ships waited outside Lisbon on Monday.\n\nThe port was closed.", nil),
    ("Ships waited “outside Lisbon.”\n\nThe port was closed.", nil),
    ("Storm closes Lisbon port\nShips waited.", nil), ("Storm closes Lisbon port", nil), ("", nil),
    (String(repeating: "Ships waited and ", count: 12) + "left\n\nThe port was closed.", nil),
    ("March 13, 2023\n\nShips waited.", nil), ("By Ann Lee\n\nShips waited.", nil),
    ("---\n\nShips waited.", nil),
  ])
  func takesAHeadlineAndNeverTheLede(_ text: String, _ title: String?) throws {
    #expect(try load(Array(text.utf8)).article.title == title)
  }
}
