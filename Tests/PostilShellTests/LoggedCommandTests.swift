import PostilSystem
import TestSupport
import Testing

@testable import PostilShell

@Suite struct LoggedCommandTests {
  @Test func absolutePathsAreNotKept() throws {
    let folder = try TemporaryFolder()
    try folder.write("work/north/wire.txt", "Ana left.\n")
    try folder.write("other/set one.ann", "")
    func logged(_ source: String) -> String {
      LoggedCommand.text(source, workspace: "\(folder.path)/work")
    }
    #expect(logged("annotate \(folder.path)/work") == "annotate .")
    #expect(logged("annotate \(folder.path)/work/north/wire.txt") == "annotate north/wire.txt")
    #expect(
      logged("import brat \"\(folder.path)/other/set one.ann\" --x")
        == "import brat \"set one.ann\" --x")
    #expect(logged("annotate --out=\(folder.path)/other/new.jsonl") == "annotate --out=new.jsonl")
  }

  @Test(arguments: [
    "tag /union \\w+/i ORG", "tag /a/b/ PER", "set e2 url=https://example.org/a/b",
    "accept all on north/wire",
    "tag /tmp/ ORG", "annotate /", "find a/b",
  ])
  func everythingElseIs(_ source: String) {
    #expect(LoggedCommand.text(source, workspace: "/tmp/nowhere") == source)
  }
}
