import Foundation
import Testing

/// Ctrl-C ends a command, and leaves nothing half done.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct InterruptTests {
  private static let texts = Dictionary(
    uniqueKeysWithValues: ["a", "b", "c", "d", "e"].map {
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
    // The command waits for the fourth sidecar, which it can read but not write.
    let fourth = postil.workspace.folder.appending(path: "d.jsonl").path
    let descriptor = open(fourth, O_RDONLY | O_CLOEXEC)
    try #require(flock(descriptor, LOCK_SH) == 0)
    let third = postil.workspace.folder.appending(path: "c.jsonl")
    let size = try Data(contentsOf: third).count
    let running = try Postil.start(
      Postil.executable, ["-C", postil.workspace.folder.path] + words)
    while running.isRunning, try Data(contentsOf: third).count == size { usleep(300) }
    running.signal(SIGINT)
    close(descriptor)
    let outcome = running.wait()
    #expect(
      outcome.status == 130
        && outcome.errors.hasSuffix("error: interrupted, so nothing was changed\n"), "\(outcome)")
    #expect(try accepted(postil.workspace) == 0)
    #expect(!postil.workspace.names.contains { $0.hasPrefix(".postil") })
    #expect(try postil("articles").errors == "")
    // What was not completed is nobody's to redo.
    let redone = try postil("redo")
    #expect(redone.status == 1 && redone.errors.contains("no command to redo"), "\(redone)")
    #expect(try postil("--article", "a", "log").output.contains("interrupted, taken back: accept"))
  }
}
