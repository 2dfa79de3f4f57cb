import Foundation
import Testing

/// The session on the README's first screen, typed as it is there.
///
/// `$` begins a command of the system's shell, a prompt such as `harbour 0✓ 10?>` one of Postil's. `cat`
/// shows what the article is.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ReadmeTests {
  private static let readme = Postil.root.appending(path: "README.md")

  @Test(.enabled(if: StrangerTests.python != nil, "there is no python3"))
  func theSessionIsWhatHappens() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let start = try #require(text.range(of: "```console\n"))
    let end = try #require(text[start.upperBound...].range(of: "```\n"))
    let session = String(text[start.upperBound..<end.lowerBound])
    let replayed = try replay(session)
    if ProcessInfo.processInfo.environment["POSTIL_RECORD"] != nil {
      try text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: replayed)
        .write(to: Self.readme, atomically: true, encoding: .utf8)
      Issue.record("the README's session was recorded again; look at the difference")
    }
    #expect(replayed == session)
  }

  @Test func theAnnotatorShownIsTheExample() throws {
    let example = Postil.root.appending(path: "Plugins/Examples/keyword-python/annotator.py")
    #expect(
      try String(contentsOf: Self.readme, encoding: .utf8)
        .contains("```python\n" + String(contentsOf: example, encoding: .utf8) + "```"))
  }

  @Test func everyLinkLeadsSomewhere() throws {
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      let text = try String(contentsOf: Postil.root.appending(path: name), encoding: .utf8)
      for match in text.matches(of: #/\]\(([^)#:]+)\)/#) {
        let path = Postil.root.appending(path: String(match.1)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(name): \(match.1)")
      }
    }
  }

  private func replay(_ session: String) throws -> String {
    let lines = session.split(separator: "\n").map(String.init)
    let article = try #require(lines.firstIndex { $0.hasPrefix("$ cat ") }) + 1
    let workspace = try Workspace(["harbour.txt": lines[article] + "\n"])
    var result = lines[...article].map { $0 + "\n" }.joined()
    result +=
      "$ postil annotate news\n" + steady(try run(["annotate", workspace.folder.path]))
      + "$ postil shell news\n"
    let typed = lines.compactMap { $0.firstMatch(of: #/^harbour [^>]*✓[^>]*> (.+)$/#) }
      .map { String($0.1) }
    let (greeting, prompts) = try prompts(typed, lines[article])
    result += greeting
    for (index, command) in typed.enumerated() {
      // Each command again with all before it; what is new is its own output.
      let before = try output(Array(typed[..<index]), lines[article])
      let after = try output(Array(typed[...index]), lines[article])
      result += "\(prompts[index]) \(command)\n" + after.dropFirst(before.count)
    }
    return result
  }

  /// The shell's greeting, and its prompt before each command.
  private func prompts(
    _ commands: [String], _ article: String
  ) throws -> (greeting: String, prompts: [String]) {
    let workspace = try Workspace(["news/harbour.txt": article + "\n"])
    let news = workspace.folder.appending(path: "news").path
    _ = try run(["annotate", news])
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "prompts.py")
    let python = URL(filePath: try #require(StrangerTests.python))
    let outcome = try Postil.run(
      python, [script.path, Postil.executable.path, news], input: commands.joined(separator: "\n"))
    let printed = outcome.output.split(separator: "\n").map(String.init)
    try #require(printed.count > commands.count, "\(outcome.errors)")
    return (
      printed.dropLast(commands.count).map { $0 + "\n" }.joined(),
      Array(printed.suffix(commands.count))
    )
  }

  private func output(_ commands: [String], _ article: String) throws -> String {
    let workspace = try Workspace(["harbour.txt": article + "\n"])
    _ = try run(["annotate", workspace.folder.path])
    let script = (["open harbour"] + commands).joined(separator: "\n")
    return steady(
      try run(["-C", workspace.folder.path, "shell"], input: script)
        .replacingOccurrences(of: workspace.folder.path, with: "news"))
  }

  private func run(_ words: [String], input: String = "") throws -> String {
    let outcome = try Postil.run(Postil.executable, words, input: input)
    return outcome.output + outcome.errors
  }

  /// Without the milliseconds.
  private func steady(_ output: String) -> String {
    output.replacing(#/ +\d+(\.\d)? m?s\b/#, with: "")
  }
}
