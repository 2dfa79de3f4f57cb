import Foundation
import Testing

/// A person at a prompt, while other things happen.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct PromptTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "keystrokes.py").path

  private func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace(["a.txt": "Ana Duarte left Oslo for Rome.\n"]))
    try #require(try postil("annotate").status == 0)
    return postil
  }

  /// What the shell answers to what is typed.
  private func session(_ lines: [String], _ postil: Postil) throws -> String {
    let outcome = try Postil.run(
      URL(filePath: try #require(StrangerTests.python)),
      [Self.script, Postil.executable.path, postil.workspace.folder.path],
      input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// What a colleague changed meanwhile is shown, and changed only after a question.
  @Test(arguments: ["n", "y"]) func asksAboutWhatAColleagueChanged(_ answer: String) throws {
    let postil = try workspace()
    let folder = postil.workspace.folder.path
    let output = try session(
      [
        "type list 2",
        "run '\(Postil.executable.path)' -C '\(folder)' --as ben --article a relabel 2 ORG",
        "type reject 2", "type \(answer)",
      ], postil)
    #expect(output.contains("note: ben has changed e2 ORG"), "\(output)")
    #expect(output.contains("ben has changed 2 since you saw it; change it anyway? [y/n]"))
    #expect(
      output.contains("annotation 2 of 'a' was changed by ben in between") == (answer == "n"))
    let state = try postil("--article", "a", "list", "rejected").output
    #expect((state == "none\n") == (answer == "n"), "\(output)")
    #expect(output.hasSuffix("status 0\n"))
  }

  /// Ctrl-C near the start or the end of a command ends the command at most, never the shell.
  @Test func survivesAnInterruptAtAnyTime() throws {
    let output = try session(
      (0..<25).map { $0.isMultiple(of: 2) ? "break stats" : "break list all" } + ["type list 2"],
      try workspace())
    #expect(output.contains("?2 ") && output.hasSuffix("status 0\n"), "\(output)")
  }
}
