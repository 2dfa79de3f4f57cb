import Foundation
import Testing

/// A staged tree works wherever it is put, without the folder it was built in.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct RelocationTests {
  /// A mount of one's own hides the build folder from the program alone.
  private static let canHide: Bool = {
    let trial = try? Postil.run(
      URL(filePath: "/usr/bin/env"), ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
    return trial?.status == 0
  }()

  @Test func theTreeMayBeMoved() throws {
    let workspace = try Workspace(["a.txt": "Anna Berg said on Monday that it rained in Oslo.\n"])
    let moved = workspace.folder.appending(path: "elsewhere")
    let stage = Postil.executable.deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.copyItem(at: stage, to: moved)
    let article = workspace.folder.appending(path: "a.txt").path
    let command = "\(moved.path)/bin/postil annotate \(article)"
    let build = Postil.root.appending(path: ".build").path
    let outcome =
      if Self.canHide {
        try Postil.run(
          URL(filePath: "/usr/bin/env"),
          ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none '\(build)' && \(command)"])
      } else {
        try Postil.run(URL(filePath: "/bin/sh"), ["-c", command])
      }
    #expect(outcome.status == 0, "\(outcome.errors)")
    let sidecar = try workspace.lines(of: "a.jsonl").joined()
    for layer in ["entity", "timex", "quote"] {
      #expect(sidecar.contains("\"layer\":\"\(layer)\""))
    }
  }
}
