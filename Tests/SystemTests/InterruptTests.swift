import Foundation
import Testing

/// Ctrl-C ends a command, and leaves nothing half done.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct InterruptTests {
  private static let texts = Dictionary(
    uniqueKeysWithValues: (0..<300).map {
      ("\($0).txt", "Ana Duarte left Oslo for Rome on Monday; Bo Li did not.\n")
    })

  /// Number of articles with accepted annotations, as their sidecars say.
  private func accepted(_ workspace: Workspace) throws -> Int {
    try workspace.names.filter { $0.hasSuffix(".jsonl") }.count { name in
      let lines = try String(
        contentsOf: workspace.folder.appending(path: name), encoding: .utf8
      ).split(separator: "\n")
      let newest = lines.last { $0.contains("\"spans\"") }
      return newest?.contains("\"accepted\"") == true
    }
  }

  @Test(arguments: [["accept", "all", "on", "all"], ["shell", "-c", "accept all on all"]])
  func takesBackWhatACommandHasWritten(_ words: [String]) throws {
    let postil = Postil(workspace: try Workspace(Self.texts))
    try #require(try postil("annotate").status == 0)
    let running = try Postil.start(
      Postil.executable, ["-C", postil.workspace.folder.path] + words)
    let first = postil.workspace.folder.appending(path: "0.jsonl")
    let size = try Data(contentsOf: first).count
    while running.isRunning, try Data(contentsOf: first).count == size { usleep(300) }
    running.signal(SIGINT)
    let outcome = running.wait()
    let count = try accepted(postil.workspace)
    // On a busy machine the signal may come when all is done.
    let isWritten = outcome.status == 0 || outcome.errors.contains("after the changes were written")
    #expect([0, 130].contains(outcome.status), "\(outcome.errors)")
    #expect(count == (isWritten ? 300 : 0))
    #expect(!postil.workspace.names.contains { $0.hasPrefix(".postil") })
    #expect(try postil("articles").errors == "")
  }
}
