import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilWorkbench

@Suite struct BatchPathsTests {
  /// Two texts of one sidecar are a failure of their own; the rest of the folder is annotated.
  @Test func namesTheTextThatWouldShareASidecar() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "a.md", "b.txt"] { try folder.write(name, "x") }
    let paths = BatchPaths([folder.path])
    #expect(paths.failures.map(\.path) == ["a.md"])
    #expect(paths.articles.map(\.name) == ["b"])
  }
}
