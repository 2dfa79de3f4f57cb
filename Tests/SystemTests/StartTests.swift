import Foundation
import Testing

/// How long a person waits for the first prompt.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct StartTests {
  /// The goal is 150 ms on a machine that does nothing else; tests run beside this one.
  @Test(.enabled(if: StrangerTests.python != nil, "there is no python3"))
  func thePromptComesAtOnce() throws {
    let names = (0..<2000).map { "\($0 / 100)/\($0).txt" }
    let workspace = try Workspace(
      Dictionary(uniqueKeysWithValues: names.map { ($0, "Ana left on Monday.\n") }))
    _ = try Postil(workspace: workspace)("tag", "0/0.txt", "\"Ana\"", "PER")
    let script = Postil.root.appending(path: "Tests/SystemTests/prompt.py").path
    let outcome = try Postil.run(
      URL(filePath: StrangerTests.python ?? ""),
      [script, Postil.executable.path, workspace.folder.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let starts = outcome.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(starts.map(\.last) == ["143", "143", "143"])
    let best = starts.compactMap { $0.first.flatMap { Int($0) } }.min() ?? Int.max
    print("first prompt among 2000 articles: \(best) ms")
    #expect(best < 1000)
  }
}
