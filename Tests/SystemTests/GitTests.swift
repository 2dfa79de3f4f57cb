import Foundation
import Testing

/// When git is run for the person's name: with a program in its place that notes each run.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct GitTests {
  private let articles: Workspace
  private let programs: Workspace

  init() throws {
    articles = try Workspace(["one.txt": "Ana left.\n"])
    programs = try Workspace([
      "git": "#!/bin/sh\necho \"$PWD $*\" >>\"$(dirname \"$0\")/runs\"\necho Anna Berg\n"
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: programs.folder.appending(path: "git").path)
  }

  private func postil(_ words: String...) throws -> String { try postil(words) }

  @discardableResult private func postil(_ words: [String]) throws -> String {
    let environment = ["-u", "POSTIL_ANNOTATOR", "PATH=\(programs.folder.path):/usr/bin:/bin"]
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      environment + [Postil.executable.path, "-C", articles.folder.path] + words)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    return outcome.output
  }

  @Test(arguments: [
    ["help"], ["show", "one"], ["list", "one"], ["stats"], ["articles"],
    ["--as", "bob", "tag", "one", "\"Ana\"", "PER"],
  ])
  func isNotRunWithoutNeed(_ words: [String]) throws {
    try postil(words)
    #expect(programs.names == ["git"])
  }

  @Test func isAskedOnceInTheWorkspace() throws {
    try postil(["shell", "-c", "open one; tag \"Ana\" PER; tag \"left\" MISC"])
    #expect(try postil("log", "one").components(separatedBy: "Anna Berg").count == 3)
    let runs = try programs.lines(of: "runs")
    #expect(runs.count == 1 && runs[0].hasSuffix(" --no-pager config user.name"))
    #expect(runs[0].contains(articles.folder.lastPathComponent))
  }
}
