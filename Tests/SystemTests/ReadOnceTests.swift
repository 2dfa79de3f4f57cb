import Foundation
import Testing

/// `annotate` reads the text of an article once.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ReadOnceTests {
  private static let strace = ["/usr/bin/strace", "/usr/local/bin/strace"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  private static let canTrace: Bool =
    strace.map { strace in
      (try? Postil.run(URL(filePath: strace), ["-qq", "/bin/true"]))?.status == 0
    } ?? false

  /// How often each text is opened in a run of `annotate`; the annotators' own lists are not texts.
  private func opened(_ workspace: Workspace, _ words: [String]) throws -> [String: Int] {
    let trace = workspace.folder.appending(path: ".trace")
    let outcome = try Postil.run(
      URL(filePath: Self.strace ?? ""),
      ["-f", "-qq", "-y", "-e", "trace=open,openat", "-o", trace.path, Postil.executable.path]
        + words)
    #expect(outcome.status == 0, "\(outcome.errors)")
    var counts: [String: Int] = [:]
    for line in try String(contentsOf: trace, encoding: .utf8).split(separator: "\n") {
      // The path of the file that was opened, whatever the call named.
      guard let name = line.firstMatch(of: #/= \d+<.*\/(\w+\.txt)>/#),
        line.contains("<\(workspace.folder.path)/")
      else { continue }
      counts[String(name.1), default: 0] += 1
    }
    return counts
  }

  @Test(
    .enabled(if: canTrace, "strace cannot be used here"),
    arguments: [[], ["--force"], ["--dry-run"], ["--isolate"], ["--published=2023-05-04"]])
  func whenItAnnotates(_ flags: [String]) throws {
    let workspace = try Workspace([
      "a.txt": "Ana Duarte told Reuters in Oslo that Bo Li left.\n", "b.txt": "Bo Li left.\n",
    ])
    let folder = workspace.folder.path
    #expect(try opened(workspace, ["annotate"] + flags + [folder]) == ["a.txt": 1, "b.txt": 1])
  }

  @Test(.enabled(if: canTrace, "strace cannot be used here")) func whenItIsOneFile() throws {
    let workspace = try Workspace(["a.txt": "Ana Duarte told Reuters that Bo Li left.\n"])
    let path = workspace.folder.appending(path: "a.txt").path
    #expect(try opened(workspace, ["annotate", path]) == ["a.txt": 1])
  }
}
