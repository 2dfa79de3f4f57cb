import Foundation
import Testing

/// A stranger who knows the sidecar's page and nothing else, in another language.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct StrangerTests {
  static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: python != nil, "there is no python3"))
  func appendsAnAnnotationThatTheShellShowsAndUndoes() throws {
    let workspace = try Workspace(["a.txt": "Ali Khameini met 🇮🇷 Raisi.\n"])
    let postil = Postil(workspace: workspace)
    #expect(try postil("shell", "-c", "open a; tag \"Raisi\" PER").status == 0)
    let script = Postil.root.appending(path: "Tests/SystemTests/stranger.py").path
    let stranger = try Postil.run(
      URL(filePath: Self.python ?? ""), [script, workspace.folder.appending(path: "a.jsonl").path])
    #expect(stranger.status == 0, "\(stranger.errors)")
    #expect(stranger.output == "PER Raisi\n")
    let list = try postil("shell", "-c", "open a; list")
    #expect(list.output.contains("Ali Khameini") && list.output.contains("Raisi"))
    let undo = try postil("--as", "stranger", "shell", "-c", "open a; undo; list")
    #expect(undo.status == 0, "\(undo.errors)")
    #expect(!undo.output.contains("+ e2") && undo.output.contains("Raisi"))
    let after = try postil("shell", "-c", "open a; list")
    #expect(!after.output.contains("Ali Khameini"))
  }
}
